// Writes docs/coverage.md from the library as it stands; after generate.mjs, whose image it runs.
import { generateCoverage } from './generate/coverage.mjs';

await generateCoverage();
