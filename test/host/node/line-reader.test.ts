import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { LineReader } from '../../../src/host/node/line-reader.js';
import type { Encoding } from '../../../src/runtime/host.js';

const folder = mkdtempSync(join(tmpdir(), 'clove-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

function withReader<T>(contents: string | Uint8Array, use: (reader: LineReader) => T, encoding: Encoding = 'utf8'): T {
  const path = join(folder, 'text');
  writeFileSync(path, contents);
  const fd = openSync(path, 'r');
  try {
    return use(new LineReader(fd, encoding));
  } finally {
    closeSync(fd);
  }
}

function linesOf(contents: string | Uint8Array, encoding: Encoding = 'utf8'): string[] {
  return withReader(
    contents,
    (reader) => {
      const lines = [];
      for (let line = reader.readLine(); line !== null; line = reader.readLine()) lines.push(line);
      expect(reader.readLine()).toBe(null);
      return lines;
    },
    encoding,
  );
}

describe('S13: readLine', () => {
  // What java.io.BufferedReader gives for the same text.
  test.each([
    ['', []],
    ['a', ['a']],
    ['a\n', ['a']],
    ['\n', ['']],
    ['\n\n', ['', '']],
    ['a\n\nb', ['a', '', 'b']],
    ['a\r\nb\r\n', ['a', 'b']],
    ['a\rb\rc', ['a', 'b', 'c']],
    ['a\r\rb', ['a', '', 'b']],
    ['a\n\rb', ['a', '', 'b']],
    ['\r\n', ['']],
    ['\r', ['']],
    ['Zürich;1\n東京;2\n😀;3', ['Zürich;1', '東京;2', '😀;3']],
    ['\ufeffa\n', ['\ufeffa']],
  ])('splits %j', (text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });

  test('goes over the borders of chunks, whatever the length of the lines', () => {
    for (const length of [1, 7, 100, 65_535, 65_536, 200_001]) {
      const lines = Array.from({ length: Math.ceil(400_000 / length) }, (_, i) => `${'é'.repeat(length)}${i}`);
      expect(linesOf(`${lines.join('\n')}\n`)).toEqual(lines);
      expect(linesOf(lines.join('\r\n'))).toEqual(lines);
      expect(linesOf(lines.join('\r'))).toEqual(lines);
    }
  });

  test('takes \\r\\n apart by a chunk as one end', () => {
    // Nothing but the \r tells the reader where the first chunk may be cut.
    const text = `${'a'.repeat(65_534)}\r`;
    expect(linesOf(`${text}\nb`)).toEqual(['a'.repeat(65_534), 'b']);
    expect(linesOf(`a${text}\nb`)).toEqual(['a'.repeat(65_535), 'b']);
    expect(linesOf(`${text}c\nb`)).toEqual(['a'.repeat(65_534), 'c', 'b']);
  });

  test('replaces bytes that are no UTF-8, and reads Latin-1', () => {
    expect(linesOf(Uint8Array.of(0x61, 0xff, 0x62, 10, 0xe9))).toEqual(['a\ufffdb', '\ufffd']);
    expect(linesOf(Uint8Array.of(0x61, 0xff, 0x62, 10, 0xe9), 'latin1')).toEqual(['aÿb', 'é']);
  });
});

describe('readChar and readRest', () => {
  test('give units, then -1', () => {
    withReader('aé😀\n', (reader) => {
      const units = [];
      for (let unit = reader.readChar(); unit >= 0; unit = reader.readChar()) units.push(unit);
      expect(String.fromCharCode(...units)).toBe('aé😀\n');
      expect(reader.readChar()).toBe(-1);
    });
  });

  test('mix with readLine', () => {
    withReader('ab\ncd\r\nef', (reader) => {
      expect(reader.readChar()).toBe(97);
      expect(reader.readLine()).toBe('b');
      expect(reader.readLine()).toBe('cd');
      expect(reader.readRest()).toBe('ef');
      expect(reader.readRest()).toBe('');
      expect(reader.readLine()).toBe(null);
    });
  });

  test('leave no character cut in two at the border of a chunk', () => {
    for (let shift = 0; shift < 4; shift++) {
      const text = 'x'.repeat(shift) + '😀'.repeat(40_000);
      withReader(text, (reader) => {
        let read = '';
        for (let unit = reader.readChar(); unit >= 0; unit = reader.readChar()) read += String.fromCharCode(unit);
        expect(read === text).toBe(true);
      });
    }
  });
});

test('a closed reader is closed, and may be closed again', () => {
  const path = join(folder, 'closed');
  writeFileSync(path, 'a\nb\n');
  const reader = new LineReader(openSync(path, 'r'));
  expect(reader.readLine()).toBe('a');
  reader.close();
  reader.close();
  expect(() => reader.readLine()).toThrow('Stream closed');
});
