import type { Node, NodeOf } from '../ir.js';
import type { Emitter } from './index.js';
import { isImmediate, mentions as usesLocal } from './index.js';
import { intrinsicForms } from './intrinsics.js';
import { type Label, newLabel } from './assembler.js';

/** Emits code that goes on where `node` is neither nil nor false, and jumps to `otherwise` where it is. */
export function emitTest(e: Emitter, node: Node, otherwise: Label): void {
  switch (node.op) {
    case 'const':
      if (node.value === null || node.value === false) e.assembler.jump('JMP', otherwise);
      return;
    case 'do':
      for (const n of node.body.slice(0, -1)) e.emit(n, -2);
      return emitTest(e, node.body[node.body.length - 1], otherwise);
    case 'let':
      if (emitShortCircuit(e, node, otherwise)) return;
      node.locals.forEach((local, i) => {
        const r = e.allocate();
        e.emit(node.inits[i], r);
        e.bind(local, r);
      });
      return emitTest(e, node.body, otherwise);
    case 'intrinsic':
      if (emitBranch(e, node, otherwise)) return;
      break;
  }
  const before = e.top;
  const r = e.operand(node);
  e.top = before;
  e.assembler.branch('JT', r, 0, otherwise);
}

/** A comparison and its jump as one instruction. */
function emitBranch(e: Emitter, node: NodeOf<'intrinsic'>, otherwise: Label): boolean {
  const forms = intrinsicForms(node.name, node.args.length);
  if (forms === undefined || forms.branch === null) return false;
  const before = e.top;
  const last = node.args[node.args.length - 1];
  const immediate = node.args.length === 2 && forms.branchImmediate !== null && isImmediate(last);
  const a = e.operand(node.args[0]);
  const b = immediate ? ((last as NodeOf<'const'>).value as number) : node.args.length === 2 ? e.operand(last) : 0;
  e.top = before;
  e.assembler.at(node.span);
  e.assembler.trust(node.var);
  e.assembler.branch(immediate && forms.branchImmediate !== null ? forms.branchImmediate : forms.branch, a, b, otherwise);
  return true;
}

/**
 * What `and` and `or` expand to, `(let* [x a] (if x b x))` and `(let* [x a] (if x x b))`, as a test: nobody sees the
 * value of x, only which way it goes.
 */
function emitShortCircuit(e: Emitter, node: NodeOf<'let'>, otherwise: Label): boolean {
  const { body } = node;
  if (node.locals.length !== 1 || body.op !== 'if') return false;
  const [local] = node.locals;
  const isLocal = (n: Node): boolean => n.op === 'local' && n.local === local;
  if (!isLocal(body.test)) return false;
  if (isLocal(body.else) && !usesLocal(body.then, local)) {
    emitTest(e, node.inits[0], otherwise);
    emitTest(e, body.then, otherwise);
    return true;
  }
  if (isLocal(body.then) && !usesLocal(body.else, local)) {
    const next = newLabel();
    const holds = newLabel();
    emitTest(e, node.inits[0], next);
    e.assembler.jump('JMP', holds);
    e.assembler.place(next);
    emitTest(e, body.else, otherwise);
    e.assembler.place(holds);
    return true;
  }
  return false;
}
