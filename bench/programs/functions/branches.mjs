export const about = { measures: 'case over numbers, keywords and strings, cond, condp', size: 100_000, small: 50 };

function byNumber(x) {
  switch (x) {
    case 0:
      return 'zero';
    case 1:
    case 2:
      return 'few';
    case 3:
      return 'three';
    default:
      return 'many';
  }
}

const WORDS = { zero: 'none', few: 'some', three: '3' };
const byKeyword = (k) => WORDS[k] ?? 'lots';

function byText(s) {
  switch (s) {
    case 'none':
      return 1;
    case 'some':
      return 2;
    case '3':
      return 3;
    default:
      return 4;
  }
}

const sizeOf = (x) => (x < 10 ? 1 : x < 100 ? 2 : x < 1000 ? 3 : 4);
const sign = (x) => (x === 0 ? 10 : x === 1 ? 20 : 30);

export function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += byText(byKeyword(byNumber(i % 5))) + sizeOf(i) + sign(i & 3);
  return sum;
}
