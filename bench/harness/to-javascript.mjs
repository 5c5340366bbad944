/** Compiles a Clojure text to JavaScript with squint or cherry, and runs that: COMPILER SIZE ... */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { report } from './timing.mjs';

const compiler = process.argv[2];
const peers = join(import.meta.dirname, '..', 'peers');

/** The text without the main part of the programs that are tests too: it asks for arguments as only the JVM has them. */
const withoutMain = (text) => text.replace(/\n\(let \[n \(if-let \[size \(first \*command-line-args\*\)\][\s\S]*$/, '\n');

async function compile(text) {
  if (compiler === 'squint') {
    const { compileString } = await import(pathToFileURL(join(peers, 'node_modules/squint-cljs/node-api.js')).href);
    return compileString(text);
  }
  const { compileString } = await import(pathToFileURL(join(peers, 'node_modules/cherry-cljs/index.js')).href);
  return compileString(text);
}

await report(async (file) => {
  const javascript = await compile(withoutMain(readFileSync(file, 'utf8')));
  // Beside the packages, so that its imports are found.
  const folder = join(peers, 'node_modules', '.compiled');
  mkdirSync(folder, { recursive: true });
  const compiled = join(folder, `${basename(file, '.clj')}.${compiler}.${process.pid}.mjs`);
  writeFileSync(compiled, typeof javascript === 'string' ? javascript : javascript.javascript);
  return (await import(pathToFileURL(compiled).href)).run;
}, 1);
