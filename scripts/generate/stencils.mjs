// Stencils: the bodies of instructions as JavaScript text with holes, which a compiler of functions joins. They come from
// the same parsed definitions as the dispatch loop.
import { importPath } from './definitions.mjs';
import { freeNames, localNames, rewriteBody } from './rewrite.mjs';
import { writeIfChanged } from './write.mjs';

const TARGET = 'src/engines/jit/stencils.gen.ts';

// Holes: $A $B $C are operands (a register, a constant or a number), $X goes to the target, $I is the instruction's own label.

/** A joined function has no frame of the fiber: it returns as JavaScript functions do. */
const OWN = { RETURN: 'return $A;' };

const RESERVED = /^[RKBLi]\d+$|^fiber$|^k$/;

function valueStencil(instruction) {
  const { kind, parsed } = instruction;
  const holes = kind === 'value' ? ['$B', '$C'] : ['$A', '$B'];
  const declarations = parsed.params.map((p, i) => `const ${p.name} = ${holes[i]};`).join(' ');
  const give = (expression) => (kind === 'value' ? `$A = ${expression};` : `if (!(${expression})) $X`);
  const { body } = parsed;
  const simple = body.type !== 'BlockStatement';
  const text = rewriteBody(instruction, { onReturn: (expression) => (simple ? give(expression) : `{ ${give(expression)} break $I; }`) });
  return simple ? `{ ${declarations} ${text} }` : `$I: { ${declarations} ${text} }`;
}

const isState = (node, m, field) =>
  node.type === 'MemberExpression' &&
  !node.computed &&
  node.object.type === 'Identifier' &&
  node.object.name === m &&
  node.property.name === field;

/** The stencil of a control instruction whose body asks the machine for nothing but operands, fuel and its target; else null. */
function controlStencil(instruction) {
  const { parsed, format, syncs, then, flow } = instruction;
  if (syncs || (then !== null && then !== undefined)) return null;
  const [m, ...operands] = parsed.params.map((p) => p.name);
  const holeOf = (name) => ['$A', '$B', '$C'][operands.indexOf(name)];
  let possible = true;
  const text = rewriteBody(instruction, {
    onReturn: () => {
      possible = false;
      return '';
    },
    replace(node, textOf, parent) {
      if (node.type === 'MemberExpression' && node.computed) {
        const index = node.property;
        if (
          isState(node.object, m, 'regs') &&
          index.type === 'BinaryExpression' &&
          isState(index.left, m, 'base') &&
          operands.includes(index.right.name)
        )
          return holeOf(index.right.name);
        if (isState(node.object, m, 'k') && operands.includes(index.name)) return holeOf(index.name);
      }
      if (node.type === 'CallExpression' && isState(node.callee, m, 'branch')) return `if (${textOf(node.arguments[0])}) $X`;
      if (isState(node, m, 'fiber')) return 'fiber';
      if (node.type === 'IfStatement' && isSafepoint(node, m)) return '';
      if (
        node.type === 'ExpressionStatement' &&
        node.expression.type === 'AssignmentExpression' &&
        isState(node.expression.left, m, 'pc')
      ) {
        if (format !== 'J') possible = false;
        return '$X';
      }
      if (node.type === 'Identifier' && operands.includes(node.name) && parent.type === 'MemberExpression' && parent.property === node)
        return holeOf(node.name);
      return undefined;
    },
  });
  if (!possible || flow === 'case' || new RegExp(`\\b${m}\\b`).test(text)) return null;
  // A safepoint is passed before the jump that ends the body.
  return `{ ${instruction.safepoint ? 'if (--fiber.fuel < 0) fiber.sliceEnds(); ' : ''}${text} }`;
}

/** Whether a statement is the `if (--m.fuel < 0) m.slice();` of a safepoint. */
const isSafepoint = ({ consequent }, m) =>
  consequent.type === 'ExpressionStatement' &&
  consequent.expression.type === 'CallExpression' &&
  isState(consequent.expression.callee, m, 'slice');

/** A result that is a small integer needs no further look: V8 knows that of most without a test. */
const smallFirst = (text) =>
  text.replace(
    /\br <= 9007199254740991 && r >= -9007199254740991\b/g,
    '(r | 0) === r || (r <= 9007199254740991 && r >= -9007199254740991)',
  );

function stencil(instruction) {
  if (OWN[instruction.name] !== undefined) return OWN[instruction.name];
  if (instruction.kind === 'control') return controlStencil(instruction);
  return instruction.guest ? null : valueStencil(instruction);
}

export function generateStencils(instructions) {
  const imports = new Map();
  const rows = [];
  for (const instruction of instructions) {
    const text = stencil(instruction);
    if (text === null) continue;
    for (const own of localNames(instruction.parsed))
      if (RESERVED.test(own)) throw new Error(`${instruction.name}: the name ${own} is one of the joined text's`);
    for (const name of freeNames(instruction.parsed)) {
      const known = instruction.names.get(name);
      if (known === undefined || OWN[instruction.name] !== undefined) continue;
      const path = importPath(TARGET, known.from);
      imports.set(path, (imports.get(path) ?? new Set()).add(name));
    }
    const parts = smallFirst(text)
      .replace(/\s+/g, ' ')
      .split(/(\$[ABCXI])\b/);
    rows.push(`  ${instruction.name}: ${JSON.stringify(parts)},`);
  }
  const names = [...imports.values()].flatMap((set) => [...set]).sort();
  writeIfChanged(
    TARGET,
    `// Generated by scripts/generate from src/bytecode/instructions: what the joiner makes functions of.
${[...imports].map(([from, set]) => `import { ${[...set].sort().join(', ')} } from '${from}';`).join('\n')}

/** The text of each instruction that can be joined, split at its holes, which are the odd parts. */
export const STENCILS: { readonly [name: string]: readonly string[] } = {
${rows.join('\n')}
};

/** What the texts name. */
export const HELPERS: { readonly [name: string]: unknown } = { ${names.join(', ')} };
`,
  );
}
