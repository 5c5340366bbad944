import type { Code } from '../../bytecode/code.js';
import { SELF as SELF_CAPTURE } from '../../bytecode/code.js';
import { mapSite } from '../../bytecode/instructions/literals.js';
import { illegalState } from '../../data/errors.js';
import { Keyword } from '../../data/keyword.js';
import { MAX_ORDERED } from '../../data/maps/index.js';
import type { Value } from '../../data/value.js';
import type { CompilerHost } from '../host.js';
import type { ClauseIr, FnIr, Local, Node, NodeOf, RecurTarget } from '../ir.js';
import { lastUses } from '../liveness.js';
import { uses } from '../uses.js';
import { createAssembler, type Label, newLabel } from './assembler.js';
import { emitCase } from './case.js';
import { type Destination, EFFECT, type Emitter, isImmediate, TAIL } from './emitter.js';
import { createFolds } from './folds.js';
import { intrinsicForms } from './intrinsics.js';
import { type Counter, counterOf, hoistable, incrementOf } from './loops.js';
import { emitTest } from './test.js';
import { emitTry } from './try.js';

/** A loop that counts: where its first branch starts, and its second. */
interface Counting {
  readonly counter: Counter;
  readonly start: Label;
  readonly otherwise: Label;
}

const NO_NODES: ReturnType<typeof lastUses> = new Set();

/** Emits bytecode for a function whose captures `resolve` has found. */
export function emitFunction(fn: FnIr, host: CompilerHost): Code {
  const registers = new Map<Local, number>();
  const names: { name: string; register: number; from: number; to: number }[] | null = host.namesLocals ? [] : null;
  const targets = new Map<RecurTarget, Label>();
  /** The loops that count, while code is emitted that comes after their test has held. */
  const counting = new Map<RecurTarget, Counting>();
  const assembler = createAssembler();
  // A debugger shows locals that nobody reads any more, too.
  const last = host.namesLocals ? NO_NODES : lastUses(fn);
  /** Constants that stand in registers while a loop runs. */
  const constants = new Map<Value, number>();
  let top = 0;
  let most = 0;

  const e: Emitter = {
    fn,
    host,
    assembler,
    emit,
    operand(node) {
      if (node.op === 'const') {
        const hoisted = constants.get(node.value);
        if (hoisted !== undefined) return hoisted;
      }
      if (node.op === 'local' && node.local.fn === fn && node.local !== fn.self) return e.register(node.local);
      const r = e.allocate();
      emit(node, r);
      return r;
    },
    deliver(register, to) {
      if (to === TAIL) assembler.abc('RETURN', register);
      else if (to !== EFFECT && to !== register) assembler.abc('MOVE', to, register);
    },
    allocate() {
      const r = top;
      e.top = top + 1;
      return r;
    },
    get top() {
      return top;
    },
    set top(value) {
      top = value;
      if (value > most) most = value;
    },
    register(local) {
      const r = registers.get(local);
      if (r === undefined) throw illegalState(`Internal error: the local ${local.name} has no register in ${fn.name}`);
      return r;
    },
    bind(local, register) {
      registers.set(local, register);
      names?.push({ name: local.name, register, from: assembler.pc, to: Number.MAX_SAFE_INTEGER });
    },
    isBound: (local) => registers.has(local),
    scoped,
    emitFoldedTest: (node, holds, otherwise) => folds.emitTest(node, holds, otherwise),
  };

  const folds = createFolds(e);

  /** Runs `body`, then gives back the registers that it took. */
  function scoped(body: () => void): void {
    const before = top;
    body();
    e.top = before;
    if (names !== null) for (const row of names) if (row.register >= before && row.to > assembler.pc) row.to = assembler.pc;
  }

  /** The register for a result that goes to `to`: `to` itself, or a new one at the top. */
  function resultRegister(to: Destination): number {
    return to >= 0 ? to : e.allocate();
  }

  function emitConst(value: Value, to: Destination): void {
    if (to === EFFECT) return;
    const r = resultRegister(to);
    assembler.abx('LOADK', r, assembler.constant(value));
    e.deliver(r, to);
  }

  function emitLocal(node: NodeOf<'local'>, to: Destination): void {
    if (to === EFFECT) return;
    const { local } = node;
    if (local.fn === fn && local !== fn.self) {
      e.deliver(e.register(local), to);
      return;
    }
    const r = resultRegister(to);
    if (local === fn.self) assembler.abc('SELF', r);
    else assembler.abx(last.has(node) ? 'TAKE_CAPTURED' : 'CAPTURED', r, fn.captures.indexOf(local));
    e.deliver(r, to);
  }

  function emitInvoke(node: NodeOf<'invoke'>, to: Destination): void {
    const window = windowFor(to);
    e.top = window + 2;
    const viaVar = node.fn.op === 'var' ? node.fn.var : null;
    const callee = e.allocate();
    if (viaVar === null) emit(node.fn, callee);
    emitArguments(node.args, to !== TAIL);
    assembler.at(node.span);
    const count = node.args.length;
    const name = to === TAIL ? 'TAIL_CALL' : 'CALL';
    const index = viaVar === null ? -1 : assembler.constant(viaVar);
    if (index >= 0 && index < 0xffff) assembler.abc(`${name}_VAR`, window, count, index);
    else assembler.abc(name, window, count);
    // After a tail call for the value of what is no guest function, which comes back here.
    e.deliver(window, to);
  }

  /**
   * Where the window of a call starts: at the register for its result where that is the last one in use, since the call
   * writes nothing there before all arguments have their values.
   */
  function windowFor(to: Destination): number {
    return to >= 0 && to === top - 1 ? to : top;
  }

  /**
   * Puts the arguments in registers at the top, one after the other. Where the frame goes on after the call, a local
   * that nobody reads any more gives its value away, so that it is not kept from the collector meanwhile.
   */
  function emitArguments(args: readonly Node[], goesOn: boolean): void {
    for (const arg of args) {
      const r = e.allocate();
      if (goesOn && arg.op === 'local' && arg.local.fn === fn && last.has(arg)) assembler.abc('TAKE', r, e.register(arg.local));
      else emit(arg, r);
    }
  }

  /** Empties the registers of locals that were read for the last time to begin a loop: it may run for long. */
  function emptyAfter(inits: readonly Node[]): void {
    const direct = inits.flatMap((init) => (init.op === 'intrinsic' ? init.args : [init]));
    for (const node of direct) if (node.op === 'local' && node.local.fn === fn && last.has(node)) emitConst(null, e.register(node.local));
  }

  function emitIntrinsic(node: NodeOf<'intrinsic'>, to: Destination): void {
    const forms = intrinsicForms(node.name, node.args.length);
    if (forms === undefined || forms.value === null) throw illegalState(`Internal error: there is no instruction for ${node.name}`);
    const lastArg = node.args[node.args.length - 1];
    const immediate = forms.valueImmediate !== null && isImmediate(lastArg);
    const r = resultRegister(to);
    const [first, ...others] = immediate ? node.args.slice(0, -1) : node.args;
    // An operand that is not kept elsewhere stands where the result will: should the instruction run guest code, which may
    // take long, the operand is not held meanwhile.
    const shares = r === top - 1 && !standsInRegister(first) && !others.some((a) => readsRegister(a, r));
    if (shares) emit(first, r);
    const operands = [shares ? r : e.operand(first), ...others.map((a) => e.operand(a))];
    if (immediate) operands.push((lastArg as NodeOf<'const'>).value as number);
    assembler.at(node.span);
    if (node.var !== null) assembler.trust(node.var);
    assembler.abc(immediate && forms.valueImmediate !== null ? forms.valueImmediate : forms.value, r, operands[0], operands[1] ?? 0);
    e.deliver(r, to);
  }

  /** Whether `operand` finds the value of a node in a register. */
  function standsInRegister(node: Node): boolean {
    return (node.op === 'const' && constants.has(node.value)) || (node.op === 'local' && node.local.fn === fn && node.local !== fn.self);
  }

  /** Whether a node reads a local that stands in the register. */
  function readsRegister(node: Node, register: number): boolean {
    return [...uses(node)].some((l) => registers.get(l) === register);
  }

  function emitLet(node: NodeOf<'let'>, to: Destination): void {
    node.locals.forEach((local, i) => {
      const r = e.allocate();
      emit(node.inits[i], r);
      e.bind(local, r);
    });
    emit(node.body, to);
  }

  /** An `if`. Where it is what `loop` repeats, a recur inside its first branch may go straight to the start of that branch. */
  function emitIf(node: NodeOf<'if'>, to: Destination, loop: { readonly target: RecurTarget; readonly counter: Counter } | null): void {
    const otherwise = newLabel();
    const end = newLabel();
    scoped(() => emitTest(e, node.test, otherwise));
    if (loop !== null) {
      const start = newLabel();
      assembler.place(start);
      counting.set(loop.target, { counter: loop.counter, start, otherwise });
    }
    emit(node.then, to);
    if (loop !== null) counting.delete(loop.target);
    if (to !== TAIL && !assembler.ended) assembler.jump('JMP', end);
    assembler.place(otherwise);
    emit(node.else, to);
    assembler.place(end);
  }

  function emitLoop(node: NodeOf<'loop'>, to: Destination): void {
    node.locals.forEach((local, i) => {
      const r = e.allocate();
      emit(node.inits[i], r);
      e.bind(local, r);
    });
    const counter = counterOf(node);
    const repeated = counter?.limit.op === 'const' ? [counter.limit.value] : [];
    const hoisted = [...new Set([...hoistable(node.body), ...repeated])].filter((value) => !constants.has(value));
    for (const value of hoisted) {
      const r = e.allocate();
      emitConst(value, r);
      constants.set(value, r);
    }
    emptyAfter(node.inits);
    const head = newLabel();
    targets.set(node.target, head);
    assembler.place(head);
    if (counter === null) emit(node.body, to);
    else scoped(() => emitIf(counter.test, to, { target: node.target, counter }));
    for (const value of hoisted) constants.delete(value);
  }

  /**
   * Gives the locals of the target their new values. A value goes straight to its local where no later argument
   * reads that local any more; the others wait in registers at the top.
   */
  function emitRecur(node: NodeOf<'recur'>): void {
    const head = targets.get(node.target);
    if (head === undefined) throw illegalState('Internal error: recur without its target');
    const count = counting.get(node.target);
    const increment = count === undefined ? null : incrementOf(node, count.counter, last);
    const waiting: [number, number][] = [];
    node.args.forEach((arg, i) => {
      if (arg === increment) return;
      const to = e.register(node.target.locals[i]);
      const later = node.args.slice(i + 1);
      if (later.some((a) => uses(a).has(node.target.locals[i]))) {
        const r = e.allocate();
        emit(arg, r);
        waiting.push([to, r]);
      } else emit(arg, to);
    });
    for (const [to, from] of waiting) assembler.abc('MOVE', to, from);
    if (count === undefined || increment === null) assembler.jump('LOOP', head);
    else emitCount(count, increment, head);
  }

  /** Counts and goes back in one instruction, the test of the loop included. */
  function emitCount({ counter, start, otherwise }: Counting, increment: NodeOf<'intrinsic'>, head: Label): void {
    const counted = e.register((increment.args[0] as NodeOf<'local'>).local);
    const limit = e.operand(counter.limit);
    const site = assembler.pc;
    const label = assembler.divert([increment, counter.test.test].flatMap((n) => (n.op === 'intrinsic' && n.var !== null ? [n.var] : [])));
    assembler.at(increment.span);
    assembler.branch('LOOP_LT', counted, limit, start);
    assembler.jump('JMP', otherwise);
    folds.outOfLine(site, label, increment, () => {
      emit(increment, counted);
      assembler.jump('LOOP', head);
    });
  }

  function emitFn(ir: FnIr, to: Destination): void {
    const r = resultRegister(to);
    assembler.abx('CLOSURE', r, assembler.ownConstant(emitInner(ir)));
    e.deliver(r, to);
  }

  function emitInner(ir: FnIr): Code {
    const code = emitFunction(ir, host);
    ir.captures.forEach((local, i) => {
      (code.captures as Int32Array)[i] = captureSource(local);
    });
    return code;
  }

  function captureSource(local: Local): number {
    if (local === fn.self) return SELF_CAPTURE;
    return local.fn === fn ? (registers.get(local) ?? 0) : ~fn.captures.indexOf(local);
  }

  /** Functions that name one another: each is made with what is there already, then given the ones that came later. */
  function emitLetfn(node: NodeOf<'letfn'>, to: Destination): void {
    for (const local of node.locals) e.bind(local, e.allocate());
    for (let i = 0; i < node.fns.length; i++) emitFn(node.fns[i], e.register(node.locals[i]));
    node.fns.forEach((ir, i) => {
      ir.captures.forEach((captured, index) => {
        const at = node.locals.indexOf(captured);
        if (at >= i) assembler.abc('PATCH', e.register(node.locals[i]), e.register(captured), index);
      });
    });
    emit(node.body, to);
  }

  function emitItems(name: 'VECTOR' | 'MAP' | 'SET', node: NodeOf<'vector' | 'map' | 'set'>, to: Destination): void {
    const first = top;
    emitArguments(node.items, false);
    const r = to >= 0 ? to : first;
    if (first === top) e.allocate();
    assembler.at(node.span);
    assembler.abc(name, r, first, node.items.length);
    e.deliver(r, to);
  }

  function emitMap(node: NodeOf<'map'>, to: Destination): void {
    const keys = keywordsOf(node.items);
    if (keys === null) return emitItems('MAP', node, to);
    const first = top;
    emitArguments(
      node.items.filter((_, i) => i % 2 === 1),
      false,
    );
    assembler.at(node.span);
    assembler.abc('SHAPED_MAP', first, keys.length, assembler.ownConstant(mapSite(keys)));
    e.deliver(first, to);
  }

  function emitKeywordGet(node: NodeOf<'keywordGet'>, to: Destination): void {
    if (node.notFound !== null) {
      const args: Node[] = [node.target, { op: 'const', value: node.keyword, span: node.span }, node.notFound];
      emitInvoke({ op: 'invoke', fn: { op: 'const', value: host.core('get').root, span: node.span }, args, span: node.span }, to);
      return;
    }
    const target = e.operand(node.target);
    const r = resultRegister(to);
    assembler.at(node.span);
    assembler.abc('KEYWORD_GET', r, target, assembler.ownConstant({ keyword: node.keyword as Keyword, shape: null, index: 0 }));
    e.deliver(r, to);
  }

  function emitWindowed(
    name: 'HOST_CALL' | 'NEW',
    first: Node,
    args: readonly Node[],
    constant: number,
    node: Node,
    to: Destination,
  ): void {
    const window = windowFor(to);
    e.top = window;
    const target = e.allocate();
    // The target may be the very local that the result goes to, which the arguments still read.
    const reads = window === to && args.some((a) => readsRegister(a, to));
    const start = reads ? e.allocate() : target;
    emit(first, start);
    emitArguments(args, true);
    assembler.at(node.span);
    assembler.abc(name, start, args.length, constant);
    e.deliver(start, to);
  }

  /** An instruction that changes something, whose value is the register `value`. */
  function emitChange(name: string, a: number, b: number, c: number, value: number, node: Node, to: Destination): void {
    assembler.at(node.span);
    assembler.abc(name, a, b, c);
    e.deliver(value, to);
  }

  function emit(node: Node, to: Destination): void {
    scoped(() => emitNode(node, to));
  }

  function emitNode(node: Node, to: Destination): void {
    switch (node.op) {
      case 'const':
        return emitConst(node.value, to);
      case 'local':
        return emitLocal(node, to);
      case 'var': {
        const r = resultRegister(to);
        assembler.at(node.span);
        assembler.abx('GET_VAR', r, assembler.constant(node.var));
        return e.deliver(r, to);
      }
      case 'def': {
        const r = e.allocate();
        const meta = e.allocate();
        if (node.meta === null) emitConst(null, meta);
        else emit(node.meta, meta);
        if (node.init !== null) emit(node.init, r);
        assembler.at(node.span);
        assembler.abx(node.init === null ? 'DECLARE' : 'DEFINE', r, assembler.constant(node.var));
        return e.deliver(r, to);
      }
      case 'setVar': {
        const r = e.allocate();
        emit(node.value, r);
        assembler.at(node.span);
        assembler.abx('SET_VAR', r, assembler.constant(node.var));
        return e.deliver(r, to);
      }
      case 'if':
        return emitIf(node, to, null);
      case 'do': {
        const last = node.body.length - 1;
        for (let i = 0; i < last; i++) emit(node.body[i], EFFECT);
        return emit(node.body[last], to);
      }
      case 'let':
        return emitLet(node, to);
      case 'loop':
        return emitLoop(node, to);
      case 'recur':
        return emitRecur(node);
      case 'fn':
        return emitFn(node.fn, to);
      case 'letfn':
        return emitLetfn(node, to);
      case 'invoke':
        return emitInvoke(node, to);
      case 'intrinsic':
        return emitIntrinsic(node, to);
      case 'folded':
        return folds.emit(node, to);
      case 'keywordGet':
        return emitKeywordGet(node, to);
      case 'try':
        return emitTry(e, node, to);
      case 'throw': {
        const r = e.operand(node.value);
        assembler.at(node.span);
        return assembler.abc('THROW', r);
      }
      case 'new':
        return emitWindowed('NEW', node.type, node.args, 0, node, to);
      case 'hostCall':
        return emitWindowed(
          'HOST_CALL',
          node.target,
          node.args,
          assembler.ownConstant({ name: node.name, orField: node.orField }),
          node,
          to,
        );
      case 'hostGet': {
        const target = e.operand(node.target);
        const r = resultRegister(to);
        return emitChange('HOST_GET', r, target, assembler.constant(node.name), r, node, to);
      }
      case 'hostSet': {
        const target = e.operand(node.target);
        const value = e.operand(node.value);
        return emitChange('HOST_SET', target, value, assembler.constant(node.name), value, node, to);
      }
      case 'fieldGet': {
        const target = e.operand(node.target);
        const r = resultRegister(to);
        return emitChange('FIELD', r, target, node.index, r, node, to);
      }
      case 'fieldSet': {
        const target = e.operand(node.target);
        const value = e.operand(node.value);
        return emitChange('SET_FIELD', target, value, node.index, value, node, to);
      }
      case 'vector':
        return emitItems('VECTOR', node, to);
      case 'map':
        return emitMap(node, to);
      case 'set':
        return emitItems('SET', node, to);
      case 'case':
        return emitCase(e, node, to);
    }
  }

  function emitClause(clause: ClauseIr): number {
    const entry = assembler.pc;
    top = 0;
    for (const p of clause.params) e.bind(p, e.allocate());
    assembler.at(fn.span);
    if (clause.variadic) assembler.abc('COLLECT_REST', clause.params.length - 1);
    const head = newLabel();
    targets.set(clause.target, head);
    assembler.place(head);
    if (fn.parent === null) {
      // A form at the top makes no tail calls: its frame says where in the file an error came from.
      const r = e.allocate();
      emit(clause.body, r);
      assembler.abc('RETURN', r);
    } else emit(clause.body, TAIL);
    return entry;
  }

  const fixed = fn.clauses.filter((c) => !c.variadic);
  const variadic = fn.clauses.find((c) => c.variadic);
  const restArity = variadic === undefined ? -1 : variadic.params.length - 1;
  const entries = new Int32Array(Math.max(restArity + 1, ...fixed.map((c) => c.params.length + 1)) + 1).fill(-1);
  for (const c of fixed) entries[c.params.length] = emitClause(c);
  if (variadic !== undefined) {
    const entry = emitClause(variadic);
    for (let n = restArity; n < entries.length; n++) if (entries[n] < 0) entries[n] = entry;
  }
  folds.emitOutOfLine();
  const code = assembler.finish({
    name: fn.name,
    arities: fixed.map((c) => c.params.length),
    restArity,
    entries,
    // One more, so that an instruction which needs a register for a value that nobody wants has one.
    registers: most + 1,
    captures: new Int32Array(fn.captures.length),
    file: fn.span?.source.file ?? 'NO_SOURCE_FILE',
    asEmitted: names !== null,
  });
  if (names !== null) code.names = { registers: names, captured: fn.captures.map((local) => local.name) };
  return code;
}

/** The keys of a map literal where they are a few different keywords, so that its shape is known; else null. */
function keywordsOf(items: readonly Node[]): Keyword[] | null {
  const keys: Keyword[] = [];
  for (let i = 0; i < items.length; i += 2) {
    const key = items[i];
    if (key.op !== 'const' || !(key.value instanceof Keyword) || keys.includes(key.value)) return null;
    keys.push(key.value);
  }
  return keys.length > 0 && keys.length <= MAX_ORDERED ? keys : null;
}
