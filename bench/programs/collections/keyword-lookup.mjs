export const about = { measures: 'keywords looked up in small maps', size: 100_000, small: 20, ledger: 'B5' };

const people = [
  { name: 'Ada', age: 36, city: 'London' },
  { name: 'Grace', age: 85, rank: 'admiral', city: 'New York' },
];

export function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const person = people[i & 1];
    sum += person.age + person.age + (person.height ?? 2) + (person.rank ? 1 : 0);
  }
  return sum;
}
