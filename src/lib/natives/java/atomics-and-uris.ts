import { CLASS, defineClass, registerClass } from '../../../data/classes.js';
import { Throwable } from '../../../data/errors.js';
import * as n from '../../../data/numbers/index.js';
import { strOf } from '../../../data/str.js';
import type { Value } from '../../../data/value.js';
import type { Arities, ClassMembers } from '../define.js';
import { textOf } from '../string-namespace.js';

/** A place that holds a value, as those of `java.util.concurrent.atomic` do. With one thread every step is atomic. */
export class Place {
  constructor(public value: Value) {}
  toString(): string {
    return this.value === null ? 'null' : String(strOf(this.value));
  }
}

const PLACES: Readonly<Record<string, Value>> = { AtomicReference: null, AtomicLong: 0, AtomicInteger: 0, AtomicBoolean: false };
const nameOf = (simple: string): string => `java.util.concurrent.atomic.${simple}`;
for (const simple of Object.keys(PLACES)) registerClass({ prototype: {} }, nameOf(simple));

const of = (x: Value): Place => x as Place;

function swap(place: Value, next: Value, answerNew: boolean): Value {
  const before = of(place).value;
  of(place).value = next;
  return answerNew ? next : before;
}

const placeMethods: Readonly<Record<string, Arities>> = {
  get: { 1: (p) => of(p).value },
  longValue: { 1: (p) => of(p).value },
  intValue: { 1: (p) => of(p).value },
  set: {
    2(p, x) {
      of(p).value = x;
      return null;
    },
  },
  getAndSet: { 2: (p, x) => swap(p, x, false) },
  compareAndSet: {
    3(p, before, after) {
      const same = of(p).value === before;
      if (same) of(p).value = after;
      return same;
    },
  },
  incrementAndGet: { 1: (p) => swap(p, n.inc(of(p).value), true) },
  decrementAndGet: { 1: (p) => swap(p, n.dec(of(p).value), true) },
  addAndGet: { 2: (p, x) => swap(p, n.add(of(p).value, x), true) },
  getAndIncrement: { 1: (p) => swap(p, n.inc(of(p).value), false) },
  getAndDecrement: { 1: (p) => swap(p, n.dec(of(p).value), false) },
  getAndAdd: { 2: (p, x) => swap(p, n.add(of(p).value, x), false) },
};

function placeMaker(simple: string): Arities {
  const type = defineClass(nameOf(simple));
  const make = (x: Value): Place => {
    const made = new Place(x);
    Object.defineProperty(made, CLASS, { value: type });
    return made;
  };
  return { 0: () => make(PLACES[simple]), 1: make };
}

/** A URI in its parts, by the grammar of RFC 2396: what Java's `URI` is asked for. */
export class Uri {
  readonly parts: readonly (string | null)[];
  constructor(readonly text: string) {
    const illegal = /[\s<>"{}|\\^`]/.exec(text);
    if (illegal !== null)
      throw new Throwable(
        SYNTAX,
        `Illegal character in ${/[?#]/.test(text.slice(0, illegal.index)) ? 'query' : 'path'} at index ${illegal.index}: ${text}`,
      );
    const found = /^(?:([A-Za-z][\w+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(text);
    this.parts = (found ?? []).slice(1).map((part) => part ?? null);
  }
  toString(): string {
    return this.text;
  }
}
const SYNTAX = defineClass('java.net.URISyntaxException', ['java.lang.Exception']);
registerClass(Uri, 'java.net.URI', ['java.lang.Object', 'java.lang.Comparable']);

const part = (i: number): Arities => ({ 1: (uri) => decoded((uri as Uri).parts[i]) });
const rawPart = (i: number): Arities => ({ 1: (uri) => (uri as Uri).parts[i] });

function decoded(text: string | null): string | null {
  try {
    return text === null ? null : decodeURIComponent(text);
  } catch {
    return text;
  }
}

const AUTHORITY = /^(?:([^@]*)@)?(.*?)(?::(\d+))?$/;
const authority = (uri: Value, i: number): string | null => AUTHORITY.exec((uri as Uri).parts[1] ?? '')?.[i] || null;

const uriMethods: Readonly<Record<string, Arities>> = {
  getScheme: rawPart(0),
  getAuthority: rawPart(1),
  getUserInfo: { 1: (uri) => authority(uri, 1) },
  getHost: { 1: (uri) => authority(uri, 2) },
  getPort: { 1: (uri) => Number(authority(uri, 3) ?? -1) },
  getPath: part(2),
  getRawPath: rawPart(2),
  getQuery: part(3),
  getRawQuery: rawPart(3),
  getFragment: part(4),
  isAbsolute: { 1: (uri) => (uri as Uri).parts[0] !== null },
  equals: { 2: (a, b) => b instanceof Uri && b.text === (a as Uri).text },
  toString: { 1: (uri: Value): Value => (uri as Uri).text },
};

/** Members of those classes. */
export const atomicsAndUris: Pick<ClassMembers, 'methods' | 'constructors'> = {
  methods: {
    ...Object.fromEntries(Object.keys(PLACES).map((simple) => [nameOf(simple), placeMethods])),
    'java.net.URI': uriMethods,
  },
  constructors: {
    ...Object.fromEntries(Object.keys(PLACES).map((simple) => [nameOf(simple), placeMaker(simple)])),
    'java.net.URI': { 1: (text) => new Uri(textOf(text)) },
  },
};
