import { classCast } from '../../../data/errors.js';
import type { Value } from '../../../data/value.js';
import { Var } from '../../../data/var.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { defineNatives, type NativeTable } from '../define.js';

/** The native that `binding` expands to. */
export function dynamicNatives(runtime: Runtime): NativeTable {
  return defineNatives('clojure.core', {
    '-bind!': {
      doc: 'Puts dynamic bindings in force, given as vars and values in turn, until pop-thread-bindings.',
      arglists: '([& vars-and-values])',
      internal: true,
      rest(args) {
        const values = new Map<Var, Value>();
        for (let i = 0; i < args.length; i += 2) {
          const v = args[i];
          if (!(v instanceof Var)) throw classCast(v, 'clojure.lang.Var');
          values.set(v, args[i + 1]);
        }
        runtime.bindings.push(values);
        return null;
      },
      restFrom: 0,
    },
    '-bind-session!': {
      doc: 'Binds the dynamic var for as long as the runtime lives, so that set! may change it everywhere.',
      arglists: '([v])',
      internal: true,
      1(v) {
        if (!(v instanceof Var)) throw classCast(v, 'clojure.lang.Var');
        runtime.bindings.bindOutermost(v);
        return null;
      },
    },
  });
}
