import { classCast } from '../../data/errors.js';
import { NativeFn } from '../../data/functions.js';
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
});
