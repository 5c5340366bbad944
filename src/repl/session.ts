import { CloveError } from '../api/errors.js';
import type { Runtime } from '../api/interface.js';
import { ExceptionClass, Throwable } from '../data/errors.js';
import { keyword } from '../data/keyword.js';
import type { Value } from '../data/value.js';
import type { TextSink } from '../runtime/host.js';
import { readCore, setCore } from './core-var.js';

/** Typing this leaves the REPL, as in Clojure. */
const QUIT = keyword('repl', 'quit');
/** How many turns the fibers that an input began may take before the next one: some 50 ms of endless work. */
const TURNS = 200;
const FILE = 'REPL';
/** What a REPL has at hand without its namespace, as in Clojure. */
const AT_HAND = "(require '[clojure.repl :refer [source apropos dir pst doc find-doc]] '[clojure.pprint :refer [pp pprint]])";

/** The part of a REPL that does not care where its lines come from. */
export class ReplSession {
  /** The lines of a form that is not complete yet. */
  #text = '';
  /** Stops what is being evaluated. */
  #running: AbortController | null = null;
  #ended = false;
  #serving = false;

  constructor(
    readonly runtime: Runtime,
    readonly out: TextSink,
    readonly report: (e: unknown) => void,
  ) {
    runtime.evalString(AT_HAND);
  }

  get prompt(): string {
    return `${this.runtime.currentNs}=> `;
  }

  /** Shown instead of the prompt while a form goes on, as wide as the prompt. */
  get continuation(): string {
    return '... '.padStart(this.prompt.length);
  }

  get unfinished(): boolean {
    return this.#text !== '';
  }

  /** Whether the user has asked to leave. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Takes one line; evaluates and prints once the forms are complete. */
  async feed(line: string): Promise<void> {
    this.#text += `${line}\n`;
    if (this.#text.trim() === '') this.#text = '';
    else if (!this.runtime.isIncomplete(this.#text)) await this.finish();
  }

  /** Evaluates what there is, complete or not. */
  async finish(): Promise<void> {
    const text = this.#text;
    this.#text = '';
    if (text === '') return;
    this.#running = new AbortController();
    const { signal } = this.#running;
    try {
      await this.runtime.evalStringLater(text, { file: FILE, onForm: (value) => this.#show(value), signal });
      this.runtime.takeTurns(TURNS);
    } catch (e) {
      if (e === signal.reason) this.report(new Throwable(ExceptionClass.cancellation, 'Evaluation interrupted'));
      else {
        setCore(this.runtime, '*e', e instanceof CloveError ? e.thrown : e);
        this.report(e);
      }
    } finally {
      this.#running = null;
    }
    this.out.flush();
  }

  /** Stops what is being evaluated, `finally` run; false where nothing is. */
  interrupt(): boolean {
    this.#running?.abort();
    return this.#running !== null;
  }

  /** Lets what inputs began go on beside the host's events, while the user types. */
  serve(): void {
    if (this.#serving) return;
    this.#serving = true;
    this.runtime
      .drainAsync({ patient: false })
      .catch(this.report)
      .finally(() => {
        this.#serving = false;
      });
  }

  /** Forgets the lines of the form that is being typed. */
  abandon(): void {
    this.#text = '';
  }

  #show(value: Value): void {
    if (value === QUIT) {
      this.#ended = true;
      return;
    }
    setCore(this.runtime, '*3', readCore(this.runtime, '*2'));
    setCore(this.runtime, '*2', readCore(this.runtime, '*1'));
    setCore(this.runtime, '*1', value);
    this.out.write(`${this.runtime.printString(value)}\n`);
  }
}
