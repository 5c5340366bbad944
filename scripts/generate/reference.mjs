// The reference page of the instructions, docs/instructions.md.
import { writeIfChanged } from './write.mjs';

/** The families in the order of the page: file of definitions, title, introduction. */
const FAMILIES = [
  [
    'moves',
    'Moves and constants',
    'They bring a value to a register: from another register, from the constants, from what the closure has captured. A local that no inner function uses is a register and nothing else, so compiled code never looks up a name.',
  ],
  [
    'vars',
    'Vars',
    'A var is a constant of the code. Reading one is a load of its root; only while it has a dynamic binding somewhere is the fiber asked.',
  ],
  [
    'arithmetic',
    'Arithmetic',
    'Longs within ±(2^53-1) are done in place; every other number, overflow and type errors go to the functions of `src/data/numbers`.',
  ],
  [
    'comparison',
    'Comparison',
    'Each test comes twice: as a value, and fused with its jump. The branches go on at the next instruction where the test holds.',
  ],
  ['logic', 'Truth and predicates', 'Branches on nil and false, and predicates that need no call.'],
  ['control-flow', 'Control flow', 'Jumps inside a function. Only safepoints go back, so that every loop counts fuel.'],
  [
    'calls',
    'Calls',
    'The arguments of a call lie where they become the first registers of the callee, so nothing is copied. `R[A]` and `R[A+1]` hold the place to return to, `R[A+2]` the callee; the result replaces `R[A]`.',
  ],
  [
    'closures',
    'Closures',
    'All closures of one `fn` form share one code. What they capture is copied when they are made; only the functions of a `letfn` are patched afterwards, since they name one another.',
  ],
  [
    'collections',
    'Collections',
    'Calls of core functions on collections, without a call. Where guest code must run, as for a lazy seq, their Clojure twins take over.',
  ],
  ['runs', 'Runs', "The inner steps of the library's own loops: it walks collections by runs of elements in host arrays of its own."],
  ['literals', 'Literals', 'Collections with elements that are not constant.'],
  ['members', 'Members', 'Keyword lookups with an inline cache, fields of types and records, and the members of host objects.'],
  ['exceptions', 'Exceptions', '`try` costs nothing on entry: a table says which instructions a handler guards.'],
];

const LETTERS = ['a', 'b', 'c'];

/** What an operand is, in words. */
const KINDS = {
  dst: 'register, written',
  src: 'register',
  imm: 'signed number',
  count: 'number',
  window: 'first of several registers',
  capture: 'number of a captured value',
};

const CONSTANTS = {
  value: 'constant',
  var: 'constant: a var',
  code: 'constant: a code',
  text: 'constant: a string',
  class: 'constant: a class',
  caseTable: 'constant: a case table',
  keywordSite: 'constant: a cache',
  memberSite: 'constant: a member',
  mapSite: 'constant: the keys of a map',
};

function operands(instruction) {
  if (instruction.format === 'J') return 'J: target';
  const parts = LETTERS.flatMap((letter, i) => {
    const kind = instruction[letter];
    if (kind === 'none') return [];
    const name = instruction.format === 'ABx' && i === 1 ? 'Bx' : letter.toUpperCase();
    return [`${name}: ${kind === 'const' || kind === 'site' ? CONSTANTS[instruction.constant] : KINDS[kind]}`];
  });
  if (instruction.kind === 'branch' || instruction.target) parts.push('next word: target');
  return parts.join('; ');
}

/** Whether it may have to run guest code before it is done. */
function mayNeedGuest(instruction) {
  if (instruction.kind !== 'control') return instruction.guest;
  const { start, end } = instruction.parsed;
  return (
    instruction.syncs || instruction.window?.frame === true || /\bm\.(give|sync|giveDistrusted)\(/.test(instruction.text.slice(start, end))
  );
}

const cell = (text) => text.replace(/\|/g, '\\|');

function row(instruction) {
  const { name, format, doc, intrinsic, safepoint } = instruction;
  const call = intrinsic === null || intrinsic === undefined ? '' : `\`${intrinsic.fn}\`, ${intrinsic.arity}`;
  const notes = [mayNeedGuest(instruction) ? 'yes' : '', safepoint ? 'safepoint' : ''].filter((n) => n !== '').join(', ');
  return `| \`${name}\` | ${format} | ${cell(operands(instruction))} | ${cell(doc)} | ${notes} | ${cell(call)} |`;
}

export function generateReference(instructions) {
  const unknown = instructions.find((i) => !FAMILIES.some(([file]) => i.file === `${file}.ts`));
  if (unknown !== undefined) throw new Error(`scripts/generate/reference.mjs has no introduction for ${unknown.file}`);
  const sections = FAMILIES.map(([file, title, introduction]) => {
    const members = instructions.filter((i) => i.file === `${file}.ts`).sort((x, y) => (x.name < y.name ? -1 : 1));
    return `## ${title}

${introduction}

| name | format | operands | meaning | guest code | stands for |
| --- | --- | --- | --- | --- | --- |
${members.map(row).join('\n')}`;
  });
  writeIfChanged(
    'docs/instructions.md',
    `# Instructions

Generated by \`scripts/generate\` from the definitions in \`src/bytecode/instructions/\`, which the dispatch loop, the
disassembler, the verifier and the stencils are made from too.

An instruction is a word of 32 bits, the opcode in its lowest 8:

| format | the bits above the opcode |
| --- | --- |
| ABC | three operands of 8 bits |
| ABx | A of 8 bits, Bx of 16 |
| J | a target of 24 bits |

The prefix \`WIDE\` adds 8 high bits to each operand A, B and C of the instruction that follows. A branch has its target in the
word after it, and goes there where its test fails. \`R[n]\` is register n of the frame, \`K[n]\` a constant of the code. The
column *guest code* says whether an instruction may have to run Clojure code before it is done, and which ones are safepoints,
at which fuel is counted and a run can be stopped. The last column names the core function whose calls an instruction stands
for, and with how many arguments, as long as the var of that function is not redefined.

${sections.join('\n\n')}
`,
  );
}
