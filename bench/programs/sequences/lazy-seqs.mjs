export const about = { measures: 'lazy seqs of the program, iterate, partition, mapcat', size: 10_000, small: 20 };

function* numbersFrom(i) {
  for (;;) yield i++;
}

function* everyOther(xs) {
  let keep = true;
  for (const x of xs) {
    if (keep) yield x;
    keep = !keep;
  }
}

function* take(n, xs) {
  if (n === 0) return;
  let left = n;
  for (const x of xs) {
    yield x;
    if (--left === 0) return;
  }
}

function* takeWhile(test, xs) {
  for (const x of xs) {
    if (!test(x)) return;
    yield x;
  }
}

const sum = (xs) => {
  let total = 0;
  for (const x of xs) total += x;
  return total;
};

const range = (n) => [...Array(n).keys()];

export function run(n) {
  const firsts = range(n).filter((x) => x % 3 === 0 && x + 2 < n);
  const interleaved = range(n).flatMap((x) => [x, x]);
  return (
    sum(take(n, everyOther(numbersFrom(0)))) +
    [...takeWhile((x) => x < n, numbersFrom(0))].length +
    sum(firsts) +
    sum(interleaved.slice(0, n).flatMap((x) => [x, 2 * x]))
  );
}
