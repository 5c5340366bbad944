// The dispatch loop of the interpreter: one function, a `switch` with a case for every instruction that is not rare. Values and
// branches that are hot have their bodies in it; the others are called. It must stay small, for V8 compiles it as a whole, and anew
// whenever something in it happens for the first time (docs/decisions/005-interpreter-loop.md).
import { importPath } from './definitions.mjs';
import { freeNames, localNames, rewriteBody } from './rewrite.mjs';
import { writeIfChanged } from './write.mjs';

const TARGET = 'src/engines/vm/loop.gen.ts';
/**
 * Where the text of an instruction stands: in the loop, where operands are read from the word `w` by whoever needs them, or in
 * the function that does one widened instruction, where they are there already and every body but those of control is called.
 */
const LOOP = {
  a: '((w >>> 8) & 255)',
  b: '((w >>> 16) & 255)',
  c: '(w >>> 24)',
  immediateB: '((w << 8) >> 24)',
  immediateC: '(w >> 24)',
  next: 'continue;',
  leave: (value) => `return ${value};`,
  inlines: true,
};
const STEP = {
  a: 'a',
  b: 'b',
  c: 'c',
  immediateB: '((b << 24) >> 24)',
  immediateC: '((c << 24) >> 24)',
  next: 'break step;',
  leave: (value) => `fiber.left = ${value}; return true;`,
  inlines: false,
};

/** Tells the fiber where the run stands. */
const SYNC = 'fiber.base = base; fiber.pc = pc;';
/** Goes on where the fiber says. */
const RELOAD = 'base = fiber.base; pc = fiber.pc; words = regs[base - 1].template.words; k = regs[base - 1].template.constants;';

/** The text of an operand as an instruction sees it. */
function operand(instruction, letter, where) {
  const wide = instruction.format === 'ABx' && letter === 'b' ? '(w >>> 16)' : where[letter];
  switch (instruction[letter]) {
    case 'src':
      return `regs[base + ${wide}]`;
    case 'const':
    case 'site':
      return `k[${wide}]`;
    case 'imm':
      return letter === 'b' ? where.immediateB : where.immediateC;
    default:
      return wide;
  }
}

/** The operands that a value or a branch takes, as text. */
function sources(instruction, where) {
  return (instruction.kind === 'value' ? ['b', 'c'] : ['a', 'b'])
    .filter((x) => instruction[x] !== 'none')
    .map((x) => operand(instruction, x, where));
}

const isCall = (node) => node.type === 'CallExpression' || (node.type === 'TSAsExpression' && isCall(node.expression));

/** Gives a result to where it belongs; `guest`: it may be that only guest code can tell it, that of the native of opcode `op`. */
function deliver({ kind, op }, expression, guest, args, where) {
  const store = (r) => (kind === 'value' ? `regs[base + ${where.a}] = ${r};` : `if (${r}) pc++; else pc = words[pc];`);
  if (!guest) return `${store(expression)} ${where.next}`;
  const settled = `fiber.settlePending(natives[${op}].twin, [${args.join(', ')}])`;
  return `const r = ${expression};
        if (r === GUEST) { ${SYNC} ${kind === 'value' ? `fiber.give(${where.a}, ${settled})` : `fiber.branch(${settled}, words)`}; ${RELOAD} ${where.next} }
        ${store('r')} ${where.next}`;
}

function valueCase(instruction, where) {
  const { name, parsed, hot, guest } = instruction;
  const args = sources(instruction, where);
  if (!hot || !where.inlines) return `{ ${deliver(instruction, `body_${name}(${args.join(', ')})`, guest, args, where)} }`;
  const params = parsed.params.map((p) => p.name);
  const declarations = params.map((p, i) => `const ${p} = ${args[i]};`).join(' ');
  const body = rewriteBody(instruction, {
    onReturn: (expression, node) => `{ ${deliver(instruction, expression, guest && isCall(node), params, where)} }`,
  });
  return `{ ${declarations}\n        ${body} }`;
}

/** The fields of `m` that are variables of the loop. */
const STATE = new Set(['regs', 'base', 'pc', 'words', 'k', 'fiber', 'meter']);
/** The fields of `m` that are fields of something else: seldom read, so that they are no burden on the registers of the loop. */
const FIBER_STATE = new Map([
  ['fuel', 'meter'],
  ['passed', 'fiber'],
]);

function controlBody(instruction, where) {
  const { parsed, syncs } = instruction;
  const params = parsed.params.map((p) => p.name);
  const [m, ...operands] = params;
  const declarations = operands.map((p, i) => {
    const letter = ['a', 'b', 'c'][i];
    const text = instruction.format === 'J' ? 'w >>> 8' : instruction.format === 'ABx' && letter === 'b' ? 'w >>> 16' : where[letter];
    return p === text ? '' : `const ${p} = ${text};`;
  });
  const body = rewriteBody(instruction, {
    onReturn: () => where.next,
    replace(node, text, parent) {
      if (node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === m) {
        if (STATE.has(node.property.name)) return node.property.name;
        if (FIBER_STATE.has(node.property.name)) return `${FIBER_STATE.get(node.property.name)}.${node.property.name}`;
      }
      if (node.type === 'Identifier' && node.name === m && parent.type !== 'MemberExpression') return '{ regs, base, k }';
      if (node.type !== 'ExpressionStatement' || node.expression.type !== 'CallExpression') return undefined;
      const { callee, arguments: args } = node.expression;
      if (callee.type !== 'MemberExpression' || callee.object.name !== m) return undefined;
      switch (callee.property.name) {
        case 'sync':
          return SYNC;
        case 'give':
          return `{ ${SYNC} fiber.give(${text(args[0])}, ${text(args[1])}); ${RELOAD} ${where.next} }`;
        case 'giveDistrusted':
          return `{ ${SYNC} fiber.giveDistrusted(${text(args[0])}, ${text(args[1])}, words); ${RELOAD} ${where.next} }`;
        case 'resume':
          return `{ ${SYNC} fiber.resume(${text(args[0])}); ${RELOAD} ${where.next} }`;
        case 'branch':
          return `if (${text(args[0])}) pc = words[pc]; else pc++;`;
        case 'leave':
          return `{ ${where.leave(text(args[0]))} }`;
        case 'park':
          return `{ ${SYNC} fiber.waiting = ${text(args[0])}; ${where.leave('PARKED')} }`;
        case 'slice':
          return `{ ${SYNC} switch (fiber.turnEnds()) { case 'leave': ${where.leave('fiber.left')} case 'throw': throw fiber.error; } ${RELOAD} }`;
        case 'callCompiled':
          return `{ ${SYNC} switch (fiber.compiled.call(fiber, ${args.map(text).join(', ')})) { case 'leave': ${where.leave('fiber.left')} case 'throw': throw fiber.error; } ${RELOAD} ${where.next} }`;
      }
      return undefined;
    },
  });
  return `{ ${declarations.join(' ')} ${syncs ? SYNC : ''}\n        ${body} }`;
}

const isRegister = (operand) => operand === 'src' || operand === 'none';
/** Its body is called from the place where all those are called that take the same operands, all of them registers. */
const isShared = (i) => i.kind !== 'control' && !i.hot && isRegister(i.kind === 'value' ? i.c : i.a) && isRegister(i.b);
/** Done by the function for widened instructions. */
const isCold = (i) => (i.kind === 'control' ? i.cold : !i.hot && !isShared(i));

/**
 * The cases of the instructions whose bodies are called from one place for all that take the same operands. V8 has then seen that call when
 * one of them comes for the first time; a call of its own would undo the whole loop, which was compiled without it.
 */
function sharedCases(instructions) {
  const groups = new Map();
  for (const i of instructions.filter(isShared)) {
    const group = `${i.kind} ${sources(i, LOOP).length} ${i.guest}`;
    groups.set(group, [...(groups.get(group) ?? []), i]);
  }
  return [...groups.values()].map((group) => {
    const [{ kind, guest }] = group;
    const args = sources(group[0], LOOP);
    const op = 'w & 255';
    const text = deliver({ kind, op }, `bodies[${op}](${args.join(', ')})`, guest, args, LOOP);
    return `${group.map(({ op, name }) => `      case ${op}: // ${name}`).join('\n')}\n      { ${text} }`;
  });
}

/** The case of an instruction. That of one that goes on as another is open at its end. */
function caseOf(instruction, where) {
  const { op, name, kind, then } = instruction;
  const text =
    kind !== 'control'
      ? valueCase(instruction, where)
      : `{ ${controlBody(instruction, where)} ${then === null || then === undefined ? where.next : ''} }`;
  return `      case ${op}: // ${name}\n      ${text}`;
}

export function generateLoop(instructions) {
  for (const { name, parsed } of instructions)
    for (const own of localNames(parsed)) if (STATE.has(own)) throw new Error(`${name}: the name ${own} is that of a variable of the loop`);
  const imports = new Map();
  const add = (from, name) => {
    const path = importPath(TARGET, from);
    if (!imports.has(path)) imports.set(path, new Set());
    imports.get(path).add(name);
  };
  const called = instructions.filter((i) => i.kind !== 'control');
  for (const instruction of instructions) {
    if (instruction.kind !== 'control' && !instruction.hot) continue;
    for (const name of freeNames(instruction.parsed)) {
      const known = instruction.names.get(name);
      if (known !== undefined) add(known.from, known.imported === name ? name : `${known.imported} as ${name}`);
    }
  }
  for (const { name, file } of called)
    add(new URL(`../../src/bytecode/instructions/${file.replace(/\.ts$/, '.js')}`, import.meta.url).pathname, name);
  add(new URL('../../src/engines/services.js', import.meta.url).pathname, 'PAUSED');
  for (const sentinel of ['GUEST', 'PARKED']) add(new URL('../../src/data/guest.js', import.meta.url).pathname, sentinel);
  const byName = new Map(instructions.map((i) => [i.name, i]));
  // What goes on as another stands before that one, and its case falls through.
  const followed = new Set(instructions.map((i) => i.then));
  const ordered = instructions.filter((i) => !followed.has(i.name)).flatMap((i) => (i.then ? [i, byName.get(i.then)] : [i]));
  const cases = (which, where) => which.map((i) => caseOf(i, where)).join('\n');
  const text = `// @ts-nocheck
// Generated by scripts/generate from src/bytecode/instructions: the dispatch loop.
${[...imports].map(([from, names]) => `import { ${[...names].sort().join(', ')} } from '${from}';`).join('\n')}

const OP_WIDE = ${instructions.length};
${called.map((i) => `const body_${i.name} = ${i.name}.body;`).join('\n')}

/** The bodies that are called from one place, by opcode. */
const bodies = [${instructions.map((i) => (isShared(i) ? `body_${i.name}` : 'null')).join(', ')}];

/**
 * Runs the frame at \`fiber.base\` from \`fiber.pc\` until the frame that was entered from the host returns; its value,
 * or PARKED, SLICED or STRUCK where the run has only stopped, or FAILED.
 * \`natives\` are those whose twins do what instructions leave to guest code, by opcode.
 */
export function runLoop(fiber, natives) {
  const { regs, meter } = fiber;
  let base = fiber.base;
  let pc = fiber.pc;
  let words = regs[base - 1].template.words;
  let k = regs[base - 1].template.constants;
  for (;;) {
    try {
      for (;;) {
        const w = words[pc++];
        switch (w & 255) {
${cases(
  ordered.filter((i) => !isShared(i) && !isCold(i)),
  LOOP,
)}
${sharedCases(instructions).join('\n')}
      case OP_WIDE: {
        pc++; ${SYNC}
        if (stepAside(fiber, natives, w, words[pc - 1])) return fiber.left;
        ${RELOAD} continue; }
      default:
        ${SYNC}
        if (stepAside(fiber, natives, 0, w)) return fiber.left;
        ${RELOAD} continue;
        }
      }
    } catch (e) {
      // What compiled code left to this loop was thrown in the frame that is the fiber's innermost now.
      if (e === fiber.error) { fiber.error = null; base = fiber.base; pc = fiber.pc; }
      const left = fiber.caught(e, base, pc);
      if (left !== null) return left;
      ${RELOAD}
    }
  }
}

/** The same, one instruction after the other, each of which the tracer sees before. Answers PAUSED where the tracer stopped the run. */
export function runTraced(fiber, natives, tracer) {
  for (;;) {
    let { base, pc } = fiber;
    try {
      for (;;) {
        ({ base, pc } = fiber);
        const code = fiber.regs[base - 1].template;
        if (tracer.stopsAt(code, pc, base)) return PAUSED;
        const { words } = code;
        let wide = 0;
        let w = words[pc++];
        if ((w & 255) === OP_WIDE) { wide = w; w = words[pc++]; }
        fiber.pc = pc;
        if (stepAside(fiber, natives, wide, w)) return fiber.left;
      }
    } catch (e) {
      if (e === fiber.error) { fiber.error = null; ({ base, pc } = fiber); }
      const left = fiber.caught(e, base, pc);
      if (left !== null) return left;
    }
  }
}

/** Does the instruction \`w\` of the frame at \`fiber.base\`, with operands widened by the word \`wide\`, or by 0; whether the run ends, with \`fiber.left\`. */
function stepAside(fiber, natives, wide, w) {
  const { regs, meter } = fiber;
  let base = fiber.base;
  let pc = fiber.pc;
  let words = regs[base - 1].template.words;
  let k = regs[base - 1].template.constants;
  const a = (wide & 0xff00) | ((w >>> 8) & 255);
  const b = ((wide >>> 8) & 0xff00) | ((w >>> 16) & 255);
  const c = ((wide >>> 16) & 0xff00) | (w >>> 24);
  step: switch (w & 255) {
${cases(ordered, STEP)}
    default:
      throw new Error('Internal error: no such instruction: ' + (w & 255));
  }
  ${SYNC}
  return false;
}
`;
  writeIfChanged(TARGET, text);
}
