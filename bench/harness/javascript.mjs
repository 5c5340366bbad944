/** Runs a program in plain JavaScript. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { report } from './timing.mjs';

await report(async (file) => (await import(pathToFileURL(resolve(file)).href)).run);
