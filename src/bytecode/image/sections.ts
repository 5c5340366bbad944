import type { ClassRef } from '../../data/classes.js';
import { MapLike, type Seq } from '../../data/collection.js';
import { Fn, type NativeFn } from '../../data/functions.js';
import { keyword } from '../../data/keyword.js';
import { mapFromArray } from '../../data/maps/index.js';
import type { Sym } from '../../data/symbol.js';
import { TYPE_KINDS, type TypeDef, type TypeKind } from '../../data/types.js';
import type { Value } from '../../data/value.js';
import type { Describer, Var } from '../../data/var.js';
import { Code } from '../code.js';
import { NOTHING } from '../instructions/closures.js';
import { NAMES } from '../instructions/index.js';
import { decode, instructions } from '../layout.js';
import { readBodyAt, readCode, writeCode } from './codes.js';
import { Details, DetailsWriter } from './details.js';
import { ImageReader, ImageWriter } from './text.js';
import { readValue, type ValueFinder, type ValueTables, writeValue } from './values.js';

/** What a section holds, in the order in which it happened when the namespace was loaded from its source. */
const DEFINE_FN = 0;
const DEFINE_VALUE = 1;
const RUN = 2;
const TYPE = 3;
const CALL = 4;
const END = 5;

/** What an argument of a plain call is. */
const CONSTANT = 0;
const ROOT = 1;
const CLOSURE = 2;

const MACRO = 1;
const PRIVATE = 2;
const DYNAMIC = 4;

/** What loading a section does to the world that it is loaded into. */
export interface SectionTarget {
  /** The var of that name, made where it is new. */
  intern(ns: string, name: string): Var;
  native(name: string): NativeFn;
  /** Gives a var its root value. The metadata is made when somebody asks for it. */
  define(v: Var, value: Value, flags: VarFlags, describer: Describer, index: number): void;
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

/** A section as it is written. */
export interface SectionTexts {
  readonly text: string;
  readonly details: string;
}

/** A compiled namespace. */
export class Section {
  private readonly reader: ImageReader;
  private knownHead: SectionHead | null = null;
  private knownDetails: Details | null | undefined;
  constructor(
    readonly text: string,
    /** Finds its details; null where they are not there. */
    private readonly findDetails: () => string | null,
  ) {
    this.reader = new ImageReader(text);
  }

  /** What its records refer to: read once, for all runtimes. */
  get head(): SectionHead {
    this.knownHead ??= readHead(this.from(0));
    return this.knownHead;
  }

  get details(): Details | null {
    if (this.knownDetails === undefined) {
      const text = this.findDetails();
      this.knownDetails = text === null ? null : new Details(text);
    }
    return this.knownDetails;
  }

  from(place: number): ImageReader {
    return this.reader.from(place);
  }
}

/** Collects what one namespace does while it is loaded from its source. */
export class SectionWriter implements ValueTables {
  private readonly records = new ImageWriter();
  private readonly vars = new Map<Var, number>();
  private readonly types = new Map<TypeDef, number>();
  private readonly foreignTypes: string[] = [];
  private readonly files: string[] = [];
  private readonly details = new DetailsWriter();
  constructor(
    readonly ns: string,
    /** The type of a class that `deftype` made, in whatever section. */
    readonly typeOf: (ref: ClassRef) => TypeDef | undefined,
    readonly elements: (seq: Seq) => readonly Value[],
  ) {}

  varIndex(v: Var): number {
    let index = this.vars.get(v);
    if (index === undefined) {
      index = this.vars.size;
      this.vars.set(v, index);
    }
    return index;
  }

  /** Types of this section have even numbers, those of others odd ones. */
  typeIndex(type: TypeDef): number {
    const own = this.types.get(type);
    if (own !== undefined) return own * 2;
    let foreign = this.foreignTypes.indexOf(type.name);
    if (foreign < 0) foreign = this.foreignTypes.push(type.name) - 1;
    return foreign * 2 + 1;
  }

  code(out: ImageWriter, code: Code): void {
    writeCode(out, code, this);
  }

  shortName(name: string): string {
    return name.startsWith(`${this.ns}/`) ? name.slice(this.ns.length) : name;
  }

  fileIndex(file: string): number {
    const known = this.files.indexOf(file);
    return known >= 0 ? known : this.files.push(file) - 1;
  }

  linesIndex(lines: Int32Array): number {
    return this.details.linesIndex(lines);
  }

  /** A top-level form that has been compiled, and not run yet. */
  form(code: Code): void {
    const { records } = this;
    const d = plainDefinition(code);
    if (d === null) {
      const call = plainCall(code);
      if (call === null) {
        records.number(RUN);
        writeCode(records, code, this);
      } else this.call(call);
      return;
    }
    records.number(d.init instanceof Code ? DEFINE_FN : DEFINE_VALUE);
    const index = this.varIndex(d.var);
    records.number(index);
    records.number(flagsOf(d.meta));
    if (d.init instanceof Code) writeCode(records, d.init, this);
    else writeValue(records, d.init, this);
    this.details.describe(index, (out) => writeValue(out, d.meta, this));
  }

  private call({ callee, args }: Call): void {
    const { records } = this;
    records.number(CALL);
    records.number(this.varIndex(callee));
    records.number(args.length);
    for (const { kind, of } of args) {
      records.number(kind);
      if (kind === ROOT) records.number(this.varIndex(of as Var));
      else if (kind === CLOSURE) writeCode(records, of as Code, this);
      else writeValue(records, of, this);
    }
  }

  /** A type that the next form's code refers to. */
  type(type: TypeDef, name: string, fields: readonly Sym[]): void {
    this.types.set(type, this.types.size);
    this.records.number(TYPE);
    this.records.string(name);
    this.records.number(TYPE_KINDS.indexOf(type.kind));
    this.records.number(fields.length);
    for (const field of fields) writeValue(this.records, field, this);
  }

  /** The section as texts. `ids` is what the next nameless function of the namespace is numbered after. */
  finish(ids: number): SectionTexts {
    this.records.number(END);
    const out = new ImageWriter();
    out.number(ids);
    const namespaces = [...new Set([...this.vars.keys()].map((v) => v.ns))];
    out.string(namespaces.join(' '));
    out.string([...this.vars.keys()].map((v) => v.name).join(' '));
    out.number(this.vars.size);
    for (const v of this.vars.keys()) out.number(namespaces.indexOf(v.ns));
    out.string(this.foreignTypes.join(' '));
    out.string(this.files.join('\n'));
    return { text: `${out}${this.records}`, details: this.details.finish() };
  }
}

interface Definition {
  readonly var: Var;
  readonly init: Code | Value;
  readonly meta: Value;
}

/** What `(def name value)` compiles to where the value is a constant, or a function that captures nothing. */
function plainDefinition(code: Code): Definition | null {
  const found = [];
  for (let at = 0; at < code.words.length && found.length < 5; ) {
    const d = decode(code.words, at, code.sites);
    found.push(d);
    at = d.next;
  }
  const [meta, init, define] = found;
  if (
    found
      .map((d) => NAMES[d.op])
      .join(' ')
      .replace('CLOSURE', 'LOADK') !== 'LOADK LOADK DEFINE RETURN'
  )
    return null;
  if (NAMES[meta.op] !== 'LOADK' || init.a !== define.a || meta.a !== define.a + 1) return null;
  const value = code.constants[init.b];
  if (value instanceof Code && (NAMES[init.op] !== 'CLOSURE' || value.captures.length > 0)) return null;
  return { var: code.constants[define.b] as Var, init: value, meta: code.constants[meta.b] };
}

interface Call {
  readonly callee: Var;
  readonly args: readonly { readonly kind: number; readonly of: Value | Code }[];
}

const ARGUMENTS: ReadonlyMap<string, number> = new Map([
  ['LOADK', CONSTANT],
  ['GET_VAR', ROOT],
  ['CLOSURE', CLOSURE],
]);

/** What `(f a b)` compiles to where each argument is a constant, a var, or a function that captures nothing. */
function plainCall(code: Code): Call | null {
  if (code.handlers.length > 0) return null;
  const args = new Map<number, Call['args'][number]>();
  for (const d of instructions(code)) {
    const name = NAMES[d.op];
    if (name === 'CALL_VAR') {
      const passed = Array.from({ length: d.b }, (_, i) => args.get(d.a + 3 + i));
      const last = NAMES[decode(code.words, d.next, code.sites).op];
      if (last !== 'RETURN' || args.size !== d.b || passed.includes(undefined)) return null;
      return { callee: code.constants[d.c] as Var, args: passed as Call['args'] };
    }
    const kind = ARGUMENTS.get(name);
    const of = code.constants[d.b];
    if (kind === undefined || (of instanceof Code && (kind !== CLOSURE || of.captures.length > 0))) return null;
    args.set(d.a, { kind, of });
  }
  return null;
}

function flagsOf(meta: Value): number {
  const flag = (name: string, bit: number): number => {
    const x = meta instanceof MapLike ? meta.get(keyword(null, name), null) : null;
    return x !== null && x !== false ? bit : 0;
  };
  return flag('macro', MACRO) | flag('private', PRIVATE) | flag('dynamic', DYNAMIC);
}

const NO_LINES = new Int32Array(0);

/** What is known of the metadata of a var without the details: its flags. */
function flagsAsMetadata(v: Var): Value {
  const flags = [v.macro && 'macro', v.isPrivate && 'private', v.dynamic && 'dynamic'].flatMap((name) =>
    name ? [keyword(null, name), true] : [],
  );
  return flags.length === 0 ? null : mapFromArray(flags);
}

/** The vars that a section names, and the types of others. */
interface SectionHead {
  readonly ids: number;
  readonly names: readonly string[];
  /** The namespace of each var. */
  readonly owners: readonly string[];
  readonly foreignTypes: readonly string[];
  readonly files: readonly string[];
  /** Where the records begin. */
  readonly start: number;
}

function readHead(image: ImageReader): SectionHead {
  const ids = image.number();
  const namespaces = image.string().split(' ');
  const names = image.string().split(' ');
  const owners = Array.from({ length: image.number() }, () => namespaces[image.number()]);
  const foreignTypes = image.string().split(' ');
  const files = image.string().split('\n');
  return { ids, names, owners, foreignTypes, files, start: image.at };
}

/** Loads a section: the same definitions and effects in the same order as loading the source. Answers `ids` (see finish). */
export function loadSection(ns: string, section: Section, target: SectionTarget): number {
  const { ids, names, owners, foreignTypes, files, start } = section.head;
  const image = section.from(start);
  // Vars of other namespaces are there only once the forms that require those have run.
  const vars = owners.map((owner, i) => (owner === ns ? target.intern(owner, names[i]) : null));
  const types: TypeDef[] = [];

  const finder: ValueFinder & Describer = {
    varAt(index) {
      let v = vars[index];
      if (v === null) {
        v = target.intern(owners[index], names[index]);
        vars[index] = v;
      }
      if (v === undefined) throw image.broken();
      return v;
    },
    typeAt: (index) => (index % 2 === 0 ? types[index / 2] : target.type(foreignTypes[(index - 1) / 2])),
    native: target.native,
    code: (reader) => readCode(reader, finder),
    body: (place) => readBodyAt(section.from(place), finder),
    fullName: (short) => (short.startsWith('/') ? `${ns}${short}` : short),
    file: (index) => files[index],
    lines: (index) => section.details?.lines(index) ?? NO_LINES,
    describe(index) {
      const { details } = section;
      if (details === null) return flagsAsMetadata(finder.varAt(index));
      const metadata = details.describe(index);
      return metadata === null ? null : readValue(metadata, finder);
    },
  };

  function define(hasCode: boolean): void {
    const index = image.number();
    const v = finder.varAt(index);
    const flags = image.number();
    const value = hasCode ? new Fn(readCode(image, finder), NOTHING) : readValue(image, finder);
    const is = { macro: (flags & MACRO) !== 0, isPrivate: (flags & PRIVATE) !== 0, dynamic: (flags & DYNAMIC) !== 0 };
    target.define(v, value, is, finder, index);
  }

  function argument(): Value {
    switch (image.number()) {
      case CONSTANT:
        return readValue(image, finder);
      case ROOT:
        return target.read(finder.varAt(image.number()));
      case CLOSURE:
        return new Fn(readCode(image, finder), NOTHING);
      default:
        throw image.broken();
    }
  }

  for (;;) {
    const from = image.at;
    const kind = image.number();
    switch (kind) {
      case DEFINE_FN:
      case DEFINE_VALUE:
        define(kind === DEFINE_FN);
        break;
      case RUN:
        target.run(readCode(image, finder));
        break;
      case CALL: {
        const callee = finder.varAt(image.number());
        target.call(callee, Array.from({ length: image.number() }, argument));
        break;
      }
      case TYPE: {
        const name = image.string();
        const made = TYPE_KINDS[image.number()];
        const fields = Array.from({ length: image.number() }, () => readValue(image, finder) as Sym);
        types.push(target.declareType(made, name, fields));
        break;
      }
      case END:
        return ids;
      default:
        throw image.broken();
    }
    target.done?.(from, image.at);
  }
}

/** A section with some of what it does, by places that `SectionTarget.done` was told, and with the names of these vars alone. */
export function partOfSection(
  section: Section,
  parts: readonly (readonly [from: number, to: number])[],
  keeps: (ns: string, name: string) => boolean,
): string {
  const { ids, names, owners, foreignTypes, files } = section.head;
  // The numbers of vars stay, since codes name them by these.
  const kept = names.map((name, i) => keeps(owners[i], name));
  const namespaces = [...new Set(owners.filter((_, i) => kept[i])), ''];
  const out = new ImageWriter();
  out.number(ids);
  out.string(namespaces.join(' '));
  out.string(names.map((name, i) => (kept[i] ? name : '')).join(' '));
  out.number(names.length);
  owners.forEach((owner, i) => out.number(namespaces.indexOf(kept[i] ? owner : '')));
  out.string(foreignTypes.join(' '));
  out.string(files.join('\n'));
  for (const [from, to] of parts) out.raw(section.text.slice(from, to));
  out.number(END);
  return `${out}`;
}
