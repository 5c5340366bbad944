import { isFunction } from '../data/callable.js';
import { MapLike, Vec } from '../data/collection.js';
import { Fn } from '../data/functions.js';
import { keyword } from '../data/keyword.js';
import { munge } from '../data/munge.js';
import { toArray } from '../data/operations/index.js';
import { Sym } from '../data/symbol.js';
import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';
import type { Runtime as World } from '../runtime/runtime.js';

/** A var that a module exports. */
export interface Exported {
  readonly var: Var;
  /** Its name as JavaScript has it: `total-price` is `total_price`. */
  readonly name: string;
  readonly declaration: string;
}

const ARGLISTS = keyword(null, 'arglists');
const DOC = keyword(null, 'doc');
const MOST_PARAMETERS = 10;

const HEAD = `/** JavaScript's data as a program has it: see https://github.com/clove docs/embedding.md. */
export type CloveData = null | undefined | boolean | number | bigint | string | readonly CloveData[] | { readonly [key: string]: CloveData } | ((...args: never[]) => unknown) | object;
`;

/** What a module tells TypeScript: a declaration for each var, with an overload for each arity of a function. */
export function exportsOf(world: World, vars: readonly Var[]): { readonly exported: readonly Exported[]; readonly declarations: string } {
  const exported = vars.map((v, i): Exported => ({ var: v, name: munge(v.name), declaration: declarationOf(world, v, `e${i}`) }));
  const names = exported.map(({ name }, i) => `e${i} as ${name}`).join(', ');
  return { exported, declarations: `${HEAD}${exported.map((e) => e.declaration).join('')}export { ${names} };\n` };
}

function declarationOf(world: World, v: Var, local: string): string {
  const meta = world.varMeta(v);
  const doc = meta instanceof MapLike ? meta.get(DOC, null) : null;
  const comment = typeof doc === 'string' ? `/** ${doc.replace(/\*\//g, '* /').replace(/\s+/g, ' ')} */\n` : '';
  if (!isFunction(v.root)) return `${comment}declare const ${local}: ${typeOf(v.root)};\n`;
  const lists = arityLists(meta instanceof MapLike ? meta.get(ARGLISTS, null) : null) ?? aritiesOf(v.root);
  return `${comment}${lists.map((params) => `declare function ${local}(${params.join(', ')}): any;\n`).join('')}`;
}

function typeOf(x: Value): string {
  if (typeof x === 'string' || typeof x === 'number' || typeof x === 'boolean') return typeof x;
  return x instanceof Vec ? 'CloveData[]' : 'CloveData';
}

/** The parameters of each arity, from `:arglists`; null where there are none. */
function arityLists(arglists: Value): string[][] | null {
  if (arglists === null) return null;
  const lists = toArray(arglists) as readonly Value[];
  if (!Array.isArray(lists) || lists.some((list) => !(list instanceof Vec))) return null;
  return lists.map((list) => {
    const params = toArray(list) as readonly Value[];
    const rest = params.findIndex((p) => p instanceof Sym && p.name === '&');
    const fixed = (rest < 0 ? params : params.slice(0, rest)).map((p, i) => `${parameterName(p, i)}: CloveData`);
    return rest < 0 ? fixed : [...fixed, '...more: CloveData[]'];
  });
}

/** The same from the function itself, whose parameters have no names. */
function aritiesOf(f: Value): string[][] {
  if (!(f instanceof Fn)) return [['...args: CloveData[]']];
  const { arities, restArity } = f.template;
  const fixed = (count: number): string[] => Array.from({ length: Math.min(count, MOST_PARAMETERS * 2) }, (_, i) => `a${i}: CloveData`);
  return [...arities.map(fixed), ...(restArity < 0 ? [] : [[...fixed(restArity), '...more: CloveData[]']])];
}

const RESERVED =
  /^(await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|export|extends|false|finally|for|function|if|import|in|instanceof|new|null|return|super|switch|this|throw|true|try|typeof|var|void|while|with|yield|let|static|arguments|eval)$/;

/** A parameter with the name that it has; what is taken apart has none. */
function parameterName(p: Value, i: number): string {
  if (!(p instanceof Sym)) return `a${i}`;
  const name = munge(p.name).replace(/[^A-Za-z0-9_$]/g, '_');
  return RESERVED.test(name) || /^[0-9]/.test(name) ? `${name}_${i}` : `${name}${i > 0 && name === '_' ? i : ''}`;
}
