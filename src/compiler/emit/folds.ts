import type { Local, Node, NodeOf } from '../ir.js';
import { uses } from '../uses.js';
import { type Label, newLabel } from './assembler.js';
import { type Destination, EFFECT, type Emitter, TAIL } from './emitter.js';
import { emitTest } from './test.js';

/** The emission of folds in one function: see docs/decisions/003-trusted-folds.md. */
export interface Folds {
  /** A fold: its value, and out of line the generic form, for when what it trusts has changed. */
  emit(node: NodeOf<'folded'>, to: Destination): void;
  /** A test whose outcome the fold tells: goes on, or jumps to `otherwise`, without asking. */
  emitTest(node: NodeOf<'folded'>, holds: boolean, otherwise: Label): void;
  /**
   * Keeps code that takes the place of the instruction at `site`, from `label` on, for the end of the function. Its ways
   * back are LOOPs, since all ways back are safepoints.
   */
  outOfLine(site: number, label: Label, generic: Node, body: () => void): void;
  /** After all clauses: the generic forms. */
  emitOutOfLine(): void;
}

export function createFolds(e: Emitter): Folds {
  const { assembler } = e;
  const cold: (() => void)[] = [];

  function outOfLine(site: number, label: Label, generic: Node, body: () => void): void {
    const before = e.top;
    // A node that is emitted twice, as that of `finally`, has its locals in other registers by then.
    const places = [...uses(generic)].flatMap((l): [Local, number][] => (e.isBound(l) ? [[l, e.register(l)]] : []));
    cold.push(() => {
      const start = assembler.pc;
      e.top = before;
      for (const [local, register] of places) e.bind(local, register);
      assembler.place(label);
      body();
      assembler.guardLike(site, start);
    });
  }

  return {
    outOfLine,
    emit(node, to) {
      const site = assembler.pc;
      const label = assembler.divert(node.trusts);
      const next = newLabel();
      const target = to === EFFECT ? e.allocate() : to;
      outOfLine(site, label, node.generic, () => {
        e.emit(node.generic, target);
        if (target !== TAIL) assembler.jump('LOOP', next);
      });
      e.emit(node.node, target);
      if (target !== TAIL) assembler.place(next);
    },
    emitTest(node, holds, otherwise) {
      const site = assembler.pc;
      const label = assembler.divert(node.trusts);
      const next = newLabel();
      assembler.jump('JMP', holds ? next : otherwise);
      assembler.place(next);
      outOfLine(site, label, node.generic, () => {
        const fails = newLabel();
        e.scoped(() => emitTest(e, node.generic, fails));
        assembler.jump('LOOP', next);
        assembler.place(fails);
        assembler.jump('LOOP', otherwise);
      });
    },
    emitOutOfLine() {
      for (const emitCold of cold) emitCold();
    },
  };
}
