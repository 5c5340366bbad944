import { createPrison } from './attempt.js';
import { type Attempt, CLIMBING, REFUSED } from './attempts.js';

declare const document: {
  body: { textContent: string };
  readonly defaultView: {
    readonly ATTEMPTS: readonly Attempt[];
    readonly sloppy: () => unknown;
    readonly ENGINES: readonly ('vm' | 'jit' | 'auto')[];
  };
};

/** Makes all attempts in a page of a browser, and leaves what went otherwise than expected as JSON in its body. */
const { ATTEMPTS, sloppy, ENGINES } = document.defaultView;
const wrong: string[] = [];
let made = 0;
for (const engine of ENGINES) {
  const prison = createPrison(engine, sloppy);
  const check = (expression: string, right: (outcome: string) => boolean): void => {
    const outcome = prison.attempt(expression);
    made++;
    if (!right(outcome)) wrong.push(`${engine}: ${expression} gave ${outcome}`);
  };
  for (const expression of CLIMBING) check(expression, (outcome) => REFUSED.test(outcome));
  for (const [expression, expected] of ATTEMPTS) check(expression, (outcome) => outcome === expected);
}
document.body.textContent = `RESULT ${JSON.stringify({ made, wrong })} END`;
