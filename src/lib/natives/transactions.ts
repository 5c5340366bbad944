import { castTo, classCast } from '../../data/errors.js';
import { Reference } from '../../data/reference.js';
import type { Value } from '../../data/value.js';
import type { Runtime } from '../../runtime/runtime.js';
import { historyOf, Retry, Transaction } from '../../runtime/transactions.js';
import { defineNatives, type NativeTable } from './define.js';

const transaction = castTo(Transaction, 'clojure.lang.LockingTransaction');

function ref(x: Value): Reference {
  if (x instanceof Reference && x.kind === 'ref') return x;
  throw classCast(x, 'clojure.lang.Ref');
}

/** What `dosync` is made of. */
export const transactionNatives = ({ transactions }: Runtime): NativeTable => {
  return defineNatives('clojure.core', {
    '-transaction': { doc: 'A new transaction of the fiber that runs.', arglists: '([])', internal: true, 0: () => transactions.begin() },
    '-restart': {
      doc: 'Begins a transaction, for the first time or again.',
      arglists: '([t])',
      internal: true,
      1(t) {
        transactions.restart(transaction(t));
        return t;
      },
    },
    '-retry?': {
      doc: 'Whether x says that a transaction must begin again.',
      arglists: '([x])',
      internal: true,
      1: (x) => x instanceof Retry,
    },
    '-read-ref': {
      doc: 'The value of a ref as the transaction sees it.',
      arglists: '([t ref])',
      internal: true,
      2: (t, r) => transactions.read(transaction(t), ref(r)),
    },
    '-read-newest': {
      doc: 'The value of a ref for a function that will be called again at the commit: the newest, where the transaction has not given it one.',
      arglists: '([t ref])',
      internal: true,
      2(t, r) {
        const { values } = transaction(t);
        return values.has(ref(r)) ? values.get(ref(r)) : ref(r).value;
      },
    },
    '-write-ref!': {
      doc: 'Gives a ref a value within the transaction.',
      arglists: '([t ref x])',
      internal: true,
      3(t, r, x) {
        transactions.lock(transaction(t), ref(r));
        transaction(t).values.set(ref(r), x);
        return x;
      },
    },
    '-lock-ref!': {
      doc: 'Takes the right to change a ref.',
      arglists: '([t ref])',
      internal: true,
      2(t, r) {
        transactions.lock(transaction(t), ref(r));
        return null;
      },
    },
    '-ensure-ref!': {
      doc: 'Sees to it that no other transaction changes the ref.',
      arglists: '([t ref])',
      internal: true,
      2(t, r) {
        transactions.ensure(transaction(t), ref(r));
        return null;
      },
    },
    '-commute-ref!': {
      doc: 'Gives a ref a value within the transaction, and keeps the call that gave it, to be made again at the commit.',
      arglists: '([t ref x call])',
      internal: true,
      4(t, r, x, call) {
        const { values, written, commutes } = transaction(t);
        values.set(ref(r), x);
        if (written.has(ref(r))) return x;
        const calls = commutes.get(ref(r));
        if (calls === undefined) commutes.set(ref(r), [call]);
        else calls.push(call);
        return x;
      },
    },
    '-prepare': {
      doc: 'From here on nothing stands in the way of the transaction. A host array of pairs: a ref, and the calls to be made again on it.',
      arglists: '([t])',
      internal: true,
      1(t) {
        transactions.prepare(transaction(t));
        return [...transaction(t).commutes];
      },
    },
    '-newest-ref': {
      doc: 'The newest value of a ref, which nobody else changes from now on.',
      arglists: '([t ref])',
      internal: true,
      2: (t, r) => transactions.lockNewest(transaction(t), ref(r)),
    },
    '-set-newest-ref!': {
      doc: 'What the calls have made of the newest value.',
      arglists: '([t ref x])',
      internal: true,
      3(t, r, x) {
        transaction(t).values.set(ref(r), x);
        return x;
      },
    },
    '-changes': {
      doc: 'A host array of triples: a ref, its value before and its value after.',
      arglists: '([t])',
      internal: true,
      1: (t) => [...transaction(t).values].map(([r, x]) => [r, r.value, x]),
    },
    '-commit!': {
      doc: 'Makes the changes of a transaction.',
      arglists: '([t])',
      internal: true,
      1(t) {
        transactions.commit(transaction(t));
        return null;
      },
    },
    '-end-transaction!': {
      doc: 'Ends a transaction, and lets others go on.',
      arglists: '([t])',
      internal: true,
      1(t) {
        transactions.end(transaction(t));
        return null;
      },
    },
    '-transaction-waiter': {
      doc: 'A wait for the transaction that stood in the way; nil where none did.',
      arglists: '([t])',
      internal: true,
      1: (t) => transactions.waiter(transaction(t)),
    },
    '-send-later!': {
      doc: 'Has a function called once the transaction has committed.',
      arglists: '([t f])',
      internal: true,
      2(t, f) {
        transaction(t).actions.push(f);
        return null;
      },
    },
    '-sends': { doc: 'A host array of what -send-later! was given.', arglists: '([t])', internal: true, 1: (t) => transaction(t).actions },
    'ref-history-count': {
      doc: 'How many older values of a ref are kept.',
      arglists: '([ref])',
      1: (r) => historyOf(ref(r)).older.length,
    },
    'ref-min-history': {
      doc: 'How many older values of a ref are kept in any case. With a number, sets that, and gives the ref.',
      arglists: '([ref] [ref n])',
      1: (r) => historyOf(ref(r)).min,
      2(r, n) {
        historyOf(ref(r)).min = Number(n);
        return r;
      },
    },
    'ref-max-history': {
      doc: 'How many older values of a ref are kept at most. With a number, sets that, and gives the ref.',
      arglists: '([ref] [ref n])',
      1: (r) => historyOf(ref(r)).max,
      2(r, n) {
        historyOf(ref(r)).max = Number(n);
        return r;
      },
    },
  });
};
