import type { Value } from '../../data/value.js';
import { children, type Local, type Node, type NodeOf } from '../ir.js';
import { uses } from '../uses.js';
import { isImmediate } from './emitter.js';

/** A loop that goes on while one of its locals is less than something that stays the same. */
export interface Counter {
  /** Which of the loop's locals counts. */
  readonly index: number;
  readonly test: NodeOf<'if'>;
  /** A number, or a local from outside the loop. */
  readonly limit: Node;
}

/** The counter of `(loop [… i …] (if (< i limit) … …))`; null where a loop has another form. */
export function counterOf({ locals, body }: NodeOf<'loop'>): Counter | null {
  if (body.op !== 'if' || body.test.op !== 'intrinsic' || body.test.name !== '<' || body.test.args.length !== 2) return null;
  const [counted, limit] = body.test.args;
  if (counted.op !== 'local') return null;
  const index = locals.indexOf(counted.local);
  const stays = limit.op === 'const' ? typeof limit.value === 'number' : limit.op === 'local' && !locals.includes(limit.local);
  return index >= 0 && stays ? { index, test: body, limit } : null;
}

/**
 * The `(inc i)` of a `recur` to such a loop from where its test has held, if it may be done after all other arguments
 * have their values. It may, since nobody can tell: the test has shown that i is a number, so `inc` fails only for the
 * greatest long, which is never less than a number that is known, and otherwise matters only to arguments with effects.
 * And no other argument may take the counter's value away: `last` are the reads that do.
 */
export function incrementOf(recur: NodeOf<'recur'>, { index, limit }: Counter, last: ReadonlySet<Node>): NodeOf<'intrinsic'> | null {
  const local = recur.target.locals[index];
  const arg = recur.args[index];
  if (arg.op !== 'intrinsic' || arg.name !== 'inc' || arg.args[0].op !== 'local' || arg.args[0].local !== local) return null;
  const others = recur.args.filter((a) => a !== arg);
  if (others.some((a) => takes(a, local, last))) return null;
  return limit.op === 'const' || recur.args.slice(index + 1).every(isPlain) ? arg : null;
}

/** Whether a node runs no code of the guest: it may throw, but does nothing else. */
function isPlain(node: Node): boolean {
  return node.op === 'const' || node.op === 'local' || (node.op === 'intrinsic' && node.args.every(isPlain));
}

/** Whether the code of an argument empties the register of a local: an instruction reads its operands where they stand. */
function takes(node: Node, local: Local, last: ReadonlySet<Node>): boolean {
  if (node.op === 'local') return false;
  return node.op === 'intrinsic' ? node.args.some((a) => takes(a, local, last)) : readsLast(node, local, last);
}

function readsLast(node: Node, local: Local, last: ReadonlySet<Node>): boolean {
  if (!uses(node).has(local)) return false;
  return (node.op === 'local' && last.has(node)) || children(node).some((c) => readsLast(c, local, last));
}

/** How many constants a loop may keep in registers. */
const MOST_HOISTED = 8;

/** The numbers that the instructions of a loop would load again in each turn. */
export function hoistable(body: Node): Value[] {
  const found = new Set<Value>();
  const visit = (node: Node): void => {
    if (node.op === 'intrinsic')
      for (const arg of node.args) if (arg.op === 'const' && !isImmediate(arg) && found.size < MOST_HOISTED) found.add(arg.value);
    for (const child of children(node)) visit(child);
  };
  visit(body);
  return [...found];
}
