// Writes the generated TypeScript (*.gen.ts), which everything else is built on: run before a build, the tests and tsc.

import { generateCoreNames } from './generate/core-names.mjs';
import { readDefinitions } from './generate/definitions.mjs';
import { generateImages } from './generate/image.mjs';
import { generateLoop } from './generate/loop.mjs';
import { generatePlain } from './generate/plain.mjs';
import { generateReference } from './generate/reference.mjs';
import { generateSources } from './generate/sources.mjs';
import { generateStencils } from './generate/stencils.mjs';

generateSources();
generateCoreNames();
const definitions = await readDefinitions();
generateLoop(definitions);
generateReference(definitions);
generatePlain();
generateStencils(definitions);
// Last, since it runs what the others wrote.
await generateImages();
