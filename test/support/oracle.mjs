import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Takes out of a message what only the JVM can say: its modules, its own words for nil, and the numbers of
 * generated names.
 * @param {string | null} message
 * @returns {string | null}
 */
export function portableMessage(message) {
  if (message === null || /^Cannot (invoke|throw|read|load|store|enter)/.test(message)) return null;
  return message
    .replace(/ \([^()]* (is|are) in (unnamed )?module .*\)$/s, '')
    .replace(/--\d+/g, '--N')
    .replace(/eval\d+/g, 'evalN')
    .replace(/^(Can't call nil), form: .*/s, '$1');
}

/**
 * Reads a line that oracle.clj printed.
 * @param {string} text
 */
export function readAnswer(text) {
  const [value, output, error] = JSON.parse(text);
  if (error === null) return { value, output, error };
  const [kind, message, phase, line, column] = error;
  return { value, output, error: { class: kind, message: portableMessage(message), phase, line, column } };
}

/**
 * Runs texts on the `clojure` command, all in one process, each in a namespace of its own.
 * @param {readonly string[]} texts
 * @param {{ namespace?: (i: number) => string, before?: string, beforeEach?: string }} [options]
 *   `before` is run once; `beforeEach` before each text; every namespace is called `user` unless said otherwise
 * @returns {{ value: string | null, output: string,
 *   error: { class: string, message: string | null, phase: string | null, line: number | null, column: number | null } | null }[]}
 */
export function askClojure(texts, { namespace = () => 'user', before = '', beforeEach = '' } = {}) {
  const calls = texts.map((text, i) => `${beforeEach}(oracle/run-text '${namespace(i)} ${JSON.stringify(text)})`);
  const program = `(load-file ${JSON.stringify(join(import.meta.dirname, 'oracle.clj'))})\n(require 'clojure.string 'clojure.set)\n${before}\n${calls.join('\n')}\n`;
  const folder = mkdtempSync(join(tmpdir(), 'oracle-'));
  try {
    const file = join(folder, 'texts.clj');
    writeFileSync(file, program);
    const lines = execFileSync('clojure', [file], { encoding: 'utf8', maxBuffer: 1 << 28 })
      .trimEnd()
      .split('\n');
    if (lines.length !== texts.length) throw new Error(`Clojure gave ${lines.length} answers to ${texts.length} texts`);
    return lines.map(readAnswer);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
