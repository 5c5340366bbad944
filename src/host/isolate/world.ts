import type { Entry } from '../../api/entry.js';
import { CloveError, LimitError, type Runtime, type RuntimeOptions } from '../../api/exports.js';
import type { FromIsolate, Outcome, Question, SentCloveError, SentError, Setting, ToIsolate } from './messages.js';

/** The isolate's end of the wire. */
export interface Wire {
  send(message: FromIsolate): void;
}

/** A call of a function of the host that has not answered yet. */
interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const sentCloveError = (e: CloveError, describe: (x: unknown) => string): SentCloveError => ({
  message: e.message,
  className: e.className,
  data: asData(e.data, describe),
  place: e.place,
  frames: e.frames,
  report: e.report,
  cause: e.cause instanceof CloveError ? sentCloveError(e.cause, describe) : null,
});

/** JavaScript's own data that a message may hold as it is. */
const isAtom = (x: object): boolean => x instanceof Date || x instanceof ArrayBuffer || ArrayBuffer.isView(x);

/** A value as a message may hold it: what is no data becomes the text that `describe` gives. */
function asData(value: unknown, describe: (x: unknown) => string, seen = new Map<object, unknown>()): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return describe(value);
  if (typeof value !== 'object' || value === null || isAtom(value)) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    seen.set(value, copy);
    for (const x of value) copy.push(asData(x, describe, seen));
    return copy;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return describe(value);
  const copy: Record<string, unknown> = {};
  seen.set(value, copy);
  for (const [name, x] of Object.entries(value))
    Object.defineProperty(copy, name, { value: asData(x, describe, seen), enumerable: true, configurable: true, writable: true });
  return copy;
}

/** Answers the messages of the host, in the isolate: the other end of `createIsolateOver`. `hostFor` makes what a setting grants. */
export function serveIsolate(
  { createRuntime }: Pick<Entry, 'createRuntime'>,
  wire: Wire,
  hostFor: (setting: Setting) => RuntimeOptions['host'],
): (message: ToIsolate) => void {
  let runtime: Runtime | null = null;
  const aborts = new Map<number, AbortController>();
  const calls = new Map<number, Waiting>();
  /** What limits stopped, by number. */
  const stopped = new Map<number, LimitError>();
  let count = 0;

  function start(setting: Setting): void {
    runtime = createRuntime({
      engine: setting.engine,
      limits: setting.limits,
      features: setting.features,
      host: hostFor(setting),
      stdout: (text) => wire.send({ kind: 'output', stream: 'stdout', text }),
      stderr: (text) => wire.send({ kind: 'output', stream: 'stderr', text }),
    });
  }

  function world(): Runtime {
    if (runtime === null) throw new Error('The isolate was not started');
    return runtime;
  }

  const describe = (x: unknown): string => world().printString(world().fromJs(x));

  /** A function of the host's, as the program has it. */
  const remote =
    (ns: string, name: string) =>
    (...args: unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const call = ++count;
        calls.set(call, { resolve, reject });
        wire.send({ kind: 'call', call, ns, name, args: args.map((x) => asData(x, describe)) });
      });

  function sentError(e: unknown): SentError {
    if (e instanceof CloveError) return { kind: 'clove', error: sentCloveError(e, describe) };
    if (e instanceof LimitError) {
      const stop = e.resume === null ? null : ++count;
      // A runtime keeps the last thing that was stopped, no more.
      stopped.clear();
      if (stop !== null) stopped.set(stop, e);
      return { kind: 'limit', limit: e.limit, message: e.message, stop };
    }
    return { kind: 'error', message: e instanceof Error ? e.message : String(e) };
  }

  async function answer(question: Question, signal: AbortSignal): Promise<Outcome> {
    switch (question.op) {
      case 'evaluate': {
        const { text, file, line, limits } = question;
        return { value: await world().evaluateAsync(text, { file, line, limits, signal }) };
      }
      case 'call':
        return { value: await world().callAsync(question.fn, question.args, { limits: question.limits, signal }) };
      case 'get': {
        const value = world().get(question.name);
        return typeof value === 'function' ? { function: question.name } : { value };
      }
      case 'set':
        world().set(question.name, question.value);
        return { value: null };
      case 'define': {
        const members = Object.entries(question.members).map(([name, member]) => [
          name,
          'isFunction' in member ? remote(question.ns, name) : member.value,
        ]);
        world().define(question.ns, Object.fromEntries(members));
        return { value: null };
      }
      case 'resume': {
        const { resume } = stopped.get(question.stop) ?? { resume: null };
        if (resume === null) throw new Error('What the limit stopped has gone on already, or was given up');
        stopped.delete(question.stop);
        return { value: await resume(question.more) };
      }
    }
  }

  async function ask(id: number, question: Question): Promise<void> {
    const abort = new AbortController();
    aborts.set(id, abort);
    let outcome: Outcome;
    try {
      outcome = await answer(question, abort.signal);
      if ('value' in outcome) outcome = { value: asData(outcome.value, describe) };
    } catch (e) {
      outcome = { error: abort.signal.aborted && e === abort.signal.reason ? { kind: 'abort' } : sentError(e) };
    }
    aborts.delete(id);
    wire.send({ kind: 'outcome', id, outcome });
  }

  function take(call: number, outcome: { readonly value: unknown } | { readonly message: string }): void {
    const waiting = calls.get(call);
    calls.delete(call);
    if ('message' in outcome) waiting?.reject(new Error(outcome.message));
    else waiting?.resolve(outcome.value);
  }

  return (message) => {
    switch (message.kind) {
      case 'start':
        return start(message.setting);
      case 'question':
        return void ask(message.id, message.question);
      case 'abort':
        return aborts.get(message.id)?.abort();
      case 'answer':
        return take(message.call, message.outcome);
    }
  };
}
