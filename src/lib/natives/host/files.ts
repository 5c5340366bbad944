import { className } from '../../../data/classes.js';
import { illegalArgument, nullPointer } from '../../../data/errors.js';
import type { Value } from '../../../data/value.js';
import type { Host } from '../../../runtime/host.js';
import { FileRef } from '../../../runtime/streams.js';
import { defineNatives, type NativeTable } from '../define.js';
import { filesOf, isTrue, pathOf, readerOn, writerOn } from './access.js';

/** A path without doubled and closing slashes, as java.io.File keeps it. */
export function normalPath(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
}

/** A file for a path, a file, or nothing at all. */
export function fileOf(x: Value): FileRef | null {
  if (x === null || x instanceof FileRef) return x as FileRef | null;
  const path = pathOf(x);
  if (path === undefined)
    throw illegalArgument(
      `No implementation of method: :as-file of protocol: #'clojure.java.io/Coercions found for class: ${className(x)}`,
    );
  return new FileRef(normalPath(path));
}

/** The file of a name in a folder; with nil as the folder, in the current one. */
export function childOf(parent: Value, child: Value): FileRef {
  const inner = fileOf(child);
  if (inner === null) throw nullPointer('The name of a file in a folder is nil');
  if (inner.path.startsWith('/')) throw illegalArgument(`${inner.path} is not a relative path`);
  const outer = fileOf(parent);
  return new FileRef(normalPath(outer === null ? inner.path : `${outer.path}/${inner.path}`));
}

/** Natives of clojure.java.io. */
export function fileNatives(host: Host): NativeTable {
  return defineNatives('clojure.java.io', {
    'as-file': { doc: 'The file that a string names; a file is itself, nil is nil.', arglists: '([x])', 1: (x) => fileOf(x) },
    '-child': {
      doc: 'The file of that name in a folder.',
      arglists: '([parent child])',
      internal: true,
      2: (parent, child) => childOf(parent, child),
    },
    'as-relative-path': {
      doc: 'The path of a file, which must be relative.',
      arglists: '([x])',
      1(x) {
        const file = fileOf(x);
        if (file?.path.startsWith('/')) throw illegalArgument(`${file.path} is not a relative path`);
        return file?.path ?? null;
      },
    },
    '-reader': { doc: 'A reader on x.', arglists: '([x encoding])', internal: true, 2: (x, encoding) => readerOn(host, x, encoding) },
    '-writer': {
      doc: 'A writer on x.',
      arglists: '([x append encoding])',
      internal: true,
      3: (x, append, encoding) => writerOn(host, x, isTrue(append), encoding),
    },
    '-copy': {
      doc: 'Copies all text of a path, file, reader or string reader to a path, file or writer.',
      arglists: '([in out encoding])',
      internal: true,
      3(from, to, encoding) {
        const reader = readerOn(host, from, encoding);
        const text = reader.source.readRest();
        if (reader !== from) reader.source.close();
        const writer = writerOn(host, to, false, encoding);
        writer.write(text);
        if (writer !== to) writer.close();
        return null;
      },
    },
    '-delete': {
      doc: 'Deletes a file; whether that worked.',
      arglists: '([f])',
      internal: true,
      1: (x) => filesOf(host).delete(fileOf(x)?.path ?? ''),
    },
  });
}
