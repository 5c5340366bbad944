import { Char, charOf } from '../../data/char.js';
import type { TypedArray } from '../../data/host.js';
import { Keyword, keyword } from '../../data/keyword.js';
import { Float } from '../../data/numbers/double.js';
import { BigDecimal, Double, MathContext, Ratio, type Rounding, WideLong } from '../../data/numbers/index.js';
import { BigInteger } from '../../data/numbers/wide-long.js';
import { Regex } from '../../data/regex.js';
import { Matcher } from '../../data/regex-matcher.js';
import { Sym, symbol } from '../../data/symbol.js';
import { ReaderConditional, TaggedLiteral } from '../../data/tagged.js';
import { parseUuid, Uuid } from '../../data/uuid.js';
import { FileRef } from '../streams.js';
import { SnapshotError } from './bytes.js';
import { BOOL, fields, type Kind, kind, object, type PartSource, VALUE } from './kind.js';

function bigint(from: PartSource): bigint {
  const n = from.ref();
  if (typeof n === 'bigint') return n;
  throw from.broken();
}

function textOf(from: PartSource): string {
  const s = from.ref();
  if (typeof s === 'string') return s;
  throw from.broken();
}

function nameOrNull(from: PartSource): string | null {
  const s = from.ref();
  if (s === null || typeof s === 'string') return s;
  throw from.broken();
}

/** Numbers, names and the other values that have no parts which others share. */
const scalars: readonly Kind[] = [
  kind<Keyword>({
    name: 'Keyword',
    prototypes: [Keyword.prototype],
    head(k, out) {
      out.ref(k.ns);
      out.ref(k.name);
    },
    make: (from) => keyword(nameOrNull(from), textOf(from)),
  }),
  kind<Sym>({
    name: 'Symbol',
    prototypes: [Sym.prototype],
    head(s, out) {
      out.ref(s.ns);
      out.ref(s.name);
    },
    make: (from) => symbol(nameOrNull(from), textOf(from)),
    body: (s, out) => out.ref(s.meta),
    fill(s, from) {
      (s as { meta: unknown }).meta = from.value();
    },
  }),
  kind<Char>({
    name: 'Char',
    prototypes: [Char.prototype],
    head: (c, out) => out.uint(c.code),
    make: (from) => charOf(from.uint() & 0xffff),
  }),
  kind<Double>({
    name: 'Double',
    prototypes: [Double.prototype],
    head: (x, out) => out.float(x.value),
    make: (from) => new Double(from.float()),
  }),
  kind<Float>({
    name: 'Float',
    prototypes: [Float.prototype],
    head: (x, out) => out.float(x.value),
    make: (from) => new Float(from.float()),
  }),
  kind<WideLong>({
    name: 'WideLong',
    prototypes: [WideLong.prototype],
    head: (x, out) => out.ref(x.value),
    make(from) {
      const n = bigint(from);
      if (BigInt.asIntN(64, n) !== n || Number.isSafeInteger(Number(n))) throw from.broken();
      return new WideLong(n);
    },
  }),
  kind<BigInteger>({
    name: 'BigInteger',
    prototypes: [BigInteger.prototype],
    head: (x, out) => out.ref(x.value),
    make: (from) => new BigInteger(bigint(from)),
  }),
  kind<Ratio>({
    name: 'Ratio',
    prototypes: [Ratio.prototype],
    head(x, out) {
      out.ref(x.numerator);
      out.ref(x.denominator);
    },
    make: (from) => new Ratio(bigint(from), bigint(from)),
  }),
  kind<MathContext>({
    name: 'MathContext',
    prototypes: [MathContext.prototype],
    head(context, out) {
      out.uint(context.precision);
      out.ref(context.rounding);
    },
    make: (from) => new MathContext(from.uint(), textOf(from) as Rounding),
  }),
  kind<BigDecimal>({
    name: 'BigDecimal',
    prototypes: [BigDecimal.prototype],
    head(x, out) {
      out.ref(x.unscaled);
      out.int(x.scale);
    },
    make: (from) => new BigDecimal(bigint(from), from.int()),
  }),
  kind<Date>({
    name: 'Date',
    prototypes: [Date.prototype],
    head: (x, out) => out.float(x.getTime()),
    make: (from) => new Date(from.float()),
  }),
  kind<Uuid>({
    name: 'Uuid',
    prototypes: [Uuid.prototype],
    head: (x, out) => out.string(x.text),
    make: (from) => parseUuid(from.string()),
  }),
  kind<FileRef>({
    name: 'File',
    prototypes: [FileRef.prototype],
    head: (x, out) => out.string(x.path),
    make: (from) => new FileRef(from.string()),
  }),
  kind<Regex>({
    name: 'Regex',
    prototypes: [Regex.prototype],
    head(x, out) {
      const { host } = x;
      out.string(host === null ? x.source : host.source);
      out.string(host === null ? x.meant : host.flags);
      out.uint(host === null ? 0 : 1);
    },
    make(from) {
      const [source, meant] = [from.string(), from.string()];
      return from.uint() === 0 ? new Regex(source, null, meant) : Regex.ofHost(new RegExp(source, meant));
    },
  }),
  kind<Matcher>({
    name: 'Matcher',
    prototypes: [Matcher.prototype],
    make: () => new Matcher(NO_REGEX, ''),
    body(m, out) {
      const { regex, text, bounds, from, whole, match, copied } = m.state;
      out.ref(regex);
      out.ref(text);
      out.uint(bounds[0]);
      out.uint(bounds[1]);
      out.uint(from);
      out.uint(copied);
      out.uint(whole ? 1 : 0);
      out.uint(match === null ? 0 : match.length);
      if (match === null) return;
      out.uint(match.index);
      for (const group of match) out.ref(group);
    },
    fill(m, from) {
      const regex = object(Regex).read(from) as Regex;
      const text = textOf(from);
      const bounds = [from.uint(), from.uint()] as const;
      const at = from.uint();
      const copied = from.uint();
      const whole = from.uint() === 1;
      const count = from.count();
      let match: RegExpExecArray | null = null;
      if (count > 0) {
        const index = from.uint();
        match = Array.from({ length: count }, () => from.value() ?? undefined) as unknown as RegExpExecArray;
        match.index = index;
      }
      m.state = { regex, text, bounds, from: at, whole, match, copied };
    },
  }),
  fields(TaggedLiteral, () => new TaggedLiteral(NO_SYMBOL, null), { tag: object(Sym), form: VALUE }),
  fields(ReaderConditional, () => new ReaderConditional(null, false), { form: VALUE, splicing: BOOL }),
];
const NO_REGEX = new Regex('');
const NO_SYMBOL = symbol(null, '');

const TYPED = [
  Float64Array,
  Float32Array,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  BigInt64Array,
  BigUint64Array,
] as const;

/** The errors of the host that a program may have caught. */
const ERRORS = [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError] as const;

/** An object that is its properties and nothing else: one with a getter is refused. */
function plainObject(name: string, prototype: object | null): Kind {
  return kind<object>({
    name,
    prototypes: [prototype as object],
    make: () => Object.create(prototype) as object,
    body(x, out) {
      const names = Object.keys(x);
      out.uint(names.length);
      for (const key of names) {
        const property = Object.getOwnPropertyDescriptor(x, key) as PropertyDescriptor;
        if (!('value' in property))
          throw new SnapshotError(`A snapshot cannot hold a property that is computed: "${key}" of a host object`);
        out.ref(key);
        out.ref(property.value);
      }
    },
    fill(x, from) {
      for (let left = from.count(); left > 0; left--)
        Object.defineProperty(x, textOf(from), { value: from.value(), writable: true, enumerable: true, configurable: true });
    },
  });
}

/** Data of the host's own kinds, which are also what the arrays of programs are. */
const hostData: readonly Kind[] = [
  kind<unknown[]>({
    name: 'Array',
    prototypes: [Array.prototype],
    make: () => [],
    body(array, out) {
      out.uint(array.length);
      for (let i = 0; i < array.length; i++) out.ref(array[i]);
    },
    fill(array, from) {
      for (let left = from.count(); left > 0; left--) array.push(from.value());
    },
  }),
  ...TYPED.map((type, i) =>
    kind<TypedArray>({
      name: type.name,
      prototypes: [type.prototype],
      head(array, out) {
        out.uint(array.byteLength);
        out.bytes(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
      },
      make(from) {
        const bytes = from.bytes(from.uint());
        if (bytes.length % TYPED[i].BYTES_PER_ELEMENT !== 0) throw from.broken();
        return new TYPED[i](bytes.slice().buffer as ArrayBuffer);
      },
    }),
  ),
  kind<Map<unknown, unknown>>({
    name: 'Map',
    prototypes: [Map.prototype],
    make: () => new Map(),
    body(map, out) {
      out.uint(map.size);
      for (const [k, v] of map) {
        out.ref(k);
        out.ref(v);
      }
    },
    fill(map, from) {
      map.clear();
      for (let left = from.count(); left > 0; left--) map.set(from.value(), from.value());
    },
  }),
  kind<Set<unknown>>({
    name: 'Set',
    prototypes: [Set.prototype],
    make: () => new Set(),
    body(set, out) {
      out.uint(set.size);
      for (const x of set) out.ref(x);
    },
    fill(set, from) {
      set.clear();
      for (let left = from.count(); left > 0; left--) set.add(from.value());
    },
  }),
  plainObject('Object', Object.prototype),
  plainObject('bare object', null),
  ...ERRORS.map((type) =>
    kind<Error>({
      name: type.name,
      prototypes: [type.prototype],
      make: () => new type(),
      body: (e, out) => out.string(e.message),
      fill(e, from) {
        Object.defineProperty(e, 'message', { value: from.string(), writable: true, enumerable: false, configurable: true });
      },
    }),
  ),
];

export const plainKinds: readonly Kind[] = [...scalars, ...hostData];
