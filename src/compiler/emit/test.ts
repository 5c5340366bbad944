import type { Node, NodeOf } from '../ir.js';
import { uses } from '../uses.js';
import { type Label, newLabel } from './assembler.js';
import { EFFECT, type Emitter, isImmediate } from './emitter.js';
import { intrinsicForms } from './intrinsics.js';

/** Emits code that goes on where `node` is neither nil nor false, and jumps to `otherwise` where it is. */
export function emitTest(e: Emitter, node: Node, otherwise: Label): void {
  switch (node.op) {
    case 'const':
      if (node.value === null || node.value === false) e.assembler.jump('JMP', otherwise);
      return;
    case 'do':
      for (const n of node.body.slice(0, -1)) e.emit(n, EFFECT);
      return emitTest(e, node.body[node.body.length - 1], otherwise);
    case 'let':
      if (emitShortCircuit(e, node, otherwise)) return;
      node.locals.forEach((local, i) => {
        const r = e.allocate();
        e.emit(node.inits[i], r);
        e.bind(local, r);
      });
      return emitTest(e, node.body, otherwise);
    case 'if':
      return emitIf(e, node, otherwise);
    case 'folded':
      if (node.node.op === 'const') return e.emitFoldedTest(node, isTrue(node.node), otherwise);
      break;
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
  if (node.var !== null) e.assembler.trust(node.var);
  e.assembler.branch(immediate && forms.branchImmediate !== null ? forms.branchImmediate : forms.branch, a, b, otherwise);
  return true;
}

const isTrue = (node: Node): boolean => node.op === 'const' && node.value !== null && node.value !== false;
const isFalse = (node: Node): boolean => node.op === 'const' && !isTrue(node);
const isLocal = (node: Node, local: Node): boolean => node.op === 'local' && local.op === 'local' && node.local === local.local;

/** An `if` as a test: nobody sees its value, only which way it goes. */
function emitIf(e: Emitter, node: NodeOf<'if'>, otherwise: Label): void {
  if (isFalse(node.else) || isLocal(node.else, node.test)) return emitBothHold(e, node.test, node.then, otherwise);
  if (isTrue(node.then) || isLocal(node.then, node.test)) return emitOneHolds(e, node.test, node.else, otherwise);
  const second = newLabel();
  const holds = newLabel();
  emitTest(e, node.test, second);
  emitTest(e, node.then, otherwise);
  e.assembler.jump('JMP', holds);
  e.assembler.place(second);
  emitTest(e, node.else, otherwise);
  e.assembler.place(holds);
}

function emitBothHold(e: Emitter, first: Node, second: Node, otherwise: Label): void {
  emitTest(e, first, otherwise);
  emitTest(e, second, otherwise);
}

function emitOneHolds(e: Emitter, first: Node, second: Node, otherwise: Label): void {
  const next = newLabel();
  const holds = newLabel();
  emitTest(e, first, next);
  e.assembler.jump('JMP', holds);
  e.assembler.place(next);
  emitTest(e, second, otherwise);
  e.assembler.place(holds);
}

/** What `and` and `or` expand to, `(let* [x a] (if x b x))` and `(let* [x a] (if x x b))`, as a test: x needs no register. */
function emitShortCircuit(e: Emitter, node: NodeOf<'let'>, otherwise: Label): boolean {
  const { body } = node;
  if (node.locals.length !== 1 || body.op !== 'if') return false;
  const [local] = node.locals;
  if (body.test.op !== 'local' || body.test.local !== local) return false;
  if (isLocal(body.else, body.test) && !uses(body.then).has(local)) emitBothHold(e, node.inits[0], body.then, otherwise);
  else if (isLocal(body.then, body.test) && !uses(body.else).has(local)) emitOneHolds(e, node.inits[0], body.else, otherwise);
  else return false;
  return true;
}
