/** Values of every kind that a program can have without being granted anything, or that it is handed. */
const VALUES: readonly string[] = [
  '1',
  '1.5',
  '1N',
  '1/2',
  '1.5M',
  '9223372036854775807',
  '"s"',
  '\\a',
  ':k',
  "'s",
  'true',
  '[1]',
  '{:a 1}',
  '#{1}',
  "'(1)",
  '(range 3)',
  '(map inc [1])',
  '(lazy-seq [1])',
  '(seq {:a 1})',
  '(first {:a 1})',
  'inc',
  '(fn [x] x)',
  '(partial inc)',
  "#'inc",
  '*ns*',
  '(atom 1)',
  '(delay 1)',
  '(volatile! 1)',
  '(ref 1)',
  '(agent 1)',
  '(promise)',
  '(future 1)',
  '(transient [])',
  '(reduced 1)',
  '#"a"',
  '(re-matcher #"a" "a")',
  '#inst "2020"',
  '#uuid "00000000-0000-0000-0000-000000000000"',
  '(ex-info "m" {})',
  '(try (/ 1 0) (catch Exception e e))',
  'String',
  '*out*',
  '(StringBuilder.)',
  '(java.util.ArrayList.)',
  '(java.util.HashMap.)',
  '(Object.)',
  '(reify Object)',
  '(do (defrecord R [a]) (->R 1))',
  '(do (deftype T [a]) (->T 1))',
  '(do (defmulti m identity) m)',
  '(do (defprotocol P (p [x])) p)',
  '#js {}',
  '#js []',
  '(int-array 1)',
  '(object-array 1)',
  'plain',
  'account',
  'arr',
  'items',
  'bag',
  'failure',
  'team',
  'counter',
  'f',
  'sloppy',
  'prox',
  'pledge',
  'bytes',
  're',
  'frozen',
  'world',
  '(arguments-of 1)',
  '(.entries arr)',
  '(try (fail-with) (catch :default e e))',
];

/** Ways up from a value to its class. */
const CLIMBS: readonly ((value: string) => string)[] = [
  (x) => `(.-constructor ${x})`,
  (x) => `(.-__proto__ ${x})`,
  (x) => `(js-invoke ${x} "constructor" "return 1")`,
];

/** An expression, and what becomes of it: the first line of the text of its value, or `! ` and the message of its error. */
export type Attempt = readonly [expression: string, outcome: string];

/** Ways up from every value to its class: each is refused. */
export const CLIMBING: readonly string[] = VALUES.flatMap((x) => CLIMBS.map((climb) => climb(x)));

/** How a refusal to climb reads. */
export const REFUSED = /^! .*(is out of reach: this runtime was not granted|No matching (field|method|ctor) )/;

/** The attempts of `attempts.txt`: each on a line, what becomes of it on the next, indented; `##` begins a heading. */
export function parseAttempts(text: string): Map<string, Attempt[]> {
  const topics = new Map<string, Attempt[]>();
  let topic: Attempt[] = [];
  let expression = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) {
      topic = [];
      topics.set(line.slice(3), topic);
    } else if (line.startsWith('    ')) topic.push([expression, line.slice(4)]);
    else expression = line;
  }
  return topics;
}
