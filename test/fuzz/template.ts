import type { Type } from './types.js';

/**
 * A rule's right side, written as Clojure text with holes:
 *
 * - `$num` is a hole to be filled with a form of that type;
 * - `$num{x:vec,f:fn1}` is one in whose scope the names x and f are locals of those types;
 * - `%x` is a local name, the same one everywhere in one use of the template;
 * - `!(` begins a form whose own parts the shrinker must not change (only what fills its holes).
 */
export type Template = TemplateAtom | TemplateGroup | TemplateName | TemplateHole;

interface TemplateAtom {
  readonly kind: 'atom';
  readonly text: string;
}
interface TemplateName {
  readonly kind: 'name';
  readonly name: string;
}
interface TemplateHole {
  readonly kind: 'hole';
  readonly type: Type;
  readonly locals: readonly (readonly [name: string, type: Type])[];
}
interface TemplateGroup {
  readonly kind: 'group';
  readonly open: string;
  readonly items: readonly Template[];
  readonly locked: boolean;
}

const TOKEN = /\s*(\$[a-z0-9]+(?:\{[^}]*\})?|!?(?:#\{|[@'#`]?\(|[@']?\[|\{)|[)\]}]|#?"(?:[^"\\]|\\.)*"|\\.[a-z]*|[^\s()[\]{}"]+)/y;

function leaf(token: string): Template {
  if (token.startsWith('$')) {
    const [, type, locals] = /^\$([a-z0-9]+)(?:\{(.*)\})?$/.exec(token) as RegExpExecArray;
    const pairs = locals === undefined ? [] : locals.split(',').map((pair) => pair.split(':') as [string, Type]);
    return { kind: 'hole', type: type as Type, locals: pairs };
  }
  if (/^%[a-z]/.test(token)) return { kind: 'name', name: token.slice(1) };
  return { kind: 'atom', text: token };
}

/** Reads the text of one template. Throws when the brackets do not match. */
export function parseTemplate(text: string): Template {
  const stack: { open: string; items: Template[]; locked: boolean }[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (match === null) break;
    const token = match[1];
    if (/[([{]$/.test(token) && !token.startsWith('"') && !token.startsWith('\\')) {
      const marked = token.startsWith('!');
      stack.push({ open: marked ? token.slice(1) : token, items: [], locked: marked || stack.some((g) => g.locked) });
      continue;
    }
    let done: Template;
    if (/^[)\]}]$/.test(token)) {
      const closed = stack.pop();
      if (closed === undefined) throw new Error(`Unmatched ${token} in the template ${text}`);
      done = { kind: 'group', ...closed };
    } else done = leaf(token);
    const parent = stack[stack.length - 1];
    if (parent === undefined) return done;
    parent.items.push(done);
  }
  throw new Error(`The template ends too early: ${text}`);
}
