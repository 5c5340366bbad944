import { castTo, classCast, ExceptionClass, runtimeError, Throwable } from '../../../data/errors.js';
import { listFromArray } from '../../../data/seqs/index.js';
import { EMPTY_SORTED_SET, type SortedSet } from '../../../data/sets/index.js';
import { Sym, symbol } from '../../../data/symbol.js';
import type { Value } from '../../../data/value.js';
import { Unbound } from '../../../data/var.js';
import { createReader } from '../../../reader/reader.js';
import { Source } from '../../../reader/source.js';
import type { FoundSource } from '../../../runtime/host.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { defineNatives, type NativeTable } from '../define.js';

const symbolArgument = castTo(Sym, 'clojure.lang.Symbol');

function textArgument(x: Value): string {
  if (typeof x === 'string') return x;
  throw classCast(x, 'java.lang.String');
}

/** Natives that find namespaces and files, and load them. */
export function loadingNatives(runtime: Runtime): NativeTable {
  const { namespaces, library, host, loaded } = runtime;
  /** Names of namespaces that are being loaded, outermost first: a second one of a name is a cycle. */
  const loading: string[] = [];
  /** What has been loaded again since a `:reload-all` began; null while none runs. */
  let again: Set<string> | null = null;

  function find(name: string): FoundSource {
    const found = host.sources?.find(name);
    if (found !== undefined) return found;
    throw new Throwable(
      ExceptionClass.fileNotFound,
      `Could not locate the namespace ${name}: ${library.absent(name) ?? "it is not one of Clove's own, and this runtime was given no place to look"}`,
    );
  }

  /** Runs `body` as the loading of `name`, which must not be begun already. */
  function guarded(name: string, body: () => void): void {
    const at = loading.indexOf(name);
    if (at >= 0) {
      const chain = [...loading.slice(at), name].map((n) => (n === name ? `[ ${n} ]` : n)).join('->');
      throw new Throwable(ExceptionClass.exception, `Cyclic load dependency: ${chain}`);
    }
    loading.push(name);
    try {
      body();
    } finally {
      loading.pop();
    }
  }

  function load(name: string): void {
    const shipped = library.find(name);
    const found = shipped?.[0] ?? find(name);
    const isNew = namespaces.find(name) === undefined;
    try {
      guarded(name, () => {
        if (shipped !== undefined) runtime.loadLibrary(name, shipped);
        else runtime.loadSource(new Source(found.file, found.text));
      });
    } catch (e) {
      // Half a namespace must not count as one.
      if (isNew) {
        namespaces.remove(name);
        loaded.delete(name);
      }
      throw e;
    }
    if (namespaces.find(name) === undefined)
      throw new Throwable(ExceptionClass.exception, `namespace '${name}' not found after loading '${found.file}'`);
    loaded.add(name);
    again?.add(name);
  }

  /** A namespace that the user made by hand (in-ns, ns in the REPL) needs no file, but one of ours does. */
  function isMade(name: string): boolean {
    if (library.find(name) !== undefined) return false;
    return (
      namespaces
        .find(name)
        ?.interned()
        .some((v) => !(v.root instanceof Unbound)) === true
    );
  }

  function isThere(name: string): boolean {
    if (loaded.has(name) && namespaces.find(name) === undefined) loaded.delete(name);
    if (again !== null && library.find(name) === undefined) return again.has(name);
    return loaded.has(name) || isMade(name);
  }

  return defineNatives('clojure.core', {
    '-load-ns': {
      doc: 'Loads the namespace that the symbol names, unless it is loaded and reload is false; whether it did. :all loads anew what it requires too.',
      arglists: '([sym reload])',
      internal: true,
      2(sym, reload) {
        const { name } = symbolArgument(sym);
        if (reload === false && isThere(name)) return false;
        const outer = again;
        if (reload !== true && reload !== false) again ??= new Set();
        try {
          load(name);
          return true;
        } finally {
          again = outer;
        }
      },
    },
    '-load-path': {
      doc: 'Loads the file of the path, which stands for a namespace or for a part of one.',
      arglists: '([path])',
      internal: true,
      1(path) {
        const name = textArgument(path).replaceAll('/', '.').replaceAll('_', '-');
        const shipped = library.find(name);
        guarded(name, () => {
          if (shipped !== undefined) runtime.loadLibrary(name, shipped);
          else {
            const { file, text } = find(name);
            runtime.loadSource(new Source(file, text));
          }
        });
        return null;
      },
    },
    '-note-loaded': {
      doc: 'Has the namespace of that name count as loaded.',
      arglists: '([sym])',
      internal: true,
      1(sym) {
        loaded.add(symbolArgument(sym).name);
        return null;
      },
    },
    '-read-data-readers': {
      doc: 'The forms of the files of data readers on the path, each with the name of its file before it.',
      arglists: '([])',
      internal: true,
      0() {
        const forms: Value[] = [];
        for (const { file, text } of host.sources?.dataReaders?.() ?? []) {
          const reader = createReader(new Source(file, text), runtime.readerContext);
          forms.push(
            file,
            runtime.finishRead(
              () => reader.read(),
              (value) => reader.resume(value),
            ),
          );
        }
        return listFromArray(forms);
      },
    },
    'loaded-libs': {
      doc: 'The names of the loaded namespaces, a sorted set.',
      arglists: '([])',
      0() {
        let names: SortedSet = EMPTY_SORTED_SET;
        for (const name of loaded) names = names.conj(symbol(null, name));
        return names;
      },
    },
    'load-string': {
      doc: 'Reads and evaluates all forms of the text; the value of the last.',
      arglists: '([s])',
      1: (text) => runtime.loadSource(new Source('NO_SOURCE_FILE', textArgument(text))),
    },
    'load-file': {
      doc: 'Reads and evaluates all forms of the file; the value of the last.',
      arglists: '([name])',
      1(name) {
        const { files } = host;
        if (files === undefined) throw runtimeError('This runtime was not granted files');
        return runtime.loadSource(new Source(textArgument(name), files.readText(textArgument(name), 'utf8')));
      },
    },
  });
}
