export const about = {
  measures: 'symbolic differentiation of lists',
  size: 2000,
  small: 20,
  ledger: 'S19',
  clojure: 'test/programs/s19/deriv.clj',
};

/** Expressions are linked lists of strings and numbers, as in the Clojure program; null ends a list. */
const cons = (head, tail) => ({ head, tail });
const list = (...items) => items.reduceRight((tail, head) => cons(head, tail), null);
const isList = (x) => typeof x === 'object' && x !== null;
const mapList = (f, items) => (items === null ? null : cons(f(items.head), mapList(f, items.tail)));

function deriv(expression) {
  if (!isList(expression)) return expression === 'x' ? 1 : 0;
  const operator = expression.head;
  const operands = expression.tail;
  switch (operator) {
    case '+':
      return cons('+', mapList(deriv, operands));
    case '-':
      return cons('-', mapList(deriv, operands));
    case '*':
      return list(
        '*',
        expression,
        cons(
          '+',
          mapList((a) => list('/', deriv(a), a), operands),
        ),
      );
    case '/': {
      const first = operands.head;
      const second = operands.tail.head;
      return list('-', list('/', deriv(first), second), list('/', first, list('*', second, second, deriv(second))));
    }
    default:
      throw new Error(`no derivative is known of ${operator}`);
  }
}

const polynomial = list('+', list('*', 3, 'x', 'x'), list('*', 'a', 'x', 'x'), list('*', 'b', 'x'), list('/', 'x', 7), 5);

function countAtoms(expression) {
  if (!isList(expression)) return 1;
  let total = 0;
  for (let rest = expression; rest !== null; rest = rest.tail) total += countAtoms(rest.head);
  return total;
}

export function run(n) {
  let atoms = 0;
  for (let i = 0; i < n; i++) atoms += countAtoms(deriv(polynomial));
  if (atoms !== n * 53) throw new Error(`deriv counted ${atoms}`);
  return atoms;
}
