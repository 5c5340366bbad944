import type { ClassRef } from '../../data/classes.js';
import { MapLike, type Seq } from '../../data/collection.js';
import { keyword } from '../../data/keyword.js';
import { Sym, symbol } from '../../data/symbol.js';
import { TYPE_KINDS, type TypeDef } from '../../data/types.js';
import type { Value } from '../../data/value.js';
import type { Var } from '../../data/var.js';
import { Code } from '../code.js';
import { NAMES } from '../instructions/index.js';
import { decode, instructions } from '../layout.js';
import { writeCode } from './codes.js';
import { Details, DetailsWriter } from './details.js';
import { CALL, CLOSURE, CONSTANT, DECLARE, DEFINE_FN, DEFINE_VALUE, DYNAMIC, END, MACRO, PRIVATE, ROOT, RUN, TYPE } from './records.js';
import { ImageReader, ImageWriter } from './text.js';
import { type ValueTables, writeValue } from './values.js';

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
  private isEntered = false;
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

  /** Whether the call only says again in which namespace the file is. */
  private isRepeated({ callee, args: [first] }: Call): boolean {
    if (callee.ns !== 'clojure.core' || callee.name !== 'in-ns' || !(first.of instanceof Sym) || first.of.name !== this.ns) return false;
    const isKnown = this.isEntered;
    this.isEntered = true;
    return isKnown;
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
      } else if (!this.isRepeated(call)) this.call(call);
      return;
    }
    records.number(d.init instanceof Code ? DEFINE_FN : d.init === NO_INIT ? DECLARE : DEFINE_VALUE);
    const index = this.varIndex(d.var);
    records.number(index);
    records.number(flagsOf(d.meta));
    if (d.init instanceof Code) writeCode(records, d.init, this);
    else if (d.init !== NO_INIT) records.block((out) => writeValue(out, d.init, this));
    this.details.describe(index, (out) => writeValue(out, d.meta, this));
  }

  private call({ callee, args }: Call): void {
    this.records.number(CALL);
    this.records.number(this.varIndex(callee));
    this.records.block((out) => {
      out.number(args.length);
      for (const { kind, of } of args) {
        out.number(kind);
        if (kind === ROOT) out.number(this.varIndex(of as Var));
        else if (kind === CLOSURE) writeCode(out, of as Code, this);
        else writeValue(out, of, this);
      }
    });
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

/** Stands for the value of a var that is declared. */
const NO_INIT = symbol(null, 'no-init');

/** What `(def name)` compiles to, and `(def name value)` where the value is a constant, or a function that captures nothing. */
function plainDefinition(code: Code): Definition | null {
  const found = [];
  for (let at = 0; at < code.words.length && found.length < 5; ) {
    const d = decode(code.words, at, code.sites);
    found.push(d);
    at = d.next;
  }
  const shape = found.map((d) => NAMES[d.op]).join(' ');
  if (shape === 'LOADK DECLARE RETURN' && found[0].a === found[1].a + 1)
    return { var: code.constants[found[1].b] as Var, init: NO_INIT, meta: code.constants[found[0].b] };
  const [meta, init, define] = found;
  if (shape.replace('CLOSURE', 'LOADK') !== 'LOADK LOADK DEFINE RETURN') return null;
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

/** The vars that a section names, and the types of others. */
export interface SectionHead {
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
