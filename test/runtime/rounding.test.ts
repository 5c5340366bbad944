import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { createSubject, ENGINES } from '../support/engines.js';

const third = '(try (/ 1M 3) (catch ArithmeticException e :endless))';

describe.each(ENGINES)('the context of with-precision on %s', (engine) => {
  test('is not that of a fiber that began before', () => {
    const { value } = createSubject(engine).run(
      `(let [f (future (Thread/sleep 5) ${third})] (with-precision 3 (Thread/sleep 10) [${third} @f ${third}]))`,
    );
    expect(value).toBe('[0.333M :endless 0.333M]');
  });

  test('is that of a fiber that begins in it, for as long as it runs', () => {
    const { value } = createSubject(engine).run(`(let [f (with-precision 3 (future (Thread/sleep 5) ${third}))] [${third} @f ${third}])`);
    expect(value).toBe('[:endless 0.333M :endless]');
  });

  test('ends with an exception', () => {
    const { value } = createSubject(engine).run(`[(try (with-precision 3 (throw (Exception.))) (catch Exception e 1)) ${third}]`);
    expect(value).toBe('[1 :endless]');
  });

  test('is not that of another runtime', () => {
    const other = createRuntime({ engine });
    const runtime = createRuntime({ engine });
    const ask = (): string => String(other.call(other.evalString('(fn [x] (pr-str x))'), other.evalString(third)));
    const value = runtime.call(runtime.evalString(`(fn [ask] (with-precision 3 [(ask) (pr-str ${third})]))`), ask);
    expect(runtime.call(runtime.evalString('pr-str'), value)).toBe('[":endless" "0.333M"]');
  });
});
