// Writes the generated TypeScript (*.gen.ts), which everything else is built on: run before a build, the tests and tsc.
import { generateSources } from './generate/sources.mjs';

await generateSources();
