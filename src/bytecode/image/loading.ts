import { Fn, type NativeFn } from '../../data/functions.js';
import { keyword } from '../../data/keyword.js';
import { mapFromArray } from '../../data/maps/index.js';
import type { Sym } from '../../data/symbol.js';
import { TYPE_KINDS, type TypeDef, type TypeKind } from '../../data/types.js';
import type { Value } from '../../data/value.js';
import type { Describer, Var } from '../../data/var.js';
import type { Code } from '../code.js';
import { NOTHING } from '../instructions/closures.js';
import { readBodyAt, readCode, skipCode } from './codes.js';
import { CALL, CLOSURE, CONSTANT, DECLARE, DEFINE_FN, DEFINE_VALUE, DYNAMIC, END, MACRO, PRIVATE, ROOT, RUN, TYPE } from './records.js';
import type { Section } from './sections.js';
import type { ImageReader } from './text.js';
import { readNativeName, readValue, type ValueFinder } from './values.js';

/** What loading a section does to the world that it is loaded into. */
export interface SectionTarget {
  /** The var of that name, made where it is new. */
  intern(ns: string, name: string): Var;
  native(name: string): NativeFn;
  /** Gives a var its root value. The metadata is made when somebody asks for it. */
  define(v: Var, value: Value, flags: VarFlags, describer: Describer, index: number): void;
  /** The same for a var that is given no value. */
  declare(v: Var, flags: VarFlags, describer: Describer, index: number): void;
  run(code: Code): void;
  /** Calls the function that a var holds. */
  call(v: Var, args: Value[]): void;
  /** The value of a var as code reads it. */
  read(v: Var): Value;
  declareType(kind: TypeKind, name: string, fields: readonly Sym[]): TypeDef;
  /** The type of that full name, declared by another section. */
  type(name: string): TypeDef;
  /** What was done last stands between these places of the section's text. */
  done?(from: number, to: number): void;
}

/** What the metadata of a var says of it that must be known at once. */
export interface VarFlags {
  readonly macro: boolean;
  readonly isPrivate: boolean;
  readonly dynamic: boolean;
}

const NO_LINES = new Int32Array(0);

/** What is known of the metadata of a var without the details: its flags. */
function flagsAsMetadata(v: Var): Value {
  const flags = [v.macro && 'macro', v.isPrivate && 'private', v.dynamic && 'dynamic'].flatMap((name) =>
    name ? [keyword(null, name), true] : [],
  );
  return flags.length === 0 ? null : mapFromArray(flags);
}

const flagsOf = (flags: number): VarFlags => ({
  macro: (flags & MACRO) !== 0,
  isPrivate: (flags & PRIVATE) !== 0,
  dynamic: (flags & DYNAMIC) !== 0,
});

/** Does what the records of a section say, one at a time. */
class Performer implements ValueFinder, Describer {
  private readonly vars: (Var | null)[];
  private readonly types: TypeDef[] = [];
  constructor(
    private readonly ns: string,
    private readonly section: Section,
    private readonly target: SectionTarget,
  ) {
    // Vars of other namespaces are there only once the forms that require those have run.
    this.vars = section.head.names.map(() => null);
  }

  varAt(index: number): Var {
    let v = this.vars[index];
    if (v === undefined) throw this.section.from(0).broken();
    if (v === null) {
      const { owners, names } = this.section.head;
      v = this.target.intern(owners[index], names[index]);
      this.vars[index] = v;
    }
    return v;
  }

  typeAt(index: number): TypeDef {
    return index % 2 === 0 ? this.types[index / 2] : this.target.type(this.section.head.foreignTypes[(index - 1) / 2]);
  }

  native(name: string): NativeFn {
    return this.target.native(name);
  }

  code(reader: ImageReader): Code {
    return readCode(reader, this);
  }

  body(place: number): ReturnType<ValueFinder['body']> {
    return readBodyAt(this.section.from(place), this);
  }

  fullName(short: string): string {
    return short.startsWith('/') ? `${this.ns}${short}` : short;
  }

  file(index: number): string {
    return this.section.head.files[index];
  }

  lines(index: number): Int32Array {
    return this.section.details?.lines(index) ?? NO_LINES;
  }

  describe(index: number): Value {
    const { details } = this.section;
    if (details === null) return flagsAsMetadata(this.varAt(index));
    const metadata = details.describe(index);
    return metadata === null ? null : readValue(metadata, this);
  }

  /** Does what the record says that begins where the reader stands, which then stands behind it; false at the end. */
  perform(image: ImageReader): boolean {
    const kind = image.number();
    switch (kind) {
      case DEFINE_FN:
      case DEFINE_VALUE:
        this.define(image, kind === DEFINE_FN);
        return true;
      case DECLARE: {
        const index = image.number();
        this.target.declare(this.varAt(index), flagsOf(image.number()), this, index);
        return true;
      }
      case RUN:
        this.target.run(readCode(image, this));
        return true;
      case CALL: {
        const callee = this.varAt(image.number());
        image.number();
        this.target.call(
          callee,
          Array.from({ length: image.number() }, () => this.argument(image)),
        );
        return true;
      }
      case TYPE: {
        const name = image.string();
        const made = TYPE_KINDS[image.number()];
        const fields = Array.from({ length: image.number() }, () => readValue(image, this) as Sym);
        this.types.push(this.target.declareType(made, name, fields));
        return true;
      }
      case END:
        return false;
      default:
        throw image.broken();
    }
  }

  private define(image: ImageReader, hasCode: boolean): void {
    const index = image.number();
    const v = this.varAt(index);
    const flags = flagsOf(image.number());
    if (!hasCode) image.number();
    const value = hasCode ? new Fn(readCode(image, this), NOTHING) : readValue(image, this);
    this.target.define(v, value, flags, this, index);
  }

  argument(image: ImageReader): Value {
    switch (image.number()) {
      case CONSTANT:
        return readValue(image, this);
      case ROOT:
        return this.target.read(this.varAt(image.number()));
      case CLOSURE:
        return new Fn(readCode(image, this), NOTHING);
      default:
        throw image.broken();
    }
  }
}

/** Loads a section: the same definitions and effects in the same order as loading the source. Answers `ids` (see SectionWriter.finish). */
export function loadSection(ns: string, section: Section, target: SectionTarget): number {
  const { ids, names, owners, start } = section.head;
  owners.forEach((owner, i) => {
    if (owner === ns) target.intern(ns, names[i]);
  });
  const performer = new Performer(ns, section, target);
  const image = section.from(start);
  for (let from = start; performer.perform(image); from = image.at) target.done?.(from, image.at);
  return ids;
}

/** Where the records of a section are: the same for all runtimes. */
interface Plan {
  /** The vars of the namespace's own, by name: their numbers. */
  readonly names: ReadonlyMap<string, number>;
  /** The last definition of each var, by its number, or where it has none its declaration; -1 where it is given what code makes. */
  readonly definitions: Int32Array;
  /** The vars that hold values which are no functions, or nothing. */
  readonly values: readonly number[];
  /** What else is done, in this order. */
  readonly effects: readonly number[];
  /** The Clojure half of each native of the namespace: where the argument stands. */
  readonly twins: ReadonlyMap<string, number>;
  /** The natives whose half is the function that a var holds. */
  readonly halves: ReadonlyMap<number, readonly string[]>;
}

const plans = new WeakMap<Section, Plan>();

function planOf(ns: string, section: Section): Plan {
  let plan = plans.get(section);
  if (plan === undefined) {
    plan = makePlan(ns, section);
    plans.set(section, plan);
  }
  return plan;
}

function makePlan(ns: string, section: Section): Plan {
  const { names: all, owners, start } = section.head;
  const names = new Map<string, number>();
  owners.forEach((owner, i) => {
    if (owner === ns) names.set(all[i], i);
  });
  const definitions = new Int32Array(all.length).fill(-1);
  const values = new Set<number>();
  const effects: number[] = [];
  const twins = new Map<string, number>();
  const halves = new Map<number, string[]>();
  const image = section.from(start);

  /** The name of the native that an argument is: itself, or what a var holds that nothing has defined as anything else. */
  function nativeAt(args: ImageReader): string | null {
    const kind = args.number();
    if (kind === CONSTANT) return readNativeName(args);
    if (kind !== ROOT) return null;
    const index = args.number();
    return definitions[index] < 0 ? `${owners[index]}/${all[index]}` : null;
  }

  /** Notes a call that gives a native of the namespace its half; false for any other. */
  function twin(callee: number, block: number): boolean {
    if (all[callee] !== '-set-twin!') return false;
    const args = section.from(block);
    if (args.number() !== 2) return false;
    const native = nativeAt(args);
    if (native === null || !native.startsWith(`${ns}/`)) return false;
    twins.set(native, args.at);
    if (args.number() === ROOT) {
      const index = args.number();
      halves.set(index, [...(halves.get(index) ?? []), native]);
    }
    return true;
  }

  for (;;) {
    const from = image.at;
    const kind = image.number();
    switch (kind) {
      case DEFINE_FN:
      case DEFINE_VALUE: {
        const index = image.number();
        image.number();
        definitions[index] = from;
        if (kind === DEFINE_FN) {
          skipCode(image);
          values.delete(index);
        } else {
          image.skipBlock();
          values.add(index);
        }
        break;
      }
      case DECLARE: {
        const index = image.number();
        image.number();
        if (definitions[index] < 0) {
          definitions[index] = from;
          values.add(index);
        } else effects.push(from);
        break;
      }
      case RUN:
        effects.push(from);
        skipCode(image);
        break;
      case CALL: {
        const callee = image.number();
        const block = image.skipBlock();
        if (!twin(callee, block)) effects.push(from);
        break;
      }
      case TYPE:
        effects.push(from);
        image.string();
        image.number();
        for (let left = image.number(); left > 0; left--) readValue(image, NO_REFERENCES);
        break;
      case END:
        return { names, definitions, values: [...values], effects, twins, halves };
      default:
        throw image.broken();
    }
  }
}

const nothingThere = (): never => {
  throw new Error('Internal error: the fields of a type refer to nothing');
};
const NO_REFERENCES: ValueFinder = {
  varAt: nothingThere,
  typeAt: nothingThere,
  native: nothingThere,
  code: nothingThere,
  body: nothingThere,
  fullName: nothingThere,
  file: nothingThere,
  lines: nothingThere,
};

/** A section of which the definitions are made when somebody names them. */
export interface LazySection {
  /** The vars of the namespace's own, by name. */
  readonly names: ReadonlyMap<string, unknown>;
  /** Gives a var that has just been made what the section defines it as. */
  fill(v: Var): void;
  /** The Clojure half of a native of the namespace, by its full name; null where it has none there. */
  twin(native: string): Value;
  /** The natives that have one there. */
  readonly twins: Iterable<string>;
  /** Does all that is no definition. Answers `ids` (see SectionWriter.finish). */
  run(): number;
}

/** As `loadSection`, but that a definition is made when its var is first named. */
export function openLazily(ns: string, section: Section, target: SectionTarget): LazySection {
  const plan = planOf(ns, section);
  const performer = new Performer(ns, section, target);
  return {
    names: plan.names,
    twins: plan.twins.keys(),
    fill(v) {
      const index = plan.names.get(v.name) as number;
      const at = plan.definitions[index];
      if (at >= 0) performer.perform(section.from(at));
      // The half of a native is what the var holds before anybody could change it.
      for (const native of plan.halves.get(index) ?? []) target.native(native);
    },
    twin(native) {
      const at = plan.twins.get(native);
      return at === undefined ? null : performer.argument(section.from(at));
    },
    run() {
      for (const index of plan.values) performer.varAt(index);
      for (const at of plan.effects) performer.perform(section.from(at));
      return section.head.ids;
    },
  };
}
