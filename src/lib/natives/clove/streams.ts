import { GUEST } from '../../../data/guest.js';
import type { Value } from '../../../data/value.js';
import { IncomingBytes, OutgoingBytes } from '../../../runtime/async-streams.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { type ClassMembers, defineNatives, type NativeTable } from '../define.js';
import { textArgument } from '../host/access.js';
import { decodeBytes, encodeText } from '../java/charsets.js';
import { countOrNull, guestBytes, hostBytes, incoming, outgoing, waitFor } from './waiting.js';

const nothing = (): null => null;

/** Natives of clove.stream: bytes that the host brings or takes when it can. */
export function asyncStreamNatives({ fibers, limits }: Pick<Runtime, 'fibers' | 'limits'>): NativeTable {
  const internal = true;
  return defineNatives('clove.stream', {
    '-incoming?': { doc: 'Whether bytes come in from x.', arglists: '([x])', internal, 1: (x) => x instanceof IncomingBytes },
    '-outgoing?': { doc: 'Whether bytes go out to x.', arglists: '([x])', internal, 1: (x) => x instanceof OutgoingBytes },
    '-read': {
      doc: 'The next bytes, once there are some; nil at the end.',
      arglists: '([in])',
      internal,
      1(x) {
        const next = incoming(x).next();
        if (next instanceof Promise) return waitFor(fibers, next, (bytes) => (bytes === null ? null : guestBytes(bytes)));
        return next === null ? null : guestBytes(next);
      },
    },
    '-next-line': {
      doc: 'The next line; nil at the end, :more where it has not come as a whole.',
      arglists: '([in encoding])',
      internal,
      2(x, encoding) {
        const from = incoming(x);
        limits.admit(from.waiting);
        const line = from.nextLine();
        if (line instanceof Promise) return waitFor(fibers, line, (more) => more);
        return line === null ? null : decodeBytes(guestBytes(line), encoding);
      },
    },
    '-admit': {
      doc: 'Refuses where so many bytes are more than the runtime may keep.',
      arglists: '([n])',
      internal,
      1(n) {
        limits.admit(countOrNull(n) ?? 0);
        return null;
      },
    },
    '-join': {
      doc: 'The bytes of an array of arrays of bytes, one after the other: so many.',
      arglists: '([parts length])',
      internal,
      2(parts, length) {
        const all = new Int8Array(countOrNull(length) ?? 0);
        let at = 0;
        for (const part of parts as Int8Array[]) {
          all.set(part, at);
          at += part.length;
        }
        return all;
      },
    },
    '-decode': {
      doc: 'The text of an array of bytes.',
      arglists: '([bytes encoding])',
      internal,
      2: (bytes, encoding) => decodeBytes(guestBytes(hostBytes(bytes)), encoding),
    },
    '-encode': {
      doc: 'The bytes of a text.',
      arglists: '([text encoding])',
      internal,
      2: (text, encoding) => encodeText(textArgument(text), encoding),
    },
    '-write': {
      doc: 'Sends bytes, and waits until more may come.',
      arglists: '([out bytes])',
      internal,
      // The host may take its time, in which the program may change the array.
      2: (out, bytes) => waitFor(fibers, outgoing(out).write(hostBytes(bytes).slice()), nothing),
    },
    '-abort': {
      doc: 'Gives up what has not been sent.',
      arglists: '([out])',
      internal,
      1(out) {
        outgoing(out).abort();
        return null;
      },
    },
  });
}

/** What closes such streams, where `with-open` does too. */
export const closingNatives = ({ fibers }: Pick<Runtime, 'fibers'>): NativeTable =>
  defineNatives('clojure.core', {
    '-end-outgoing': {
      doc: 'Says that nothing more comes, and waits until all is on its way.',
      arglists: '([out])',
      internal: true,
      1: (out) => waitFor(fibers, outgoing(out).end(), nothing),
    },
  });

export const asyncStreamMembers: Pick<ClassMembers, 'methods'> = {
  methods: {
    'clove.stream.Incoming': {
      close: {
        1(x: Value) {
          incoming(x).close();
          return null;
        },
      },
    },
    'clove.stream.Outgoing': { close: { 1: () => GUEST, twin: '-close-outgoing' } },
  },
};
