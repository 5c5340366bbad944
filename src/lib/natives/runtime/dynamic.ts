import { GUEST } from '../../../data/guest.js';
import type { Value } from '../../../data/value.js';
import type { Var } from '../../../data/var.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { defineNatives, type NativeTable } from '../define.js';
import { isValidated, varArgument } from './var-arguments.js';

/** The native that `binding` expands to. */
export function dynamicNatives(runtime: Runtime): NativeTable {
  return defineNatives('clojure.core', {
    '-bind!': {
      doc: 'Puts dynamic bindings in force, given as vars and values in turn, until pop-thread-bindings.',
      arglists: '([& vars-and-values])',
      internal: true,
      2(v, value) {
        if (varArgument(v).validator !== null) return GUEST;
        runtime.bindings.push([varArgument(v)], [value]);
        return null;
      },
      rest(args) {
        const values = new Map<Var, Value>();
        for (let i = 0; i < args.length; i += 2) {
          values.set(varArgument(args[i]), args[i + 1]);
        }
        if (isValidated(values.keys())) return GUEST;
        runtime.bindings.push([...values.keys()], [...values.values()]);
        return null;
      },
      restFrom: 0,
    },
    '-bind-session!': {
      doc: 'Binds the dynamic var for as long as the runtime lives, so that set! may change it everywhere.',
      arglists: '([v])',
      internal: true,
      1(v) {
        runtime.bindings.bindOutermost(varArgument(v));
        return null;
      },
    },
  });
}
