export const about = { measures: 'backtracking over lists', size: 8, small: 5, ledger: 'S19', clojure: 'test/programs/s19/nqueens.clj' };

function isSafe(column, placed) {
  let distance = 1;
  for (let rest = placed; rest !== null; rest = rest.tail) {
    const other = rest.head;
    if (other === column || other === column + distance || other === column - distance) return false;
    distance++;
  }
  return true;
}

function place(size, row, placed) {
  if (row === size) return 1;
  let solutions = 0;
  for (let column = 0; column < size; column++) {
    if (isSafe(column, placed)) solutions += place(size, row + 1, { head: column, tail: placed });
  }
  return solutions;
}

const known = [1, 1, 0, 0, 2, 10, 4, 40, 92, 352, 724, 2680];

export function run(n) {
  const solutions = place(n, 0, null);
  if (solutions !== known[n]) throw new Error(`nqueens found ${solutions}`);
  return solutions;
}
