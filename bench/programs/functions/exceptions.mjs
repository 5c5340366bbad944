export const about = { measures: 'try, catch and finally where one call in a hundred throws', size: 50_000, small: 200, ledger: 'M11' };

let closed = 0;

class Timely extends Error {
  constructor(number) {
    super('it is time');
    this.number = number;
  }
}

function risky(i) {
  if (i % 100 === 99) throw new Timely(i);
  return i + 1;
}

function careful(i) {
  try {
    return risky(i);
  } catch (e) {
    return -e.number;
  } finally {
    closed++;
  }
}

export function run(n) {
  closed = 0;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += careful(i);
  return sum + closed;
}
