import { illegalArgument } from '../../data/errors.js';
import { keyword } from '../../data/keyword.js';
import { mapFromArray } from '../../data/maps/index.js';
import { list, listFromArray, vectorFromArray } from '../../data/seqs/index.js';
import { Sym, symbol } from '../../data/symbol.js';
import type { Value } from '../../data/value.js';
import { defineNatives } from './define.js';
import { destructure } from './forms/destructure.js';
import { printForm } from './forms/form-text.js';
import {
  checkedBindings,
  defmacroForm,
  defnForm,
  fnForm,
  formItems,
  letForm,
  loopForm,
  orGuest,
  plainParameters,
} from './forms/functions.js';

const DEF = symbol(null, 'def');
const DO = symbol(null, 'do');
const DECLARED = mapFromArray([keyword(null, 'declared'), true]);

function declareForm(names: Value): Value {
  const defs = formItems(names).map((name) => {
    if (!(name instanceof Sym)) throw illegalArgument('declare takes symbols');
    return list(DEF, name.withMeta(name.meta === null ? DECLARED : (DECLARED.conj(name.meta) as Value)));
  });
  return listFromArray([DO, ...defs]);
}

/** What the macros of let, fn, loop, defn and defmacro expand by: they are part of nearly every expansion. */
export const formNatives = defineNatives('clojure.core', {
  '-let-form': { doc: 'The let* that a let stands for.', arglists: '([bindings body])', internal: true, 2: letForm },
  '-loop-form': { doc: 'The loop* that a loop stands for.', arglists: '([bindings body])', internal: true, 2: loopForm },
  '-fn-form': { doc: 'The fn* that a fn stands for.', arglists: '([form sigs])', internal: true, 2: orGuest(fnForm) },
  '-defn-form': {
    doc: 'The def that a defn stands for; extra is a further key of the metadata.',
    arglists: '([form name decls extra])',
    internal: true,
    4: orGuest(defnForm),
  },
  '-defmacro-form': {
    doc: 'The def that a defmacro stands for.',
    arglists: '([form name decls])',
    internal: true,
    3: orGuest(defmacroForm),
  },
  '-plain-parameters': {
    doc: 'Parameters and body of a method, with the patterns among the parameters taken apart in the body.',
    arglists: '([params body])',
    internal: true,
    2: orGuest(plainParameters),
  },
  '-declare-form': { doc: 'The defs that a declare stands for.', arglists: '([names])', internal: true, 1: declareForm },
  '-form-text': { doc: 'A form as text, for messages.', arglists: '([form])', internal: true, 1: printForm },
  destructure: {
    doc: 'The binding vector with every pattern taken apart into plain names.',
    arglists: '([bindings])',
    1: (bindings) => vectorFromArray(destructure(checkedBindings('destructure', bindings))),
  },
});
