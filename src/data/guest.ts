import { surroundings } from './surroundings.js';
import type { Value } from './value.js';

/**
 * What an operation answers when only guest code can finish it: an unrealised lazy seq stood in the way, or
 * an instance of a guest type that brings its own equality, hash or order. The operation has changed nothing
 * so far. The engine that called it then calls the operation's *twin*, the same function written in Clojure,
 * with the same arguments; so no JavaScript frame ever stands between two guest frames.
 */
export const GUEST: unique symbol = Symbol('needs guest code');
export type Guest = typeof GUEST;

/** The questions that a collection may have to put to guest code in the middle of an operation. */
export type Question = 'hash' | 'equiv' | 'compare' | 'text';

/** Answers a question by running guest code. `compare` gets the comparator first, then both values. */
export type Asker = (question: Question, args: Value[]) => Value;

/**
 * Puts a question to guest code from deep inside a native operation (a hash map that compares two keys of a
 * guest type, a sorted map with a guest comparator). An engine may answer at once, or throw its own signal,
 * run the guest code on its own stack, and start the operation again, with the answer remembered: so an
 * operation that asks must be free of effects until it has its last answer.
 */
export function ask(question: Question, ...args: Value[]): Value {
  return surroundings.asker(question, args);
}

/** A call that a native leaves to its engine: the native's own result is the result of that call. */
export interface PendingCall {
  fn: Value;
  args: Value[];
}

let pending: PendingCall | null = null;

/**
 * Makes a native's last act a call of `fn`: `return thenCall(fn, args)`. The engine makes the call in the native's
 * place (a tail call), so that no JavaScript frame stands between guest frames. It answers GUEST, as a native does
 * that leaves the work to its twin; the engine tells the two apart by `takePendingCall`.
 */
export function thenCall(fn: Value, args: Value[]): Guest {
  pending = { fn, args };
  return GUEST;
}

/** The call that the native which just answered GUEST asked for; null where it asked for its twin. */
export function takePendingCall(): PendingCall | null {
  const call = pending;
  pending = null;
  return call;
}

/**
 * What a native answers that has the running fiber wait: the engine leaves the fiber as it stands, and the native's result
 * is what the fiber is woken with. No other value may be given meanwhile, so that a native's last act is to answer it.
 */
export const PARKED: unique symbol = Symbol('the fiber waits');
