import { CLASS, ClassRef } from '../../data/classes.js';
import { EMPTY_VECTOR, PersistentVector, TypedVec } from '../../data/seqs/index.js';
import type { Value } from '../../data/value.js';
import {
  ANY,
  ARRAY,
  BOOL,
  fields,
  type Kind,
  kind,
  object,
  optional,
  type PartSource,
  TEXT,
  UINT,
  VALUE,
} from '../../runtime/snapshot/kind.js';
import { LineNumberingReader, PushbackReader, Reader, StringReader, StringSource } from '../../runtime/streams.js';
import { elementCasts } from './arrays.js';
import { Held } from './generated.js';
import { UrlRef } from './host/urls.js';
import { Place, Uri } from './java/atomics-and-uris.js';
import { Decoder, Encoder } from './java/base64.js';
import { CharsetRef } from './java/charsets.js';
import { ArrayIterator } from './java/collection-methods.js';
import { PlainObject } from './java/constructors.js';
import { ROUNDING_MODES, RoundingMode } from './java/decimals.js';
import { MessageDigest } from './java/digests.js';
import { Choice, CURRENT_THREAD, CurrentThread, TimeUnit, UNITS } from './java/java-util.js';
import { Random } from './java/random.js';
import { StringBuilder } from './java/string-builder.js';
import { PrettyWriter } from './pprint/pretty-writer.js';

/** Objects of which there is a fixed list: by their place in it. */
const oneOf = <T extends object>(name: string, type: { readonly prototype: T }, all: readonly T[]): Kind =>
  kind<T>({
    name,
    prototypes: [type.prototype],
    head: (x, out) => out.uint(all.indexOf(x)),
    make(from) {
      const x = all[from.uint()];
      if (x === undefined) throw from.broken();
      return x;
    },
  });

/** The kind of objects of which several classes of Java are made: each carries its own. */
function classed<T extends object>(
  name: string,
  prototype: T,
  make: () => T,
  parts: (x: T) => readonly Value[],
  put: (x: T, parts: Value[]) => void,
): Kind {
  return kind<T>({
    name,
    prototypes: [prototype],
    changes: true,
    make,
    body(x, out) {
      out.ref(Object.hasOwn(x, CLASS) ? (x as { [CLASS]?: ClassRef })[CLASS] : null);
      const all = parts(x);
      out.uint(all.length);
      for (const part of all) out.ref(part);
    },
    fill(x, from) {
      const type = optional(ClassRef).read(from) as ClassRef | null;
      if (type !== null) Object.defineProperty(x, CLASS, { value: type });
      put(x, readAll(from));
    },
  });
}

const readAll = (from: PartSource): Value[] => Array.from({ length: from.count() }, () => from.value());

/** The kind of what holds elements that it has yet to give. */
const remaining = <T extends { readonly left: readonly Value[] }>(
  name: string,
  prototype: object,
  make: () => T,
  put: (x: T, item: Value) => void,
): Kind =>
  kind<T>({
    name,
    prototypes: [prototype],
    changes: true,
    make,
    body(x, out) {
      const { left } = x;
      out.uint(left.length);
      for (const item of left) out.ref(item);
    },
    fill(x, from) {
      for (const item of readAll(from)) put(x, item);
    },
  });

/** A reader over a text that is all there; what the host brings no snapshot can hold. */
const reader = (type: { readonly prototype: Reader; readonly name: string }, make: () => Reader): Kind =>
  kind<Reader>({
    name: type.name,
    prototypes: [type.prototype],
    changes: true,
    make,
    body(r, out) {
      const { left } = r;
      // What is refused is the source, which no kind knows: so the error tells its class.
      if (left === null) out.ref(r.source);
      else out.ref(left);
    },
    fill(r, from) {
      const left = from.value();
      if (typeof left === 'string') r.reopen(new StringSource(left));
    },
  });

/** How snapshots hold the objects that natives make. */
export const libraryKinds: readonly Kind[] = [
  kind<PlainObject>({ name: 'Object', prototypes: [PlainObject.prototype], changes: true, make: () => new PlainObject() }),
  fields(StringBuilder, () => new StringBuilder(''), { text: TEXT }, { changes: true }),
  classed<Place>(
    'place',
    Place.prototype,
    () => new Place(null),
    (p) => [p.value],
    (p, [value]) => {
      p.value = value;
    },
  ),
  kind<Uri>({
    name: 'URI',
    prototypes: [Uri.prototype],
    head: (u, out) => out.string(u.text),
    make: (from) => new Uri(from.string()),
    body: (u, out) => out.ref(Object.hasOwn(u, CLASS) ? (u as { [CLASS]?: ClassRef })[CLASS] : null),
    fill(u, from) {
      const type = optional(ClassRef).read(from);
      if (type !== null) Object.defineProperty(u, CLASS, { value: type });
    },
  }),
  fields(UrlRef, () => new UrlRef('', ''), { text: TEXT, protocol: TEXT }),
  kind<CharsetRef>({
    name: 'Charset',
    prototypes: [CharsetRef.prototype],
    head: (c, out) => out.string(c.name),
    make: (from) => CharsetRef.forName(from.string()),
  }),
  fields(Choice, () => new Choice(''), { text: TEXT }),
  fields(Encoder, () => new Encoder('', false), { alphabet: TEXT, lines: BOOL, padding: BOOL }),
  fields(Decoder, () => new Decoder('', false), { alphabet: TEXT, lenient: BOOL }),
  fields(
    MessageDigest,
    () => new MessageDigest(''),
    { algorithm: TEXT, bytes: ARRAY },
    {
      changes: true,
      check(digest, from) {
        if (!digest.isKnown) throw from.broken();
      },
    },
  ),
  kind<Random>({
    name: 'Random',
    prototypes: [Random.prototype],
    changes: true,
    make: () => new Random(0n),
    body(random, out) {
      for (const half of [random.high, random.low]) out.uint(half);
      out.float(random.spare ?? Number.NaN);
    },
    fill(random, from) {
      random.high = from.uint();
      random.low = from.uint();
      const spare = from.float();
      random.spare = Number.isNaN(spare) ? null : spare;
    },
  }),
  oneOf('TimeUnit', TimeUnit, UNITS),
  oneOf('RoundingMode', RoundingMode, ROUNDING_MODES),
  kind<CurrentThread>({ name: 'Thread', prototypes: [CurrentThread.prototype], make: () => CURRENT_THREAD }),
  kind<TypedVec>({
    name: 'vector-of',
    prototypes: [TypedVec.prototype],
    head: (v, out) => out.string([...elementCasts].find(([, cast]) => cast === v.cast)?.[0] ?? ''),
    make(from) {
      const cast = elementCasts.get(from.string());
      if (cast === undefined) throw from.broken();
      return new TypedVec(cast, EMPTY_VECTOR, null);
    },
    body(v, out) {
      out.ref(v.items);
      out.ref(v.meta);
    },
    fill(v, from) {
      const own = v as { items: PersistentVector; meta: Value };
      own.items = object(PersistentVector).read(from) as PersistentVector;
      own.meta = from.value();
    },
  }),
  remaining(
    'Held',
    Held.prototype,
    () => new Held(),
    (held, item) => held.add(item),
  ),
  remaining(
    'ArrayIterator',
    ArrayIterator.prototype,
    () => new ArrayIterator([]),
    (iterator, item) => iterator.items.push(item),
  ),
  reader(Reader, () => new Reader(new StringSource(''))),
  reader(StringReader, () => new StringReader('')),
  reader(PushbackReader, () => new PushbackReader(new StringSource(''))),
  reader(LineNumberingReader, () => new LineNumberingReader(new StringSource(''))),
  fields(
    PrettyWriter,
    () => new PrettyWriter({ write() {}, flush() {}, close() {} }, null, null),
    {
      column: UINT,
      position: UINT,
      block: VALUE,
      waiting: VALUE,
      holds: BOOL,
      space: TEXT,
      base: ANY,
      margin: VALUE,
      miserWidth: VALUE,
    },
    { changes: true },
  ),
];
