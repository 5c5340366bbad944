import { callee } from '../../../data/callable.js';
import type { MapLike } from '../../../data/collection.js';
import { abstractMethod, classCast, illegalArgument } from '../../../data/errors.js';
import type { NativeResult } from '../../../data/functions.js';
import { GUEST, thenCall } from '../../../data/guest.js';
import { EMPTY_MAP } from '../../../data/maps/index.js';
import { toArray } from '../../../data/operations/index.js';
import { Reference } from '../../../data/reference.js';
import { listFromArray } from '../../../data/seqs/index.js';
import { Sym, symbol } from '../../../data/symbol.js';
import { Instance, Record } from '../../../data/types.js';
import type { Value } from '../../../data/value.js';
import { setRoot, Unbound, type Var } from '../../../data/var.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { defineNatives, type NativeTable } from '../define.js';
import { isValidated, varArgument, varMap } from './var-arguments.js';

/** Natives over evaluation, vars and dynamic bindings. */
export function evaluationNatives(runtime: Runtime): NativeTable {
  const { bindings } = runtime;

  function readVar(v: Var): Value {
    return v.bound === 0 ? v.root : bindings.read(v);
  }

  function spread(f: Value, before: Value[], last: Value): Value {
    callee(f);
    const rest = toArray(last);
    if (rest === GUEST) return GUEST;
    const args = before.length === 0 ? rest : [...before, ...rest];
    if (f instanceof Reference && f.kind === 'promise')
      throw abstractMethod('clojure.core$promise$reify__0', 'applyTo', ['clojure.lang.ISeq'], 'clojure.lang.IFn');
    return f instanceof Instance || f instanceof Record ? thenCall(runtime.coreVar('-apply-instance').root, [f, args]) : thenCall(f, args);
  }

  /** Leaves the run of what the form compiles to to the engine, so that it stands on the frames of who asked for it. */
  function evaluate(form: Value): NativeResult {
    const top = runtime.topForm(form, null);
    if ('lowered' in top) return thenCall(runtime.engine.load(top.lowered), []);
    return top.forms.length === 1 ? evaluate(top.forms[0]) : thenCall(runtime.coreVar('-eval-all').root, [listFromArray(top.forms)]);
  }

  return defineNatives('clojure.core', {
    apply: {
      doc: 'Calls f with the arguments in between and then the elements of the seq that comes last.',
      arglists: '([f args] [f x args] [f x y args] [f x y z args] [f a b c d & args])',
      2: (f, args) => spread(f, [], args),
      3: (f, a, args) => spread(f, [a], args),
      4: (f, a, b, args) => spread(f, [a, b], args),
      rest: (args) => spread(args[0], args.slice(1, -1), args[args.length - 1]),
      restFrom: 2,
    },
    eval: {
      doc: 'Compiles and runs a form in the current namespace; its value.',
      arglists: '([form])',
      1: evaluate,
    },
    'macroexpand-1': {
      doc: 'Expands the form once where it is a call of a macro; else the form itself.',
      arglists: '([form])',
      1: (form) => runtime.expandOnce(form),
    },
    macroexpand: {
      doc: 'Expands the form until it is no call of a macro.',
      arglists: '([form])',
      1(form) {
        let current = form;
        for (;;) {
          const next = runtime.expandOnce(current);
          if (next === current) return current;
          current = next;
        }
      },
    },
    'var-get': { doc: 'The value of a var.', arglists: '([x])', 1: (v) => readVar(varArgument(v)) },
    'var-set': {
      doc: 'Gives the innermost dynamic binding of the var a new value.',
      arglists: '([x val])',
      2(v, value) {
        if (varArgument(v).validator !== null) return GUEST;
        bindings.write(varArgument(v), value);
        return value;
      },
    },
    '-write-binding!': {
      doc: 'Gives the innermost dynamic binding of the var a new value, without asking its validator.',
      arglists: '([v value])',
      internal: true,
      2(v, value) {
        bindings.write(varArgument(v), value);
        return value;
      },
    },
    '-set-root!': {
      doc: 'Gives the var a new root value.',
      arglists: '([v value])',
      internal: true,
      2(v, value) {
        setRoot(varArgument(v), value);
        return value;
      },
    },
    '-set-roots!': {
      doc: 'Gives each var of a map its value as root. One native, since the vars may be those of functions that a loop here would call.',
      arglists: '([roots])',
      internal: true,
      1(roots) {
        const all = varMap(roots);
        for (const v of all.keys()) if (v.watches !== null || v.validator !== null) return GUEST;
        for (const [v, value] of all) setRoot(v, value);
        return null;
      },
    },
    '-roots': {
      doc: 'A map like the given one, whose keys are vars, with their roots as values.',
      arglists: '([roots])',
      internal: true,
      1(roots) {
        let now = EMPTY_MAP as MapLike;
        for (const v of varMap(roots).keys()) now = now.assoc(v, v.root);
        return now;
      },
    },
    '-root': { doc: 'The root value of the var.', arglists: '([v])', internal: true, 1: (v) => varArgument(v).root },
    '-var-flags!': {
      doc: 'Makes the flags of the var follow its metadata, and keeps the metadata.',
      arglists: '([v meta])',
      internal: true,
      2: (v, meta) => runtime.defineMeta(varArgument(v), meta),
    },
    '-var-meta': {
      doc: 'The metadata of the var, with its namespace and name.',
      arglists: '([v])',
      internal: true,
      1: (v) => runtime.varMeta(varArgument(v)),
    },
    'find-var': {
      doc: 'The var that the qualified symbol names, or nil.',
      arglists: '([sym])',
      1(sym) {
        if (!(sym instanceof Sym)) throw classCast(sym, 'clojure.lang.Symbol');
        if (sym.ns === null) throw illegalArgument('Symbol must be namespace-qualified');
        const found = runtime.namespaces.find(sym.ns);
        if (found === undefined) throw illegalArgument(`No such namespace: ${sym.ns}`);
        return found.own(sym.name) ?? null;
      },
    },
    '-bound?': {
      doc: 'Whether the var has a value.',
      arglists: '([v])',
      internal: true,
      1: (v) => !(varArgument(v).root instanceof Unbound) || bindings.isBound(varArgument(v)),
    },
    '-thread-bound?': {
      doc: 'Whether the var has a dynamic binding.',
      arglists: '([v])',
      internal: true,
      1: (v) => bindings.isBound(varArgument(v)),
    },
    'push-thread-bindings': {
      doc: 'Puts dynamic bindings in force, from a map of vars to values, until pop-thread-bindings. See binding.',
      arglists: '([bindings])',
      1(map) {
        const values = varMap(map);
        if (isValidated(values.keys())) return GUEST;
        bindings.push([...values.keys()], [...values.values()]);
        return null;
      },
    },
    '-bind-checked!': {
      doc: 'Puts the dynamic bindings of a map in force, whose values the validators of its vars have accepted.',
      arglists: '([bindings])',
      internal: true,
      1(map) {
        const values = varMap(map);
        bindings.push([...values.keys()], [...values.values()]);
        return null;
      },
    },
    'pop-thread-bindings': {
      doc: 'Ends the dynamic bindings of the last push-thread-bindings.',
      arglists: '([])',
      0() {
        bindings.pop();
        return null;
      },
    },
    'get-thread-bindings': {
      doc: 'The dynamic bindings in force, as a map from var to value.',
      arglists: '([])',
      0() {
        let map = EMPTY_MAP as MapLike;
        const frames = [];
        for (let f = bindings.capture(); f !== null; f = f.outer) frames.push(f);
        for (const { vars, values } of frames.reverse())
          vars.forEach((v, i) => {
            map = map.assoc(v, values[i]);
          });
        return map;
      },
    },
    '-special-form?': {
      doc: 'Whether the symbol names a special form.',
      arglists: '([sym])',
      internal: true,
      1: (sym) => runtime.isSpecialForm(String(sym)),
    },
    '-var-symbol': {
      doc: 'The qualified symbol that names the var.',
      arglists: '([v])',
      internal: true,
      1: (v) => symbol(varArgument(v).ns, varArgument(v).name),
    },
  });
}
