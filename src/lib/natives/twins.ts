import type { Seq } from '../../data/collection.js';
import { classCast } from '../../data/errors.js';
import { Fn, NativeFn } from '../../data/functions.js';
import { RestArguments } from '../../data/seqs/index.js';
import { defineNatives } from './define.js';

/** What ties natives to their halves in Clojure. */
export const twinNatives = defineNatives('clojure.core', {
  '-set-twin!': {
    doc: 'Has the engine call a Clojure function with the same arguments where a native leaves the work to it.',
    arglists: '([native f])',
    internal: true,
    2(native, f) {
      if (!(native instanceof NativeFn)) throw classCast(native, 'clojure.lang.AFunction$Native');
      native.twin = f;
      return null;
    },
  },
  '-rest-from': {
    doc: 'After how many arguments a function of the program takes all others as a seq, so that they may be endless; nil where it does not.',
    arglists: '([f])',
    internal: true,
    1: (f) => (f instanceof Fn && f.template.restArity >= 0 ? Math.max(f.template.restArity, ...f.template.arities) : null),
  },
  '-rest-arguments': {
    doc: 'The last argument of a call whose further arguments are a seq.',
    arglists: '([s])',
    internal: true,
    1: (s) => new RestArguments(s as Seq),
  },
});
