import type { LimitName } from '../../data/budget.js';
import type { Place, TraceFrame } from '../../data/errors.js';
import type { LimitOptions } from '../../runtime/limits.js';
import type { EngineName } from '../../runtime/runtime.js';

/** What an isolate may reach of its machine; the rest comes from the host's own functions. */
export type Grant = 'clock' | 'chance' | 'sleep' | 'files' | 'environment';

/** What of the network, and which other programs, an isolate may reach; lists as those of `nodeHost`. */
export interface Reach {
  /** Requests over HTTP: to these hosts (`api.example.com`, `localhost:8080`), or to all. */
  readonly http?: true | readonly string[];
  /** Servers: on these ports, or on any. */
  readonly listen?: true | readonly number[];
  /** Other programs: these, as they are named in commands, or all. One that was begun does whatever it can do. */
  readonly processes?: true | readonly string[];
}

/** How the world in the isolate is made. */
export interface Setting extends Reach {
  readonly engine?: EngineName;
  readonly limits?: LimitOptions;
  readonly features?: readonly string[];
  readonly grants?: readonly Grant[];
  /** Folders where `require` finds namespaces. */
  readonly sourcePath?: readonly string[];
}

/** A member of a namespace of the host's, as it is told to the isolate: a function stays where it is, and is called by messages. */
export type Member = { readonly value: unknown } | { readonly isFunction: true };

/** What the host asks of the isolate. */
export type Question =
  | { readonly op: 'evaluate'; readonly text: string; readonly file?: string; readonly line?: number; readonly limits?: LimitOptions }
  | { readonly op: 'call'; readonly fn: string; readonly args: readonly unknown[]; readonly limits?: LimitOptions }
  | { readonly op: 'get'; readonly name: string }
  | { readonly op: 'set'; readonly name: string; readonly value: unknown }
  | { readonly op: 'define'; readonly ns: string; readonly members: Readonly<Record<string, Member>> }
  | { readonly op: 'resume'; readonly stop: number; readonly more: LimitOptions };

/** An answer, or what was thrown instead. */
export type Outcome = { readonly value: unknown } | { readonly function: string } | { readonly error: SentError };

/** An error on its way from one thread to the other. */
export type SentError =
  | { readonly kind: 'clove'; readonly error: SentCloveError }
  /** `stop`: by what number the isolate knows what was stopped; null where that cannot go on. */
  | { readonly kind: 'limit'; readonly limit: LimitName; readonly message: string; readonly stop: number | null }
  | { readonly kind: 'abort' }
  | { readonly kind: 'error'; readonly message: string };

export interface SentCloveError {
  readonly message: string;
  readonly className: string;
  readonly data: unknown;
  readonly place: Place | null;
  readonly frames: readonly TraceFrame[];
  readonly report: string;
  readonly cause: SentCloveError | null;
}

/** From the host to the isolate. */
export type ToIsolate =
  | { readonly kind: 'start'; readonly setting: Setting }
  | { readonly kind: 'question'; readonly id: number; readonly question: Question }
  | { readonly kind: 'abort'; readonly id: number }
  /** What a function of the host answered. */
  | { readonly kind: 'answer'; readonly call: number; readonly outcome: { readonly value: unknown } | { readonly message: string } };

/** From the isolate to the host. */
export type FromIsolate =
  | { readonly kind: 'outcome'; readonly id: number; readonly outcome: Outcome }
  | { readonly kind: 'call'; readonly call: number; readonly ns: string; readonly name: string; readonly args: readonly unknown[] }
  | { readonly kind: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string };
