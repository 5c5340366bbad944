import { Char, charOf } from '../../data/char.js';
import { ClassRef, classOf, findClass } from '../../data/classes.js';
import { MapLike, Seq, SetLike, Vec } from '../../data/collection.js';
import { NativeFn } from '../../data/functions.js';
import { Keyword, keyword } from '../../data/keyword.js';
import { arrayMapFromArray, EMPTY_HASH_MAP, HASH_MAP_CLASS, hashMapFromArray, mapFromArray } from '../../data/maps/index.js';
import { BigDecimal, Double, Ratio, WideLong } from '../../data/numbers/index.js';
import { Regex } from '../../data/regex.js';
import { EMPTY_LIST, EMPTY_QUEUE, listFromArray, Queue, vectorFromArray } from '../../data/seqs/index.js';
import { setFromArray } from '../../data/sets/index.js';
import { Sym, symbol } from '../../data/symbol.js';
import { TypeDef } from '../../data/types.js';
import type { Value } from '../../data/value.js';
import { Var } from '../../data/var.js';
import { type CaseTable, Code, type Packing } from '../code.js';
import { type MapSite, mapSite } from '../instructions/literals.js';
import type { KeywordSite, MemberSite } from '../instructions/members.js';
import { ImageError, type ImageReader, type ImageWriter } from './text.js';

/** How each kind of value begins. New kinds go to the end: the format's version changes with any other change. */
const KINDS = [
  'nil',
  'true',
  'false',
  'int',
  'long',
  'double',
  'wideLong',
  'bigint',
  'ratio',
  'decimal',
  'string',
  'char',
  'keyword',
  'symbol',
  'regex',
  'list',
  'vector',
  'map',
  'hashMap',
  'orderedMap',
  'set',
  'var',
  'class',
  'type',
  'typeClass',
  'native',
  'code',
  'caseTable',
  'keywordSite',
  'memberSite',
  'array',
  'site',
  'queue',
  'mapSite',
] as const;
type Kind = (typeof KINDS)[number];
const KIND = Object.fromEntries(KINDS.map((name, i) => [name, i])) as { readonly [K in Kind]: number };

/** What an encoder does with what belongs to a runtime. */
export interface ValueTables {
  /** The number of a var in the table of its section. */
  varIndex(v: Var): number;
  /** The number of a type that the section declares. */
  typeIndex(type: TypeDef): number;
  /** The type whose class this is; undefined where it is none of the section's. */
  typeOf(ref: ClassRef): TypeDef | undefined;
  code(out: ImageWriter, code: Code): void;
  /** A name of a code as the section has it, whose own namespace goes without saying. */
  shortName(name: string): string;
  /** The number of a file in the table of its section. */
  fileIndex(file: string): number;
  /** The number of a line table among the details of its section. */
  linesIndex(lines: Int32Array): number;
  /** All elements of a seq; runs what lazy ones wait for. */
  elements(seq: Seq): readonly Value[];
}

/** What a decoder finds them with again. */
export interface ValueFinder extends Packing {
  varAt(index: number): Var;
  typeAt(index: number): TypeDef;
  native(name: string): NativeFn;
  code(image: ImageReader): Code;
  fullName(short: string): string;
  file(index: number): string;
  /** The line table of that number; empty where the details of the section are not there. */
  lines(index: number): Int32Array;
}

const NO_METADATA = 0;
const METADATA = 1;

/**
 * Writes any value that the constants of a code, or the metadata of a var, can hold; throws for another one. A seq that a
 * macro left there, be it lazy, comes back as a list. Answers the writer.
 */
export function writeValue(out: ImageWriter, x: Value, tables: ValueTables): ImageWriter {
  const write = (inner: Value): ImageWriter => writeValue(out, inner, tables);
  const kind = (name: Kind): ImageWriter => out.number(KIND[name]);
  const meta = (m: Value): void => {
    out.number(m === null ? NO_METADATA : METADATA);
    if (m !== null) write(m);
  };
  const items = (all: readonly Value[]): ImageWriter => {
    out.number(all.length);
    for (const inner of all) write(inner);
    return out;
  };

  if (x === null || x === undefined) return kind('nil');
  if (x === true) return kind('true');
  if (x === false) return kind('false');
  switch (typeof x) {
    case 'number':
      if (Math.abs(x) <= 2 ** 31) {
        kind('int');
        return out.signed(x);
      }
      kind('long');
      return out.string(String(x));
    case 'bigint':
      kind('bigint');
      return out.string(String(x));
    case 'string':
      kind('string');
      return out.string(x);
  }
  if (x instanceof Keyword) {
    kind('keyword');
    writeName(out, x.ns, x.name);
    return out;
  }
  if (x instanceof Sym) {
    kind('symbol');
    writeName(out, x.ns, x.name);
    meta(x.meta);
    return out;
  }
  if (x instanceof Var) {
    kind('var');
    return out.number(tables.varIndex(x));
  }
  if (x instanceof Code) {
    kind('code');
    tables.code(out, x);
    return out;
  }
  if (x instanceof Double) {
    kind('double');
    return out.string(Object.is(x.value, -0) ? '-0' : String(x.value));
  }
  if (x instanceof WideLong) {
    kind('wideLong');
    return out.string(String(x.value));
  }
  if (x instanceof Ratio) {
    kind('ratio');
    out.string(String(x.numerator));
    return out.string(String(x.denominator));
  }
  if (x instanceof BigDecimal) {
    kind('decimal');
    out.string(String(x.unscaled));
    return out.signed(x.scale);
  }
  if (x instanceof Char) {
    kind('char');
    return out.number(x.code);
  }
  if (x instanceof Regex) {
    kind('regex');
    return out.string(x.source);
  }
  if (x instanceof Seq) {
    kind('list');
    meta(x.meta);
    return items(tables.elements(x));
  }
  if (x instanceof Queue) {
    kind('queue');
    meta(x.meta);
    const all: Value[] = [];
    for (let left = x; left.length > 0; left = left.pop()) all.push(left.peek());
    return items(all);
  }
  if (x instanceof Vec) {
    kind('vector');
    meta(x.meta);
    return items(Array.from({ length: x.length }, (_, i) => x.at(i)));
  }
  if (x instanceof MapLike) {
    writeMap(out, x, meta, items);
    return out;
  }
  if (x instanceof SetLike) {
    kind('set');
    meta(x.meta);
    const all: Value[] = [];
    x.forEach((member) => void all.push(member));
    return items(all);
  }
  if (x instanceof NativeFn) {
    kind('native');
    return out.string(x.name);
  }
  if (x instanceof TypeDef) {
    kind('type');
    return out.number(tables.typeIndex(x));
  }
  if (x instanceof ClassRef) writeClass(out, x, tables);
  else writeSite(out, x, tables);
  return out;
}

function writeName(out: ImageWriter, ns: string | null, name: string): void {
  out.number(ns === null ? 0 : 1);
  if (ns !== null) out.string(ns);
  out.string(name);
}

function writeMap(out: ImageWriter, x: MapLike, meta: (m: Value) => void, items: (all: readonly Value[]) => ImageWriter): void {
  const all: Value[] = [];
  x.forEach((key, value) => void all.push(key, value));
  const literal = mapFromArray(all);
  const again: Value[] = [];
  literal.forEach((key) => void again.push(key));
  const sameOrder = again.every((key, i) => key === all[i * 2]);
  // What its own literal does not bring back is a hash map of few entries, or was made in the order of insertion.
  if (classOf(x) === HASH_MAP_CLASS && classOf(literal) !== HASH_MAP_CLASS) out.number(KIND.hashMap);
  else out.number(sameOrder ? KIND.map : KIND.orderedMap);
  meta(x.meta);
  items(all);
}

function mapOf(kind: 'map' | 'hashMap' | 'orderedMap', all: readonly Value[]): MapLike {
  if (kind === 'map') return mapFromArray(all);
  if (kind === 'orderedMap') return arrayMapFromArray(all);
  return all.length === 0 ? EMPTY_HASH_MAP : hashMapFromArray(all);
}

function writeClass(out: ImageWriter, ref: ClassRef, tables: ValueTables): void {
  const own = tables.typeOf(ref);
  if (own !== undefined) {
    out.number(KIND.typeClass);
    out.number(tables.typeIndex(own));
    return;
  }
  if (findClass(ref.name) !== ref) throw new Error(`Internal error: an image cannot hold the class ${ref.name}: no name leads to it`);
  out.number(KIND.class);
  out.string(ref.name);
}

/** Inline caches and tables as the compiler makes them, before anything was cached. */
function writeSite(out: ImageWriter, x: object, tables: ValueTables): void {
  const write = (inner: Value): ImageWriter => writeValue(out, inner, tables);
  if (Array.isArray(x)) {
    out.number(KIND.array);
    out.number(x.length);
    for (const inner of x) write(inner);
    return;
  }
  if (Object.getPrototypeOf(x) !== Object.prototype)
    throw new Error(`Internal error: an image cannot hold ${x.constructor?.name ?? 'an object'} ${String(x)}`);
  if ('byIdentity' in x) {
    const table = x as CaseTable;
    out.number(KIND.caseTable);
    out.number(table.otherwise);
    for (const pairs of [[...table.byIdentity], table.others]) {
      out.number(pairs.length);
      for (const [constant, target] of pairs) {
        write(constant);
        out.number(target);
      }
    }
    return;
  }
  const names = Object.keys(x);
  if (names.join() === 'keyword,shape,index') {
    out.number(KIND.keywordSite);
    write((x as KeywordSite).keyword);
    return;
  }
  if (names.join() === 'keys,shape') {
    const { keys } = x as MapSite;
    out.number(KIND.mapSite).number(keys.length);
    keys.forEach(write);
    return;
  }
  if (names.join() === 'name,orField') {
    const { name, orField } = x as MemberSite;
    out.number(KIND.memberSite).string(name);
    out.number(orField ? 1 : 0);
    return;
  }
  out.number(KIND.site);
  out.number(names.length);
  for (const name of names) {
    out.string(name);
    write((x as { [name: string]: Value })[name]);
  }
}

/** Reads a value that `writeValue` wrote. */
export function readValue(image: ImageReader, finder: ValueFinder): Value {
  const read = (): Value => readValue(image, finder);
  const meta = (): Value => (image.number() === NO_METADATA ? null : read());
  const items = (): Value[] => Array.from({ length: image.number() }, read);

  const kind = KINDS[image.number()];
  switch (kind) {
    case 'nil':
      return null;
    case 'true':
      return true;
    case 'false':
      return false;
    case 'int':
      return image.signed();
    case 'long':
      return Number(image.string());
    case 'double':
      return new Double(Number(image.string()));
    case 'wideLong':
      return new WideLong(BigInt(image.string()));
    case 'bigint':
      return BigInt(image.string());
    case 'ratio':
      return new Ratio(BigInt(image.string()), BigInt(image.string()));
    case 'decimal':
      return new BigDecimal(BigInt(image.string()), image.signed());
    case 'string':
      return image.string();
    case 'char':
      return charOf(image.number());
    case 'keyword':
      return keyword(image.number() === 0 ? null : image.string(), image.string());
    case 'symbol': {
      const plain = symbol(image.number() === 0 ? null : image.string(), image.string());
      const m = meta();
      return m === null ? plain : plain.withMeta(m);
    }
    case 'regex':
      return new Regex(image.string());
    case 'list': {
      const m = meta();
      const all = items();
      const made = all.length === 0 ? EMPTY_LIST : listFromArray(all);
      return m === null ? made : made.withMeta(m);
    }
    case 'queue': {
      const m = meta();
      const made = items().reduce((queue: Queue, x) => queue.conj(x), EMPTY_QUEUE);
      return m === null ? made : made.withMeta(m);
    }
    case 'vector': {
      const m = meta();
      const made = vectorFromArray(items());
      return m === null ? made : made.withMeta(m);
    }
    case 'map':
    case 'hashMap':
    case 'orderedMap': {
      const m = meta();
      const made = mapOf(kind, items());
      return m === null ? made : made.withMeta(m);
    }
    case 'set': {
      const m = meta();
      const made = setFromArray(items());
      return m === null ? made : made.withMeta(m);
    }
    case 'var':
      return finder.varAt(image.number());
    case 'class':
      return readClass(image);
    case 'type':
      return finder.typeAt(image.number());
    case 'typeClass':
      return finder.typeAt(image.number()).ref;
    case 'native':
      return finder.native(image.string());
    case 'code':
      return finder.code(image);
    case 'caseTable':
      return readCaseTable(image, read);
    case 'keywordSite':
      return { keyword: read() as Keyword, shape: null, index: 0 } satisfies KeywordSite;
    case 'memberSite':
      return { name: image.string(), orField: image.number() === 1 } satisfies MemberSite;
    case 'mapSite':
      return mapSite(items() as Keyword[]);
    case 'array':
      return items();
    case 'site': {
      const site: { [name: string]: Value } = {};
      for (let left = image.number(); left > 0; left--) {
        const name = image.string();
        site[name] = read();
      }
      return site;
    }
    default:
      throw image.broken();
  }
}

/** Reads the name of a native; null where another value stands there. */
export const readNativeName = (image: ImageReader): string | null => (image.number() === KIND.native ? image.string() : null);

function readClass(image: ImageReader): ClassRef {
  const name = image.string();
  const found = findClass(name);
  if (found === undefined) throw new ImageError(`The image needs the class ${name}, which is not there`);
  return found;
}

function readCaseTable(image: ImageReader, read: () => Value): CaseTable {
  const otherwise = image.number();
  const pairs = (): [Value, number][] => Array.from({ length: image.number() }, () => [read(), image.number()]);
  return { byIdentity: new Map(pairs()), others: pairs(), otherwise };
}
