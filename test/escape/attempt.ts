import { createRuntime, type EngineName, type Runtime, type Var } from '../../src/api/index.js';
import { FORBIDDEN, handedThings, SECRET } from './handed.js';

/** What became of an attempt: the text of its value, or `! ` and the message of its error; `BREACH` where something got out. */
export type Outcome = string;

const text = (e: unknown): string => (typeof e === 'object' && e !== null && 'message' in e ? String(e.message) : String(e));

/** Hexadecimal numbers that tell objects apart, and numbers of generated names. */
const normalised = (s: string): string =>
  s
    .replace(/0x[0-9a-f]+/g, '0x')
    .replace(/@[0-9a-f]+/g, '@')
    .replace(/(__|--)\d+/g, '$1');

function outcome(runtime: Runtime, expression: string): Outcome {
  try {
    const value = runtime.evalString(expression);
    return FORBIDDEN.has(value) ? 'BREACH' : runtime.printString(value);
  } catch (e) {
    return FORBIDDEN.has(e) ? 'BREACH' : `! ${text(e)}`;
  }
}

/** A runtime that was granted nothing, and is handed the same things anew for each attempt. */
export interface Prison {
  attempt(expression: string): Outcome;
}

export function createPrison(engine: EngineName, sloppy: () => unknown): Prison {
  let printed = '';
  const keep = (s: string): void => {
    printed += s;
  };
  const runtime = createRuntime({ engine, stdout: keep, stderr: keep });
  runtime.evalString("(require 'clojure.edn 'clojure.java.io 'clojure.data.json)");

  /** The things that the expression names, made anew. */
  function handOver(expression: string): void {
    if (runtime.currentNs !== 'user') runtime.evalString("(in-ns 'user)");
    for (const [name, thing] of Object.entries(handedThings(sloppy))) {
      if (!expression.includes(name)) continue;
      const v = runtime.lookup('user', name) ?? (runtime.evalString(`(def ${name} nil)`) as Var);
      runtime.setVar(v, thing);
    }
  }

  return {
    attempt(expression) {
      printed = '';
      handOver(expression);
      const ended = outcome(runtime, expression);
      const globals = globalThis as { breached?: unknown; polluted?: unknown };
      const polluted = [{}, [], () => {}].some((x) => (x as { polluted?: unknown }).polluted !== undefined);
      if (globals.breached !== undefined || globals.polluted !== undefined || polluted) return 'BREACH';
      return `${ended}${printed}`.includes(SECRET) ? 'BREACH' : normalised(ended).split('\n')[0];
    },
  };
}
