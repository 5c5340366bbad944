export const about = {
  measures: 'closures that share state',
  size: 100_000,
  small: 100,
  ledger: 'S19',
  clojure: 'test/programs/s19/upvalue-counter.clj',
};

function makeCounter() {
  let total = 0;
  return {
    add: (n) => (total += n),
    undo: (n) => (total -= n),
    total: () => total,
  };
}

function makeStepper(step) {
  let made = 0;
  return () => {
    const number = ++made;
    let state = 0;
    return (turns) => (state += turns * (step * number));
  };
}

export function run(n) {
  const { add, undo, total } = makeCounter();
  const other = makeCounter();
  for (let i = 0; i < n; i++) {
    add(i);
    if (i % 10 === 0) {
      undo(1);
      other.add(2);
    }
  }
  const tenths = Math.trunc((n + 9) / 10);
  if (total() !== (n * (n - 1)) / 2 - tenths || other.total() !== 2 * tenths) throw new Error('upvalue-counter: wrong totals');
  const make = makeStepper(3);
  const a = make();
  const b = make();
  for (let i = 0; i < n; i++) {
    a(1);
    b(1);
  }
  if (a(0) !== 3 * n || b(0) !== 6 * n) throw new Error('upvalue-counter: wrong steps');
  return total() + a(0) + b(0);
}
