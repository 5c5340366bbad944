import { atom, type Form, group } from './form.js';
import { Random } from './random.js';
import { collectionRules } from './rules/collections.js';
import { definitions, typeDefinitions } from './rules/definitions.js';
import { edgeRules } from './rules/edges.js';
import { functionRules } from './rules/functions.js';
import { general } from './rules/general.js';
import { leaves } from './rules/leaves.js';
import { libraryRules } from './rules/library.js';
import { scalarRules } from './rules/scalars.js';
import { semanticRules } from './rules/semantics.js';
import { parseTemplate, type Template } from './template.js';
import { dataTypes, fits, type Type } from './types.js';

interface Rule {
  readonly weight: number;
  readonly template: Template;
  /** The names that the template binds. */
  readonly names: readonly string[];
  /** Types of holes that only a name in scope can fill. */
  readonly needs: readonly Type[];
}
interface Definition extends Rule {
  readonly exports: readonly (readonly [name: string, type: Type])[];
}

/** The names in scope, the innermost last; a name may stand there more than once. */
type Scope = readonly (readonly [name: string, type: Type])[];

const BY_NAME_ONLY: readonly Type[] = ['dyn', 'macro1', 'rec'];
/** Locals are sometimes called like these, which the compiler treats as its own. */
const CORE_NAMES = [
  '+',
  '-',
  '*',
  'inc',
  'first',
  'count',
  'get',
  'map',
  'str',
  'conj',
  'nth',
  '=',
  '<',
  'vector',
  'not',
  'list',
  'seq',
  'reduce',
];
/** What the templates of definitions call the names that they define. */
const GLOBALS = ['d', 'f', 'g', 'm', 'p', 'q'];
/** A program is made of so many template uses at most, by chance. Small ones are quick to run and to read. */
const BUDGETS = [8, 12, 16, 24, 32, 64];
const MAX_DEPTH = 7;

function needsOf(template: Template, found: Type[] = []): Type[] {
  if (template.kind === 'hole' && BY_NAME_ONLY.includes(template.type)) found.push(template.type);
  if (template.kind === 'group') for (const item of template.items) needsOf(item, found);
  return found;
}

const namesOf = (text: string): string[] => [...new Set([...text.matchAll(/%([a-z]+)/g)].map((match) => match[1]))];

function rule(weight: number, text: string): Rule {
  const template = parseTemplate(text);
  return { weight, template, names: namesOf(text), needs: needsOf(template) };
}

const generalFor = (type: Type): Rule[] => general.map(([weight, text]) => rule(weight, text.replaceAll('$T', `$${type}`)));

const parts = [scalarRules, collectionRules, functionRules, libraryRules, edgeRules, semanticRules];
const rulesByType = new Map<Type, Rule[]>(
  [...new Set(parts.flatMap((part) => Object.keys(part)))].map((type) => {
    const made = parts.flatMap((part) => part[type as Type] ?? []).map(([weight, text]) => rule(3 * weight, text));
    const takesGeneral = type === 'any' || type === 'coll' || type === 'lin' || dataTypes.includes(type as never);
    return [type as Type, takesGeneral ? [...made, ...generalFor(type as Type)] : made];
  }),
);
const definitionRules: readonly Definition[] = [...definitions, ...typeDefinitions].map(([weight, text, exports]) => ({
  ...rule(weight, text),
  exports,
}));
const leafTemplates = new Map<Type, Template[]>(Object.entries(leaves).map(([type, texts]) => [type as Type, texts.map(parseTemplate)]));

/** The names that no inner one of the same name hides. A name may be there more than once with several types. */
function visibleIn(scope: Scope): Scope {
  return scope.filter(
    ([name, has], i) => !scope.some(([other, type], j) => j > i && other === name && type !== has && !sameDefinition(has, type)),
  );
}

/** A dynamic var is data too, and the function that makes a record is one of two arguments. */
function sameDefinition(a: Type, b: Type): boolean {
  return (a === 'dyn' && b === 'any') || (a === 'rec' && b === 'fn2');
}

/** Many programs would end with an error: some of them go on and give it as their value. */
const caught = group(
  '(',
  ['catch', 'Throwable', 'e', '[(class e) (p/message e)]'].map((text) => atom(text)),
);

class Maker {
  private left: number;
  private named = 0;
  constructor(readonly random: Random) {
    this.left = random.pick(BUDGETS);
  }

  /** A name for what a template calls `name`. A function that can name itself is never called like one of the core. */
  private freshName(name: string, scope: Scope, taken: ReadonlySet<string>): string {
    const { random } = this;
    const candidate =
      random.chance(8) && name !== 'f' && name !== 'g'
        ? random.pick(CORE_NAMES)
        : random.chance(15) && scope.length > 0
          ? random.pick(scope)[0]
          : `${random.pick(['x', 'y', 'v', 'n'])}${this.named++}`;
    return taken.has(candidate) ? `w${this.named++}` : candidate;
  }

  /** A form for a hole. */
  fill(type: Type, depth: number, scope: Scope): Form {
    const { random } = this;
    const visible = visibleIn(scope);
    const known = visible.filter(([, has]) => fits(has, type));
    if (BY_NAME_ONLY.includes(type)) return atom(random.pick(known)[0]);
    if (known.length > 0 && random.chance(depth <= 0 || this.left <= 0 ? 60 : 25)) return atom(random.pick(known)[0]);
    // Now and then something of the wrong type: what then happens must be the same everywhere too.
    const wanted = random.chance(2) && dataTypes.includes(type as never) ? random.pick(dataTypes) : type;
    if (depth <= 0 || this.left <= 0 || random.chance(12)) {
      const choices = leafTemplates.get(wanted);
      if (choices !== undefined) return this.build(random.pick(choices), depth, scope, new Map(), false);
    }
    this.left--;
    const all = rulesByType.get(wanted);
    if (all === undefined) return this.build(random.pick(leafTemplates.get(wanted) ?? []), depth, scope, new Map(), false);
    const fitting = all.filter((r) => r.needs.every((need) => visible.some(([, has]) => has === need)));
    const chosen = random.weighted(fitting);
    const names = new Map<string, string>();
    for (const name of chosen.names) names.set(name, this.freshName(name, scope, new Set(names.values())));
    return this.build(chosen.template, depth - 1, scope, names, false);
  }

  private build(template: Template, depth: number, scope: Scope, names: Map<string, string>, pinned: boolean): Form {
    switch (template.kind) {
      case 'atom':
        if (template.text.startsWith('"')) return atom(template.text, pinned);
        return atom(
          template.text.replace(/%([a-z]+)/g, (whole, name) => names.get(name) ?? whole),
          pinned,
        );
      case 'name':
        return atom(this.nameFor(template.name, names), pinned);
      case 'hole': {
        const locals = template.locals.map(
          ([name, type]) => [name.startsWith('=') ? name.slice(1) : this.nameFor(name, names), type] as const,
        );
        // What the template binds beside them must not be taken for an outer local of the same name: a function that
        // calls itself could do so for ever.
        const hidden = [...names.values()].map((name) => [name, 'hidden'] as const);
        return this.fill(template.type, depth, [...scope, ...hidden, ...locals]);
      }
      case 'group': {
        const items = template.items.map((item) => this.build(item, depth, scope, names, template.locked));
        return group(template.open, items, pinned);
      }
    }
  }

  private nameFor(name: string, names: ReadonlyMap<string, string>): string {
    const known = names.get(name);
    if (known === undefined) throw new Error(`A template names %${name} in a hole only`);
    return known;
  }

  program(): Form[] {
    const { random } = this;
    const forms: Form[] = [];
    let scope: Scope = [];
    const count = random.pick([0, 0, 0, 1, 1, 2, 3]);
    for (let i = 0; i < count; i++) {
      const chosen = random.weighted(definitionRules.filter((d) => d.needs.every((need) => scope.some(([, has]) => has === need))));
      // Global names are ones of their own: a global that replaces another may make a definition call itself.
      const names = new Map<string, string>();
      for (const name of chosen.names) {
        names.set(
          name,
          GLOBALS.includes(name) || chosen.exports.some(([x]) => x === name)
            ? `${name}${i}`
            : this.freshName(name, scope, new Set(names.values())),
        );
      }
      forms.push(this.build(chosen.template, MAX_DEPTH - 3, scope, names, false));
      scope = [...scope, ...chosen.exports.map(([name, type]) => [this.nameFor(name, names), type] as const)];
    }
    this.left = Math.max(this.left, BUDGETS[0]);
    const last = this.fill('any', MAX_DEPTH, scope);
    forms.push(random.chance(40) ? group('(', [atom('try'), last, caught]) : last);
    return forms;
  }
}

/** The forms of the program that belongs to `seed`. */
export function makeProgram(seed: number): Form[] {
  return new Maker(new Random(seed)).program();
}
