import { CloveError, type HostNamespace, LimitError, type LimitOptions } from '../../api/exports.js';
import type { FromIsolate, Member, Outcome, Question, SentCloveError, SentError, Setting, ToIsolate } from './messages.js';

export type { Grant, Setting } from './messages.js';

export interface IsolateOptions extends Setting {
  /** Takes what the program prints. */
  readonly stdout?: (text: string) => void;
  /** Takes warnings and what the program prints to `*err*`. */
  readonly stderr?: (text: string) => void;
  /** Namespaces of the host's functions and values, by name. The functions run in the host's thread; the fiber that calls one waits. */
  readonly namespaces?: Readonly<Record<string, HostNamespace>>;
  /** Milliseconds after its limit of time at which a program is killed that did not stop by itself. Default 1000. */
  readonly grace?: number;
}

export interface IsolateRequest {
  /** Limits of this request, in place of those of the isolate. */
  readonly limits?: LimitOptions;
  /** Cancels it. */
  readonly signal?: AbortSignal;
}

/**
 * A runtime in a thread of its own. Each method is that of `Runtime` with the same name, and answers a promise. Values cross as copies:
 * what the program answers that is no data (a function, a var) arrives as the text that `pr` prints.
 */
export interface Isolate {
  evaluate(text: string, options?: IsolateRequest & { readonly file?: string; readonly line?: number }): Promise<unknown>;
  /** Calls a function of the program by its full name. */
  call(fn: string, args?: readonly unknown[], options?: IsolateRequest): Promise<unknown>;
  /** What the var of that full name holds; a function is one that calls it there, and answers a promise. */
  get(name: string): Promise<unknown>;
  set(name: string, value: unknown): Promise<void>;
  define(ns: string, members: HostNamespace): Promise<void>;
  /** Kills it, whatever it does: what has not been answered is rejected. Fulfilled when its thread has ended. */
  dispose(): Promise<void>;
  /** Whether it can be asked: false once it was disposed of, killed for its time, or died of its memory. */
  readonly alive: boolean;
}

/** A thread, as its host has it. */
export interface Thread {
  send(message: ToIsolate): void;
  /** Whether something is asked of it, so that the process must not end before the answer has come. */
  hold(busy: boolean): void;
  end(): Promise<void>;
}

/** What a thread tells its host. */
export interface ThreadEvents {
  message(message: FromIsolate): void;
  /** It has ended, and why. */
  died(error: Error): void;
}

interface Pending {
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
  readonly clear: () => void;
}

const receivedCloveError = (e: SentCloveError): CloveError =>
  new CloveError(e.message, e.className, e.data, e.place, e.frames, e.report, null, e.cause === null ? null : receivedCloveError(e.cause));

/** The isolate in a thread that `start` makes. */
export function createIsolateOver(start: (events: ThreadEvents) => Thread, options: IsolateOptions): Isolate {
  const { stdout, stderr, namespaces = {}, grace = 1000, ...setting } = options;
  const pending = new Map<number, Pending>();
  const functions = new Map<string, (...args: unknown[]) => unknown>();
  let count = 0;
  let death: Error | null = null;

  function die(error: Error): void {
    death ??= error;
    for (const { reject, clear } of pending.values()) {
      clear();
      reject(death);
    }
    pending.clear();
  }

  /** What is asked under that number has its answer. */
  function settled(id: number): Pending | undefined {
    const asked = pending.get(id);
    pending.delete(id);
    asked?.clear();
    if (pending.size === 0) thread.hold(false);
    return asked;
  }

  async function answer({ call, ns, name, args }: Extract<FromIsolate, { kind: 'call' }>): Promise<void> {
    let outcome: { readonly value: unknown } | { readonly message: string };
    try {
      outcome = { value: await functions.get(`${ns}/${name}`)?.(...args) };
    } catch (e) {
      outcome = { message: e instanceof Error ? e.message : String(e) };
    }
    if (death !== null) return;
    try {
      thread.send({ kind: 'answer', call, outcome });
    } catch {
      thread.send({ kind: 'answer', call, outcome: { message: `What ${ns}/${name} answered cannot enter an isolate: only data can` } });
    }
  }

  const thread = start({
    message(message) {
      switch (message.kind) {
        case 'outcome':
          return settled(message.id)?.resolve(message.outcome);
        case 'call':
          return void answer(message);
        case 'output':
          return (message.stream === 'stdout' ? stdout : stderr)?.(message.text);
      }
    },
    died: die,
  });

  function kill(error: Error): Promise<void> {
    die(error);
    return thread.end();
  }

  function ask(question: Question, { limits = setting.limits, signal }: IsolateRequest = {}): Promise<unknown> {
    if (death !== null) return Promise.reject(new Error(`This isolate has ended: ${death.message}`));
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    const id = ++count;
    return new Promise<Outcome>((resolve, reject) => {
      const abort = (): void => thread.send({ kind: 'abort', id });
      const late = new LimitError('time', 'The time of the program is over, and it did not stop: its isolate was ended', false);
      const timer = limits?.time === undefined ? undefined : setTimeout(() => kill(late), limits.time + grace);
      const clear = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      };
      signal?.addEventListener('abort', abort);
      pending.set(id, { resolve, reject, clear });
      thread.hold(true);
      try {
        thread.send({ kind: 'question', id, question });
      } catch (e) {
        settled(id)?.reject(e);
      }
    }).then((outcome) => settle(outcome, signal));
  }

  function settle(outcome: Outcome, signal: AbortSignal | undefined): unknown {
    if ('error' in outcome) throw outcome.error.kind === 'abort' ? signal?.reason : received(outcome.error, signal);
    if ('function' in outcome) return (...args: unknown[]) => isolate.call(outcome.function, args);
    return outcome.value;
  }

  function received(error: Exclude<SentError, { kind: 'abort' }>, signal: AbortSignal | undefined): Error {
    switch (error.kind) {
      case 'clove':
        return receivedCloveError(error.error);
      case 'limit': {
        const { stop } = error;
        const limit = new LimitError(error.limit, error.message, stop !== null);
        if (stop !== null) limit.resume = (more) => ask({ op: 'resume', stop, more }, { limits: more, signal });
        return limit;
      }
      case 'error':
        return new Error(error.message);
    }
  }

  const isolate: Isolate = {
    evaluate: (text, { file, line, ...request } = {}) => ask({ op: 'evaluate', text, file, line, limits: request.limits }, request),
    call: (fn, args = [], request = {}) => ask({ op: 'call', fn, args, limits: request.limits }, request),
    get: (name) => ask({ op: 'get', name }),
    set: async (name, value) => void (await ask({ op: 'set', name, value })),
    async define(ns, members) {
      const told: Record<string, Member> = {};
      for (const [name, value] of Object.entries(members)) {
        if (typeof value === 'function') functions.set(`${ns}/${name}`, value as (...args: unknown[]) => unknown);
        told[name] = typeof value === 'function' ? { isFunction: true } : { value };
      }
      await ask({ op: 'define', ns, members: told });
    },
    dispose: () => kill(new Error('it was disposed of')),
    get alive() {
      return death === null;
    },
  };
  thread.send({ kind: 'start', setting });
  // Questions are answered in the order in which they come, so what is asked next finds these.
  for (const [ns, members] of Object.entries(namespaces)) isolate.define(ns, members).catch(die);
  return isolate;
}
