import type { CaseTable } from '../../bytecode/code.js';
import { Char } from '../../data/char.js';
import { Keyword } from '../../data/keyword.js';
import type { Value } from '../../data/value.js';
import type { NodeOf } from '../ir.js';
import { newLabel } from './assembler.js';
import { type Destination, type Emitter, TAIL } from './emitter.js';

/** Whether a JavaScript Map finds the constant for exactly the values that are `=` to it. */
function isIdentified(x: Value): boolean {
  return x === null || typeof x === 'string' || typeof x === 'boolean' || x instanceof Keyword || x instanceof Char;
}

/** `case`: one jump through a table, whatever the number of its clauses. */
export function emitCase(e: Emitter, node: NodeOf<'case'>, to: Destination): void {
  const { assembler } = e;
  const before = e.top;
  const subject = e.operand(node.subject);
  e.top = before;
  const byIdentity = new Map<Value, number>();
  const others: [Value, number][] = [];
  const table: { byIdentity: Map<Value, number>; others: [Value, number][]; otherwise: number } & CaseTable = {
    byIdentity,
    others,
    otherwise: 0,
  };
  assembler.at(node.span);
  assembler.abx('CASE', subject, assembler.ownConstant(table));
  const end = newLabel();
  node.thens.forEach((then, i) => {
    const target = assembler.pc;
    for (const constant of node.tests[i]) {
      // A number is found by identity too, but 1N is = to 1: both ways lead there.
      if (isIdentified(constant) || typeof constant === 'number') {
        if (!byIdentity.has(constant)) byIdentity.set(constant, target);
      }
      if (!isIdentified(constant)) others.push([constant, target]);
    }
    assembler.place(newLabel());
    e.emit(then, to);
    if (to !== TAIL && !assembler.ended) assembler.jump('JMP', end);
  });
  table.otherwise = assembler.pc;
  assembler.place(newLabel());
  e.emit(node.default, to);
  assembler.place(end);
}
