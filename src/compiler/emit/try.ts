import type { CatchIr, NodeOf } from '../ir.js';
import { newLabel } from './assembler.js';
import { type Destination, EFFECT, type Emitter, TAIL } from './emitter.js';

/**
 * `try`: nothing to do on entry. The body stands in a range of the handler table; `finally` is emitted twice, once
 * for the way on and once for the way out by an exception.
 */
export function emitTry(e: Emitter, node: NodeOf<'try'>, to: Destination): void {
  const { assembler } = e;
  const { final } = node;
  // The value must outlive `finally`, and a destination that is a live local must not change before all is done.
  const result = e.allocate();
  const inner = to === EFFECT ? EFFECT : result;
  const start = assembler.pc;
  emitGuarded(e, node, inner);
  const end = assembler.pc;
  if (final !== null) {
    e.emit(final, EFFECT);
    const done = newLabel();
    assembler.jump('JMP', done);
    const exception = e.allocate();
    assembler.handler({ start, end, handler: assembler.pc, register: exception });
    assembler.place(newLabel());
    e.emit(final, EFFECT);
    assembler.abc('RETHROW', exception);
    assembler.place(done);
  }
  if (to === TAIL) assembler.abc('RETURN', result);
  else if (to !== EFFECT) e.deliver(result, to);
}

/** The body and its catch clauses. */
function emitGuarded(e: Emitter, node: NodeOf<'try'>, inner: number): void {
  const { assembler } = e;
  const start = assembler.pc;
  e.emit(node.body, inner);
  if (node.catches.length === 0) return;
  const end = assembler.pc;
  const done = newLabel();
  assembler.jump('JMP', done);
  const before = e.top;
  const exception = e.allocate();
  assembler.handler({ start, end, handler: assembler.pc, register: exception });
  assembler.place(newLabel());
  for (const c of node.catches) if (emitCatch(e, c, exception, inner, done)) break;
  if (!node.catches.some((c) => c.type === null)) assembler.abc('RETHROW', exception);
  assembler.place(done);
  e.top = before;
}

/** One catch clause; whether it catches everything, so that those after it are never reached. */
function emitCatch(e: Emitter, c: CatchIr, exception: number, inner: number, done: ReturnType<typeof newLabel>): boolean {
  const { assembler } = e;
  const next = newLabel();
  if (c.type !== null) assembler.branch('JINSTANCE', exception, assembler.constant(c.type), next);
  e.bind(c.local, exception);
  e.emit(c.body, inner);
  if (!assembler.ended) assembler.jump('JMP', done);
  assembler.place(next);
  return c.type === null;
}
