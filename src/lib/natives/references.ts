import { GuestInstance } from '../../data/by-value.js';
import type { MapLike } from '../../data/collection.js';
import { classCast } from '../../data/errors.js';
import { GUEST } from '../../data/guest.js';
import { EMPTY_HASH_MAP } from '../../data/maps/index.js';
import { Atom, Delay, Reduced, Reference, Volatile } from '../../data/reference.js';
import { Generated, IteratorSeq, LazySeq, Naturals } from '../../data/seqs/index.js';
import type { Value } from '../../data/value.js';
import { Var } from '../../data/var.js';
import { Waiter } from '../../runtime/fibers.js';
import type { Runtime } from '../../runtime/runtime.js';
import { defineNatives, type NativeTable } from './define.js';

const isReference = (x: Value): x is Reference => x instanceof Reference;

type Watched = Atom | Var | Reference;

function watched(x: Value): Watched {
  if (x instanceof Atom || x instanceof Var || isReference(x)) return x;
  throw classCast(x, 'clojure.lang.IRef');
}

function atom(x: Value): Atom {
  if (x instanceof Atom) return x;
  throw classCast(x, 'clojure.lang.IAtom');
}

function volatile(x: Value): Volatile {
  if (x instanceof Volatile) return x;
  throw classCast(x, 'clojure.lang.Volatile');
}

function delay(x: Value): Delay {
  if (x instanceof Delay) return x;
  throw classCast(x, 'clojure.lang.Delay');
}

/** References to values that change, as far as no guest function has a say in it. */
export const referenceNatives = (runtime: Runtime): NativeTable =>
  defineNatives('clojure.core', {
    deref: {
      doc: 'The value of a reference: an atom, a var, a volatile, a delay, a promise, a future, a ref or an agent. For those that may not have one yet: after so many milliseconds, timeout-val.',
      arglists: '([ref] [ref timeout-ms timeout-val])',
      1(x) {
        if (x instanceof Atom || x instanceof Volatile || x instanceof Reduced) return x.value;
        if (x instanceof Var) return x.bound === 0 ? x.root : runtime.bindings.read(x);
        if (x === null) throw classCast(x, 'java.util.concurrent.Future');
        return GUEST;
      },
      3: () => GUEST,
    },
    'reset!': {
      doc: 'Sets the atom to a value; that value.',
      arglists: '([atom newval])',
      2(a, value) {
        if (a instanceof GuestInstance) return GUEST;
        const x = atom(a);
        if (x.watches !== null || x.validator !== null) return GUEST;
        x.value = value;
        return value;
      },
    },
    'compare-and-set!': {
      doc: 'Sets the atom to newval if its value is oldval itself; whether it was.',
      arglists: '([atom oldval newval])',
      3(a, before, value) {
        if (a instanceof GuestInstance) return GUEST;
        const x = atom(a);
        if (x.watches !== null || x.validator !== null) return GUEST;
        if (x.value !== before) return false;
        x.value = value;
        return true;
      },
    },
    '-atom': {
      doc: 'An atom with metadata and a validator.',
      arglists: '([x meta validator])',
      internal: true,
      3(x, meta, validator) {
        const a = new Atom(x, meta);
        a.validator = validator;
        return a;
      },
    },
    '-atom?': { doc: 'Whether x is an atom.', arglists: '([x])', internal: true, 1: (x) => x instanceof Atom },
    '-atom-value': { doc: 'The value of an atom.', arglists: '([atom])', internal: true, 1: (a) => atom(a).value },
    '-atom-swap!': {
      doc: 'Sets an atom to new where its value still is old, without asking or telling anybody; whether it was.',
      arglists: '([atom old new])',
      internal: true,
      3(a, old, value) {
        const x = atom(a);
        if (x.value !== old) return false;
        x.value = value;
        return true;
      },
    },
    '-atom-set!': {
      doc: 'Sets an atom without asking or telling anybody.',
      arglists: '([atom x])',
      internal: true,
      2(a, x) {
        atom(a).value = x;
        return x;
      },
    },
    '-watches': {
      doc: 'The map of the watches of a reference; nil where there are none.',
      arglists: '([reference])',
      internal: true,
      1: (r) => watched(r).watches,
    },
    '-add-watch!': {
      doc: 'Adds a watch to those of a reference, which are told in the order of a hash map.',
      arglists: '([reference key f])',
      internal: true,
      3(r, key, f) {
        const it = watched(r);
        it.watches = ((it.watches ?? EMPTY_HASH_MAP) as MapLike).assoc(key, f);
        return null;
      },
    },
    '-set-watches!': {
      doc: 'Replaces the watches of a reference.',
      arglists: '([reference watches])',
      internal: true,
      2(r, watches) {
        watched(r).watches = watches;
        return null;
      },
    },
    'get-validator': { doc: 'The validator of a reference, or nil.', arglists: '([iref])', 1: (r) => watched(r).validator },
    '-set-validator!': {
      doc: 'Replaces the validator of a reference.',
      arglists: '([reference f])',
      internal: true,
      2(r, f) {
        watched(r).validator = f;
        return null;
      },
    },
    'volatile!': { doc: 'A reference to a value without watches, for one owner.', arglists: '([val])', 1: (x) => new Volatile(x) },
    'vreset!': {
      doc: 'Sets the volatile to a value; that value.',
      arglists: '([vol newval])',
      2(v, x) {
        volatile(v).value = x;
        return x;
      },
    },
    'volatile?': { doc: 'Whether x is a volatile.', arglists: '([x])', 1: (x) => x instanceof Volatile },
    reduced: { doc: 'Wraps a value so that reduce ends with it.', arglists: '([x])', 1: (x) => new Reduced(x) },
    'reduced?': { doc: 'Whether x was made by reduced.', arglists: '([x])', 1: (x) => x instanceof Reduced },
    '-make-delay': {
      doc: 'The delay of a call of a function: what delay expands to.',
      arglists: '([thunk])',
      internal: true,
      1: (thunk) => new Delay(thunk),
    },
    'delay?': { doc: 'Whether x is a delay.', arglists: '([x])', 1: (x) => x instanceof Delay },
    '-delay-thunk': { doc: 'The function of a delay that is not settled.', arglists: '([d])', internal: true, 1: (d) => delay(d).thunk },
    '-delay-value': {
      doc: 'The value of a settled delay; throws what its function threw.',
      arglists: '([d])',
      internal: true,
      1(d) {
        const { error, value } = delay(d);
        if (error !== null) throw error;
        return value;
      },
    },
    '-delay-settle!': {
      doc: 'Settles a delay with a value, or with an error where failed.',
      arglists: '([d x failed])',
      internal: true,
      3(d, x, failed) {
        delay(d).settle(x, failed === true);
        return null;
      },
    },
    'realized?': {
      doc: 'Whether the value of a delay, promise, future or lazy seq is there.',
      arglists: '([x])',
      1(x) {
        if (x instanceof Delay || x instanceof LazySeq) return x.isRealized();
        if (x instanceof IteratorSeq || x instanceof Naturals || x instanceof Generated) return true;
        if (isReference(x) && (x.kind === 'promise' || x.kind === 'future')) return x.realized;
        if (x instanceof GuestInstance) return GUEST;
        throw classCast(x, 'clojure.lang.IPending');
      },
    },
    '-reference': {
      doc: 'A reference of one of the rarer kinds, ref, agent or promise, with the class of that name.',
      arglists: '([kind value])',
      internal: true,
      2: (kind, value) => new Reference(kind as string, value),
    },
    '-pending-reference?': {
      doc: 'Whether x is of a kind that may have no value yet.',
      arglists: '([x])',
      internal: true,
      1: (x) => isReference(x) && (x.kind === 'promise' || x.kind === 'future'),
    },
    '-reference-of?': {
      doc: 'Whether x is a reference of that kind.',
      arglists: '([kind x])',
      internal: true,
      2: (kind, x) => isReference(x) && x.kind === kind,
    },
    '-reference-value': {
      doc: 'The value of a reference of the rarer kinds.',
      arglists: '([r])',
      internal: true,
      1: (r) => reference(r).value,
    },
    '-reference-set!': {
      doc: 'Gives a reference of the rarer kinds a value.',
      arglists: '([r x])',
      internal: true,
      2(r, x) {
        const ref = reference(r);
        ref.value = x;
        ref.realized = true;
        for (const waiter of ref.waiters.splice(0)) runtime.fibers.wake(waiter as Waiter, null, false);
        return x;
      },
    },
    '-set-reference-fiber!': {
      doc: 'Notes which fiber will give the future its value.',
      arglists: '([r fiber])',
      internal: true,
      2(r, fiber) {
        reference(r).fiber = fiber;
        return r;
      },
    },
    '-reference-fiber': {
      doc: 'The fiber that will give the future its value.',
      arglists: '([r])',
      internal: true,
      1: (r) => reference(r).fiber,
    },
    '-reference-waiter': {
      doc: 'A wait for the reference to be given a value.',
      arglists: '([r])',
      internal: true,
      1(r) {
        const { waiters } = reference(r);
        const waiter = new Waiter(runtime.fibers.current);
        while (waiters.length > 0 && (waiters[waiters.length - 1] as Waiter).settled) waiters.pop();
        waiters.push(waiter);
        return waiter;
      },
    },
    '-reference-state': {
      doc: 'The further state of a reference of the rarer kinds.',
      arglists: '([r])',
      internal: true,
      1: (r) => reference(r).state,
    },
    '-reference-state!': {
      doc: 'Replaces the further state of a reference.',
      arglists: '([r state])',
      internal: true,
      2(r, state) {
        reference(r).state = state;
        return state;
      },
    },
  });

function reference(x: Value): Reference {
  if (isReference(x)) return x;
  throw classCast(x, 'clojure.lang.IRef');
}
