// The dispatch loop of the interpreter: one function, a `switch` with a case for every instruction. Values and
// branches that are hot have their bodies in it; the others are called.
import { importPath } from './definitions.mjs';
import { freeNames, localNames, rewriteBody } from './rewrite.mjs';
import { writeIfChanged } from './write.mjs';

const TARGET = 'src/engines/vm/loop.gen.ts';
const LETTERS = ['a', 'b', 'c'];

/** How the loop reads an operand. */
function operand(instruction, i) {
  const kind = [instruction.a, instruction.b, instruction.c][i];
  const wide = instruction.format === 'ABx' && i === 1 ? 'w >>> 16' : LETTERS[i];
  switch (kind) {
    case 'src':
      return `regs[base + ${wide}]`;
    case 'const':
    case 'site':
      return `k[${wide}]`;
    case 'imm':
      return `(${LETTERS[i]} << 24) >> 24`;
    default:
      return wide;
  }
}

/** The operands that a value or a branch takes, as text. */
function sources(instruction) {
  return (instruction.kind === 'value' ? [1, 2] : [0, 1])
    .filter((i) => [instruction.a, instruction.b, instruction.c][i] !== 'none')
    .map((i) => operand(instruction, i));
}

const isCall = (node) => node.type === 'CallExpression' || (node.type === 'TSAsExpression' && isCall(node.expression));

/** Puts a value in its register, unless only guest code can tell it. */
function storeValue(instruction, expression, node, args) {
  const { name, guest } = instruction;
  if (!guest || !isCall(node)) return `regs[base + a] = ${expression}; continue next;`;
  return `const r = ${expression};
        if (r === GUEST) {
          fiber.base = base; fiber.pc = pc;
          r2 = fiber.settlePending(twins[OP_${name}], [${args.join(', ')}]);
          if (r2 === GUEST) { fiber.awaitValue(a, pc, base); w = OP_ENTER; continue; }
          regs[base + a] = r2; continue next;
        }
        regs[base + a] = r; continue next;`;
}

function takeBranch(instruction, expression, node, args) {
  const { name, guest } = instruction;
  if (!guest || !isCall(node)) return `if (${expression}) pc++; else pc = words[pc]; continue next;`;
  return `const r = ${expression};
        if (r === GUEST) {
          fiber.base = base; fiber.pc = pc;
          r2 = fiber.settlePending(twins[OP_${name}], [${args.join(', ')}]);
          if (r2 === GUEST) { fiber.awaitBranch(pc, words[pc], base); w = OP_ENTER; continue; }
          if (isTrue(r2)) pc++; else pc = words[pc]; continue next;
        }
        if (r) pc++; else pc = words[pc]; continue next;`;
}

function valueCase(instruction) {
  const { name, parsed, hot } = instruction;
  const args = sources(instruction);
  const finish = instruction.kind === 'value' ? storeValue : takeBranch;
  if (!hot) {
    const call = `body_${name}(${args.join(', ')})`;
    return `{ ${finish(instruction, call, { type: 'CallExpression' }, args)} }`;
  }
  const params = parsed.params.map((p) => p.name);
  const declarations = params.map((p, i) => `const ${p} = ${args[i]};`).join(' ');
  const body = rewriteBody(instruction, { onReturn: (expression, node) => `{ ${finish(instruction, expression, node, params)} }` });
  return `{ ${declarations}\n        ${body} }`;
}

/** The fields of `m` that are variables of the loop. */
const STATE = new Set(['regs', 'base', 'pc', 'words', 'k', 'fuel', 'passed', 'fiber']);

function controlCase(instruction) {
  const { name, parsed, syncs, then } = instruction;
  const params = parsed.params.map((p) => p.name);
  const [m, ...operands] = params;
  const declarations = operands.map((p, i) => {
    if (instruction.format === 'J') return `const ${p} = w >>> 8;`;
    const text = instruction.format === 'ABx' && i === 1 ? 'w >>> 16' : LETTERS[i];
    return p === text ? '' : `const ${p} = ${text};`;
  });
  const give = (a, value) => `{ const given = ${value};
          if (given === GUEST) { fiber.awaitValue(${a}, pc, base); w = OP_ENTER; continue; }
          regs[base + ${a}] = given; continue next; }`;
  const body = rewriteBody(instruction, {
    onReturn: (expression) => (expression === null ? 'continue next;' : `return ${expression};`),
    replace(node, text, parent) {
      if (node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === m && STATE.has(node.property.name))
        return node.property.name;
      if (node.type === 'Identifier' && node.name === m && parent.type !== 'MemberExpression') return '{ regs, base, k }';
      if (node.type !== 'ExpressionStatement' || node.expression.type !== 'CallExpression') return undefined;
      const { callee, arguments: args } = node.expression;
      if (callee.type !== 'MemberExpression' || callee.object.name !== m) return undefined;
      switch (callee.property.name) {
        case 'become':
          return `{ w = OP_${args[0].value}; continue; }`;
        case 'give':
          return give(text(args[0]), text(args[1]));
        case 'leave':
          return `{ fiber.fuel = fuel; return ${text(args[0])}; }`;
        case 'resume':
          return `{ const value = ${text(args[0])};
          base = regs[base - 2]; const code = regs[base - 1].template; words = code.words; k = code.constants;
          const waiting = fiber.takeContinuation();
          switch (waiting.kind) {
            case 0: regs[base + waiting.register] = value; pc = waiting.pc; break;
            case 1: pc = isTrue(value) ? waiting.pc + 1 : waiting.target; break;
            default: fiber.fuel = fuel; fiber.answer(waiting, value); pc = waiting.pc;
          }
          continue next; }`;
        case 'giveDistrusted':
          return `{ const site = ${text(args[0])}; const given = ${text(args[1])};
          const isBranch = fiber.distrustedIsBranch(site); const register = fiber.distrustedRegister(site);
          if (given === GUEST) { if (isBranch) fiber.awaitBranch(pc, words[pc], base); else fiber.awaitValue(register, pc, base); w = OP_ENTER; continue; }
          if (isBranch) { if (isTrue(given)) pc++; else pc = words[pc]; } else regs[base + register] = given;
          continue next; }`;
      }
      return undefined;
    },
  });
  const sync = syncs ? 'fiber.base = base; fiber.pc = pc;' : '';
  const ends = then === null ? 'continue next;' : `w = OP_${then}; continue;`;
  return `{ ${declarations.join(' ')} ${sync}\n        ${body}\n        ${ends} }`;
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
  const cold = [];
  for (const instruction of instructions) {
    if (instruction.kind !== 'control' && !instruction.hot) {
      cold.push(instruction);
      continue;
    }
    for (const name of freeNames(instruction.parsed)) {
      const known = instruction.names.get(name);
      if (known === undefined) continue;
      add(known.from, known.imported === name ? name : `${known.imported} as ${name}`);
    }
  }
  for (const { name, file } of cold)
    add(new URL(`../../src/bytecode/instructions/${file.replace(/\.ts$/, '.js')}`, import.meta.url).pathname, name);
  const cases = instructions.map((i) => `      case ${i.op}: // ${i.name}\n      ${i.kind === 'control' ? controlCase(i) : valueCase(i)}`);
  const ops = instructions.map((i) => `const OP_${i.name} = ${i.op};`).join('\n');
  add(new URL('../../src/data/guest.js', import.meta.url).pathname, 'GUEST');
  const text = `// @ts-nocheck
// Generated by scripts/generate from src/bytecode/instructions: the dispatch loop.
${[...imports].map(([from, names]) => `import { ${[...names].sort().join(', ')} } from '${from}';`).join('\n')}

${ops}
const OP_WIDE = ${instructions.length};
${cold.map((i) => `const body_${i.name} = ${i.name}.body;`).join('\n')}

const isTrue = (x) => x !== null && x !== false && x !== undefined;

/**
 * Runs the frame at \`fiber.base\` from \`fiber.pc\` until the frame that was entered from the host returns; its value.
 * \`twins\` are the Clojure twins of the instructions that have one, by opcode.
 */
export function runLoop(fiber, twins) {
  const regs = fiber.regs;
  let base = fiber.base;
  let pc = fiber.pc;
  let fuel = fiber.fuel;
  let passed = fiber.passed;
  let words = regs[base - 1].template.words;
  let k = regs[base - 1].template.constants;
  let r2 = null;
  for (;;) {
    try {
      next: for (;;) {
        let w = words[pc++];
        let a = (w >>> 8) & 255;
        let b = (w >>> 16) & 255;
        let c = w >>> 24;
        for (;;) {
          switch (w & 255) {
${cases.join('\n')}
      case OP_WIDE: {
        const wide = w;
        w = words[pc++];
        a = (wide & 0xff00) | ((w >>> 8) & 255);
        b = ((wide >>> 8) & 0xff00) | ((w >>> 16) & 255);
        c = ((wide >>> 16) & 0xff00) | (w >>> 24);
        continue; }
      default:
        throw new Error('Internal error: no such instruction: ' + (w & 255));
          }
        }
      }
    } catch (e) {
      fiber.fuel = fuel;
      fiber.caught(e, base, pc);
      base = fiber.base;
      pc = fiber.pc;
      fuel = fiber.fuel;
      const code = regs[base - 1].template;
      words = code.words;
      k = code.constants;
      passed = fiber.passed;
    }
  }
}
`;
  writeIfChanged(TARGET, text);
}
