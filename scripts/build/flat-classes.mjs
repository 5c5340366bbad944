// Makes objects of the classes of data cheap (docs/decisions/017-classes-for-v8.md): a class whose bases have no constructors has none
// of them called. `class Cons extends BaseSeq { constructor(…) { super(); …` becomes a class of its own, whose prototype is put below the
// base's where the class is made. What is asked of its objects, `instanceof` and `super.method()` too, gives the same.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import MagicString from 'magic-string';
import ts from 'typescript';

const parse = (path, text) => ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);

function* classesOf(file) {
  for (const statement of file.statements) if (ts.isClassDeclaration(statement) && statement.name !== undefined) yield statement;
}

const baseOf = (c) => c.heritageClauses?.find((h) => h.token === ts.SyntaxKind.ExtendsKeyword)?.types[0].expression.getText() ?? null;
const constructorOf = (c) => c.members.find((m) => ts.isConstructorDeclaration(m) && m.body !== undefined);
const isStatic = (member) => ts.getModifiers(member)?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword) === true;
/** Whether making an object runs something of the class. */
const initialises = (c) =>
  constructorOf(c) !== undefined || c.members.some((m) => ts.isPropertyDeclaration(m) && m.initializer !== undefined && !isStatic(m));

/** The names of the classes of which, and of whose bases, nothing runs where an object is made. */
function quietClasses(folder) {
  const bases = new Map();
  const loud = new Set();
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith('.ts') || name.endsWith('.gen.ts')) continue;
    const text = readFileSync(join(folder, name), 'utf8');
    if (!text.includes('class ')) continue;
    for (const c of classesOf(parse(name, text))) {
      if (bases.has(c.name.text) || initialises(c)) loud.add(c.name.text);
      bases.set(c.name.text, baseOf(c));
    }
  }
  const isQuiet = (name) => name === null || (bases.has(name) && !loud.has(name) && isQuiet(bases.get(name)));
  return new Set([...bases.keys()].filter(isQuiet));
}

/** The call of `super()` that a constructor begins with; undefined where it begins otherwise. */
function superCall(made) {
  const first = made?.body.statements[0];
  const call = first !== undefined && ts.isExpressionStatement(first) ? first.expression : undefined;
  const isSuper = call !== undefined && ts.isCallExpression(call) && call.expression.kind === ts.SyntaxKind.SuperKeyword;
  return isSuper && call.arguments.length === 0 ? first : undefined;
}

/** The text of a source with its classes made so. */
function flattened(path, text, quiet) {
  const source = new MagicString(text);
  for (const c of classesOf(parse(path, text))) {
    const base = baseOf(c);
    const call = superCall(constructorOf(c));
    if (base === null || !quiet.has(base) || call === undefined) continue;
    const clause = c.heritageClauses.find((h) => h.token === ts.SyntaxKind.ExtendsKeyword);
    source.remove(clause.getStart(), clause.end);
    source.remove(call.getStart(), call.end);
    source.appendLeft(
      c.members.pos,
      `static { Object.setPrototypeOf(this, ${base}); Object.setPrototypeOf(this.prototype, ${base}.prototype); }`,
    );
  }
  return source;
}

const known = new Map();

/** Has esbuild read the sources of a folder so. */
export function flattenClasses(build, folder) {
  const quiet = known.get(folder) ?? quietClasses(folder);
  known.set(folder, quiet);
  build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
    const text = path.endsWith('.gen.ts') ? '' : readFileSync(path, 'utf8');
    if (!text.includes('super();')) return null;
    return { contents: flattened(path, text, quiet).toString(), loader: 'ts' };
  });
}
