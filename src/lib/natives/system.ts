import { illegalArgument } from '../../data/errors.js';
import { Double, toDouble } from '../../data/numbers/index.js';
import { vectorFromArray } from '../../data/seqs/index.js';
import { parseUuid, type Uuid } from '../../data/uuid.js';
import type { Value } from '../../data/value.js';
import { Var } from '../../data/var.js';
import type { Host } from '../../runtime/host.js';
import { outOfReach } from '../../runtime/streams.js';
import { type ClassMembers, defineNatives, type NativeTable } from './define.js';
import { randomMembers } from './java/random.js';

/** The time and the chance that a host grants; an error where it grants none. */
function powers(host: Host): { now(): number; nanoTime(): number; random(): number; uuid(): Uuid } {
  function random(): number {
    if (host.random === undefined) throw outOfReach('Chance is');
    return host.random();
  }
  return {
    now() {
      if (host.now === undefined) throw outOfReach('The time is');
      return host.now();
    },
    nanoTime() {
      if (host.nanoTime === undefined) throw outOfReach('The clock is');
      return host.nanoTime();
    },
    random,
    uuid: () => parseUuid('xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (c) => hexDigit(c, Math.floor(random() * 16)))),
  };
}

/** A digit of a UUID of version 4: any, or one of the variant that RFC 4122 demands. */
const hexDigit = (place: string, r: number): string => (place === 'x' ? r : (r & 3) | 8).toString(16);

/** Natives over time and chance, and vars that belong to no namespace. */
export function systemNatives(host: Host): NativeTable {
  const { nanoTime, random, uuid } = powers(host);
  return defineNatives('clojure.core', {
    '-nano-time': { doc: 'Nanoseconds from some point in time on.', arglists: '([])', internal: true, 0: nanoTime },
    'random-uuid': { doc: 'A UUID of chance.', arglists: '([])', 0: uuid },
    '-random': { doc: 'A double of chance, from 0 to just below 1.', arglists: '([])', internal: true, 0: () => new Double(random()) },
    '-shuffled': {
      doc: 'The vector of the elements of an array in an order of chance.',
      arglists: '([array])',
      internal: true,
      1(array) {
        if (!Array.isArray(array)) throw illegalArgument('Not an array');
        return shuffled(array, random);
      },
    },
    '-local-var': {
      doc: 'A var that belongs to no namespace.',
      arglists: '([])',
      internal: true,
      0() {
        const v = new Var('', '--unnamed--');
        v.dynamic = true;
        return v;
      },
    },
  });
}

/** Members of the classes of Java that tell time or throw dice. */
export function systemMembers(host: Host): Pick<ClassMembers, 'statics' | 'methods' | 'constructors'> {
  const { now, nanoTime, uuid, random } = powers(host);
  const dice = randomMembers(random);
  return {
    methods: dice.methods,
    statics: {
      'System/currentTimeMillis': { 0: now },
      'System/nanoTime': { 0: nanoTime },
      'Math/random': { 0: () => new Double(random()) },
      'UUID/randomUUID': { 0: uuid },
    },
    constructors: {
      ...dice.constructors,
      'java.util.Date': { 0: () => new Date(now()), 1: (milliseconds) => new Date(toDouble(milliseconds)) },
    },
  };
}

/** The elements in an order of chance (the shuffle of R. Fisher and F. Yates). */
function shuffled(items: readonly Value[], random: () => number): Value {
  const out = items.slice();
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return vectorFromArray(out);
}
