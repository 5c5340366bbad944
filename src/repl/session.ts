import type { Runtime } from '../api/index.js';
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
  #ended = false;

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
  feed(line: string): void {
    this.#text += `${line}\n`;
    if (this.#text.trim() === '') this.#text = '';
    else if (!this.runtime.isIncomplete(this.#text)) this.finish();
  }

  /** Evaluates what there is, complete or not. */
  finish(): void {
    const text = this.#text;
    this.#text = '';
    if (text === '') return;
    try {
      this.runtime.evalString(text, { file: FILE, onForm: (value) => this.#show(value) });
      this.runtime.takeTurns(TURNS);
    } catch (e) {
      setCore(this.runtime, '*e', e);
      this.report(e);
    }
    this.out.flush();
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
