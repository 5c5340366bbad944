import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { className } from '../../../src/data/classes.js';
import { nodeFiles } from '../../../src/host/node/files.js';
import { SourcePath } from '../../../src/host/node/source-path.js';

const folder = mkdtempSync(join(tmpdir(), 'clove-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The class and message of what `action` throws. */
function thrown(action: () => unknown): string {
  try {
    action();
  } catch (e) {
    return `${className(e)}: ${(e as Error).message}`;
  }
  return 'nothing';
}

describe('files', () => {
  const path = join(folder, 'a.txt');

  test('writes, appends and reads', () => {
    nodeFiles.writeText(path, 'grün\n', false, 'utf8');
    nodeFiles.writeText(path, '😀', true, 'utf8');
    expect(nodeFiles.readText(path, 'utf8')).toBe('grün\n😀');
    expect(nodeFiles.size(path)).toBe(10);
    nodeFiles.writeText(path, 'ü€😀', false, 'latin1');
    expect(readFileSync(path)).toEqual(Buffer.from([0xfc, 0x3f, 0x3f]));
    expect(nodeFiles.readText(path, 'latin1')).toBe('ü??');
  });

  test('a writer keeps surrogates together and appends on wish', () => {
    const writer = nodeFiles.openWriter(path, false, 'utf8');
    writer.write('x\ud83d');
    writer.flush();
    expect(readFileSync(path, 'utf8')).toBe('x');
    writer.write('\ude00');
    writer.close();
    const more = nodeFiles.openWriter(path, true, 'utf8');
    more.write('y'.repeat(100_000));
    more.close();
    expect(readFileSync(path, 'utf8')).toBe(`x😀${'y'.repeat(100_000)}`);
  });

  test('says what is wrong in the words of Java', () => {
    expect(thrown(() => nodeFiles.readText('/no/such', 'utf8'))).toBe(
      'java.io.FileNotFoundException: /no/such (No such file or directory)',
    );
    expect(thrown(() => nodeFiles.openReader('nope', 'utf8'))).toBe('java.io.FileNotFoundException: nope (No such file or directory)');
    expect(thrown(() => nodeFiles.openReader(folder, 'utf8'))).toBe(`java.io.FileNotFoundException: ${folder} (Is a directory)`);
    expect(thrown(() => nodeFiles.writeText(folder, '', false, 'utf8'))).toBe(`java.io.FileNotFoundException: ${folder} (Is a directory)`);
  });

  test('makes, lists and deletes', () => {
    const deep = join(folder, 'p', 'q');
    expect(nodeFiles.makeFolders(deep)).toBe(true);
    expect(nodeFiles.makeFolders(deep)).toBe(false);
    expect(nodeFiles.list(join(folder, 'p'))).toEqual(['q']);
    expect(nodeFiles.list(path)).toBe(null);
    expect(nodeFiles.delete(join(folder, 'p'))).toBe(false);
    expect(nodeFiles.delete(deep)).toBe(true);
    expect(nodeFiles.exists(deep)).toBe(false);
  });
});

describe('namespaces', () => {
  const one = join(folder, 'one');
  const two = join(folder, 'two');
  mkdirSync(join(one, 'my_app'), { recursive: true });
  mkdirSync(join(two, 'my_app'), { recursive: true });
  writeFileSync(join(two, 'my_app', 'a_b.clj'), ';two');
  writeFileSync(join(two, 'my_app', 'both.clj'), ';clj');
  writeFileSync(join(two, 'my_app', 'both.cljc'), ';cljc');
  writeFileSync(join(one, 'my_app', 'first.clj'), ';one');
  writeFileSync(join(two, 'my_app', 'first.clove'), ';two');
  const sources = new SourcePath([one, two]);

  test('are found by their names, in the order of the path', () => {
    expect(sources.find('my-app.a-b')).toEqual({ file: join(two, 'my_app', 'a_b.clj'), text: ';two' });
    expect(sources.find('my-app.both').text).toBe(';cljc');
    expect(sources.find('my-app.first').text).toBe(';one');
  });

  test('that are not there are told with the places', () => {
    expect(thrown(() => new SourcePath(['src', 'lib']).find('my-app.gone'))).toBe(
      'java.io.FileNotFoundException: Could not locate my_app/gone.clove, my_app/gone.cljc or my_app/gone.clj on the path. ' +
        'Looked in: src, lib. Namespaces with dashes use underscores in the file name.',
    );
    expect(thrown(() => new SourcePath([]).find('a'))).toBe(
      'java.io.FileNotFoundException: Could not locate a.clove, a.cljc or a.clj on the path. Looked in: no folders at all.',
    );
  });
});
