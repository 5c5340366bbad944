export const about = {
  measures: 'exceptions thrown and caught',
  size: 10_000,
  small: 50,
  ledger: 'S19',
  clojure: 'test/programs/s19/throw-catch.clj',
};

/** As in Clojure, whose exceptions carry a stack trace too, these are made by Error's constructor. */
class Third extends Error {
  constructor(index) {
    super('third');
    this.index = index;
  }
}
class Fifth extends Error {}
class Division extends Error {}

function check(i) {
  if (i % 3 === 0) throw new Third(i);
  if (i % 5 === 0) throw new Fifth('fifth');
  if (i % 7 === 0) throw new Division('divide by zero');
  return i;
}

const deeper = (i, depth) => (depth === 0 ? check(i) : 1 + deeper(i, depth - 1));

let cleanups = 0;

function attempt(i) {
  try {
    return deeper(i, 5);
  } catch (e) {
    if (e instanceof Fifth && e.message === 'fifth') return -5;
    if (e instanceof Division) return -7;
    if (e instanceof Third && e.index === i) return -3;
    throw e;
  } finally {
    cleanups++;
  }
}

function attemptAgain(i) {
  try {
    try {
      return check(i);
    } catch (e) {
      throw new Error('wrapped', { cause: e });
    }
  } catch (e) {
    return e.cause ? 1 : 0;
  }
}

function expected(i) {
  if (i % 3 === 0) return -3;
  if (i % 5 === 0) return -5;
  if (i % 7 === 0) return -7;
  return i + 5;
}

export function run(n) {
  cleanups = 0;
  let sum = 0;
  let wrapped = 0;
  let wanted = 0;
  for (let i = 0; i < n; i++) {
    sum += attempt(i);
    if (attemptAgain(i) === 1) wrapped++;
    wanted += expected(i);
  }
  if (cleanups !== n || sum !== wanted) throw new Error(`throw-catch gave ${sum}`);
  return sum + wrapped;
}
