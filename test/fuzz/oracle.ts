import type { Outcome } from '../support/engines.js';
import type { OracleAnswer } from '../support/oracle.mjs';
import { liveClojure } from './clojure.js';
import { liveClove } from './clove.js';
import { type Form, showProgram } from './form.js';
import { agree, portable } from './portable.js';
import { prelude } from './prelude.js';
import { smallerPrograms, totalSize } from './shrink.js';

/** A program on which Clove and Clojure do not agree; null is one that does not end. */
export interface Disagreement {
  readonly text: string;
  readonly clove: Outcome | null;
  readonly clojure: OracleAnswer | null;
}

/** Compares programs with a `clojure` process that lives on. Clove runs in a thread of its own, so both work at the same time. */
export class OracleComparer {
  private readonly clojure = liveClojure(prelude, 'p/start');
  private readonly clove = liveClove();
  private made = 0;
  /** How many programs neither of the two ended. */
  endless = 0;

  /** Whether Clojure itself answers the text differently from one time to the next: it depends on an identity or a name that is made up. */
  async isUnsteady(text: string): Promise<boolean> {
    const first = this.made;
    this.made += 4;
    const answers = await this.clojure.ask([text, text, text, text], (i) => `f${first + i}`);
    const said = answers.map((answer) => answer && JSON.stringify([portable(answer.value), portable(answer.output), answer.error?.class]));
    return said.some((other) => other !== said[0]);
  }

  /** The texts on which value, output, class or message differ, or of which only one of the two comes to an end. */
  async compare(texts: readonly string[]): Promise<Disagreement[]> {
    const first = this.made;
    this.made += texts.length;
    const namespace = (i: number): string => `f${first + i}`;
    const [ours, theirs] = await Promise.all([this.clove.ask(texts, namespace), this.clojure.ask(texts, namespace)]);
    return texts.flatMap((text, i) => {
      const clove = ours[i];
      const clojure = theirs[i];
      if (clove === null && clojure === null) this.endless++;
      return clove === clojure || (clove !== null && clojure !== null && agree(clove, clojure)) ? [] : [{ text, clove, clojure }];
    });
  }

  /** A smaller program on which Clove and Clojure still do not agree, found by asking about many at a time, for so long. */
  async shrink(program: readonly Form[], seconds: number): Promise<readonly Form[]> {
    const end = Date.now() + 1000 * seconds;
    let best = program;
    const [first] = await this.compare([showProgram(program)]);
    if (first === undefined) return program;
    const kind = kindOf(first);
    while (Date.now() < end) {
      const byText = new Map<string, readonly Form[]>();
      for (const candidate of smallerPrograms(best)) {
        if (totalSize(candidate) < totalSize(best)) byText.set(showProgram(candidate), candidate);
      }
      // The smallest first; of very many, some of every size.
      const sorted = [...byText].sort(([, a], [, b]) => totalSize(a) - totalSize(b));
      const step = Math.max(1, sorted.length / AT_ONCE);
      const asked = Array.from({ length: Math.min(AT_ONCE, sorted.length) }, (_, i) => sorted[Math.floor(i * step)]);
      let failing: Disagreement | undefined;
      // In small portions: those that do not end take long.
      for (let i = 0; i < asked.length && failing === undefined && Date.now() < end; i += PORTION) {
        const found = await this.compare(asked.slice(i, i + PORTION).map(([text]) => text));
        failing = found.find((other) => kindOf(other) === kind);
      }
      if (failing === undefined) return best;
      best = byText.get(failing.text) ?? best;
    }
    return best;
  }

  /** Ends both. */
  stop(): void {
    this.clojure.stop();
    this.clove.stop();
  }
}

/** What sort of disagreement it is: one that is cut smaller must stay of its sort. */
function kindOf({ clove, clojure }: Disagreement): string {
  return [clove, clojure].map((outcome) => (outcome === null ? 'endless' : (outcome.error?.class ?? 'none'))).join(' and ');
}

/** How many smaller programs are tried in a round, and how many at a time. */
const AT_ONCE = 200;
const PORTION = 25;
