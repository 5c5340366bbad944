import { registerClass } from '../../../data/classes.js';
import { illegalArgument } from '../../../data/errors.js';
import { thenCall } from '../../../data/guest.js';
import * as n from '../../../data/numbers/index.js';
import type { Value } from '../../../data/value.js';
import type { Var } from '../../../data/var.js';
import type { Arities, ClassMembers } from '../define.js';
import { textOf } from '../string-namespace.js';
import { base64Members } from './base64.js';
import { digestMembers } from './digests.js';

registerClass({ prototype: {} }, 'clojure.lang.SeqIterator', ['java.lang.Object', 'java.util.Iterator']);

/** Java's encoding of forms: letters, digits and `.-*_` as they are, a space as `+`, the rest as bytes in UTF-8. */
function urlEncoded(x: Value): string {
  return encodeURIComponent(textOf(x))
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function urlDecoded(x: Value): string {
  const text = textOf(x).replace(/\+/g, ' ');
  try {
    return decodeURIComponent(text);
  } catch {
    throw illegalArgument('URLDecoder: Illegal hex characters in escape (%) pattern');
  }
}

/** What stands for the thread that the program runs on. */
export class CurrentThread {
  readonly name = 'main';
}
registerClass(CurrentThread, 'java.lang.Thread');
export const CURRENT_THREAD = new CurrentThread();

/** Names of what Java chooses by an object, where Clove has one choice. */
export class Choice {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}
registerClass(Choice, 'java.util.Locale');

/** A unit of time, by how many nanoseconds it has. */
export class TimeUnit {
  constructor(
    readonly name: string,
    readonly nanos: number,
  ) {}
  toString(): string {
    return this.name;
  }
}
registerClass(TimeUnit, 'java.util.concurrent.TimeUnit');
export const UNITS = Object.entries({ NANO: 1, MICRO: 1e3, MILLI: 1e6, '': 1e9 })
  .map(([prefix, nanos]) => new TimeUnit(`${prefix}SECONDS`, nanos))
  .concat(new TimeUnit('MINUTES', 6e10), new TimeUnit('HOURS', 3.6e12), new TimeUnit('DAYS', 8.64e13));
const CONVERSIONS = ['toNanos', 'toMicros', 'toMillis', 'toSeconds', 'toMinutes', 'toHours', 'toDays'];
const converted = (amount: Value, from: TimeUnit, to: TimeUnit): Value => n.quot(n.mul(amount, from.nanos), to.nanos);

/** Members of Java's utilities that portable libraries use and that reach nothing outside. */
export function javaUtilMembers(core: (name: string) => Var): ClassMembers {
  return {
    statics: {
      ...base64Members.statics,
      ...digestMembers.statics,
      'APersistentMap/mapHash': { 1: (m) => thenCall(core('-map-hash').root, [m, false]) },
      'APersistentMap/mapHasheq': { 1: (m) => thenCall(core('-map-hash').root, [m, true]) },
      'Class/forName': { rest: (args) => thenCall(core('-class-named').root, args.slice(0, 1)), restFrom: 1 },
      'Locale/getDefault': { 0: () => ENGLISH },
      'Thread/currentThread': { 0: () => thenCall(core('-current-thread').root, [CURRENT_THREAD]) },
      'URLDecoder/decode': { 1: urlDecoded, 2: urlDecoded },
      'URLEncoder/encode': { 1: urlEncoded, 2: urlEncoded },
    },
    fields: {
      'Locale/ENGLISH': ENGLISH,
      'Locale/ROOT': new Choice(''),
      'Locale/US': new Choice('en_US'),
      ...Object.fromEntries(UNITS.map((unit) => [`TimeUnit/${unit.name}`, unit])),
    },
    methods: {
      ...base64Members.methods,
      ...digestMembers.methods,
      'java.util.concurrent.TimeUnit': {
        ...Object.fromEntries(
          CONVERSIONS.map((name, i) => [name, { 2: (unit, x) => converted(x, unit as TimeUnit, UNITS[i]) } as Arities]),
        ),
        convert: { 3: (unit, x, from) => converted(x, from as TimeUnit, unit as TimeUnit) },
        name: { 1: (unit) => (unit as TimeUnit).name },
        sleep: { 2: (unit, x) => thenCall(core('-sleep').root, [converted(x, unit as TimeUnit, UNITS[2])]) },
      },
      'java.lang.Thread': {
        getContextClassLoader: { 1: () => null },
        getId: { 1: () => 1 },
        getName: { 1: (thread) => (thread as CurrentThread).name },
        getStackTrace: { 1: () => thenCall(core('-stack-of-caller').root, []) },
        isInterrupted: { 1: () => false },
      },
    },
    constructors: {
      'clojure.lang.LispReader$RegexReader': { 0: () => core('-regex-after-quote').root },
      'clojure.lang.LispReader$StringReader': { 0: () => core('-string-after-quote').root },
      'clojure.lang.SeqIterator': { 1: (seq) => thenCall(core('-seq-iterator').root, [seq]) },
    },
  };
}

const ENGLISH = new Choice('en');
