import fc from 'fast-check';
// A cycle of imports in src/data has only this way in.
import '../../src/api/index.js';
import { describe, expect, test } from 'vitest';
import { INSTRUCTIONS } from '../../src/bytecode/instructions/index.js';
import { LEFT_ASSOCIATIVE } from '../../src/compiler/emit/intrinsics.js';
import { PURE } from '../../src/compiler/optimise/fold.js';
import { PASSES } from '../../src/compiler/optimise/index.js';
import { type Axiom, type Pass, runPass } from '../../src/compiler/optimise/pass.js';
import { PURE_STAGES } from '../../src/compiler/pipelines.js';
import { createSubject, ENGINES, evalBoth, evalOn } from '../support/engines.js';

/** The passes that rest on an axiom, and the vars that it is about. */
function resting(kind: Axiom['axiom']): { passes: string[]; vars: string[] } {
  const passes: string[] = [];
  const vars = new Set<string>();
  for (const pass of PASSES)
    for (const a of pass.axioms)
      if (a.axiom === kind) {
        passes.push(pass.name);
        if ('vars' in a) for (const v of a.vars) vars.add(v);
      }
  return { passes, vars: [...vars] };
}

test('M23: every pass declares what it rests on', () => {
  for (const pass of PASSES) expect(pass.axioms.length, pass.name).toBeGreaterThan(0);
  const careless: Pass = { name: 'careless', axioms: [], begin: () => ({ rewrite: (node) => node }) };
  expect(() => runPass(careless, {} as never, {} as never)).toThrow('declares no axiom');
  expect(resting('immutable').passes).toEqual(['propagate', 'fold', 'dead']);
  expect(resting('no-escape').passes).toEqual(['builders']);
  expect(resting('pure').passes).toEqual(['pipelines', 'fold']);
  expect(resting('canonical').passes).toEqual(['fold', 'intrinsics']);
  // What rests on it asks before it runs: test/ledger/pipelines.test.ts.
  expect(resting('original')).toEqual({ passes: ['pipelines'], vars: ['map', 'filter', 'remove', 'reduce'] });
});

test('pure: a stage in the middle of a pipeline does nothing but answer, whatever it is given, or throw', () => {
  // The message of what is thrown may hold the text of what was given, which may be made by the program.
  const inputs = [
    '(lazy-seq (note) nil)',
    '(delay (note))',
    '(future-like)',
    '(reify Object (toString [_] (note) "x") (equals [_ o] (note) true) (hashCode [_] (note) 1))',
  ];
  const setup =
    '(def seen (atom 0)) (defn note [] (swap! seen inc)) (deftype T [] clojure.lang.Counted (count [_] (note) 0)) (defn future-like [] (T.))';
  const calls = PURE_STAGES.flatMap((f) =>
    inputs.map((x) => `(let [before @seen] (try (${f} ${x}) (catch Throwable e (reset! seen before))))`),
  );
  expect(evalBoth(`${setup} ${calls.join(' ')} @seen`).value).toBe('0');
  expect(evalBoth(`${setup} (str (reify Object (toString [_] (note) "x"))) @seen`).value).toBe('1');
});

describe('M13, canonical: what a var of the core library is redefined to is what the next call gets', () => {
  /** Arguments that the function takes; numbers where nothing stands here. */
  const ARGUMENTS: Record<string, readonly [string, string, string]> = {
    first: ['[1 2]', '0', '0'],
    next: ['[1 2]', '0', '0'],
    rest: ['[1 2]', '0', '0'],
    seq: ['[1 2]', '0', '0'],
    count: ['[1 2]', '0', '0'],
    peek: ['[1 2]', '0', '0'],
    pop: ['[1 2]', '0', '0'],
    nth: ['[1 2]', '0', '0'],
    get: ['[1 2]', '0', '0'],
    'contains?': ['[1 2]', '0', '0'],
    conj: ['[1 2]', '0', '0'],
    cons: ['0', '[1 2]', '0'],
  };

  const arities = new Map<string, Set<number>>();
  const note = (name: string, arity: number): void => void arities.set(name, (arities.get(name) ?? new Set()).add(arity));
  for (const instruction of INSTRUCTIONS)
    if (instruction.kind !== 'control' && instruction.intrinsic !== null && !/^-[a-z]/.test(instruction.intrinsic.fn))
      note(instruction.intrinsic.fn, instruction.intrinsic.arity);
  for (const name of LEFT_ASSOCIATIVE) for (const arity of [3, 4]) note(name, arity);
  const instructed: ReadonlySet<string> = new Set(arities.keys());
  for (const name of PURE) if (!arities.has(name) && !/^-[a-z]/.test(name)) for (const arity of [1, 2]) note(name, arity);

  const POSITIONS = 9;

  /** The call in every place and with every kind of operand: the first so many are one call in every place. */
  function calls(name: string, arity: number): string[] {
    const [a, b, c] = ARGUMENTS[name] ?? ['7', '3', '2'];
    const locals = ['a', 'b', 'c', 'c'].slice(0, arity);
    const constants = [a, b, c, c].slice(0, arity);
    const call = `(${name} ${locals.join(' ')})`;
    const constant = `(${name} ${constants.join(' ')})`;
    const last = `(${name} ${[...locals.slice(0, -1), constants[arity - 1]].join(' ')})`;
    const big = `(${name} ${[...locals.slice(0, -1), '100000'].join(' ')})`;
    const positions = (e: string): string[] => [
      e,
      `(if ${e} :yes :no)`,
      `(if (if ${e} a nil) :yes :no)`,
      `(do ${e} :after)`,
      `(let [x ${e}] [x x])`,
      `((fn [] ${e}))`,
      `((fn [] ((fn [] [${e}]))))`,
      `(try ${e} (finally nil))`,
      `[:then ${e}]`,
    ];
    if (!instructed.has(name)) return positions(constant);
    if (arity > 2) return [...positions(call), ...positions(constant)];
    return [...positions(call), ...positions(constant), ...positions(last), ...(ARGUMENTS[name] === undefined ? positions(big) : [])];
  }

  /** Evaluates one expression in a loop: as it was, after redefinition in a turn of that loop, and after the old value is back. */
  function program(name: string, expression: string, replacement: string): string {
    const [a, b, c] = ARGUMENTS[name] ?? ['7', '3', '2'];
    return `(let [old ${name}, guarded (fn [f] (try (f) (catch Throwable e :threw)))]
      ((fn [a b c]
        (loop [turn 0 before nil during nil]
          (let [x (guarded (fn [] ${expression})) y ${expression.includes('(try') ? 'nil' : `(try ${expression} (catch Throwable e :threw))`}]
            (case turn
              0 (do (set-root! (var ${name}) ${replacement}) (recur 1 [x y] nil))
              1 (do (set-root! (var ${name}) old) (recur 2 before [x y]))
              2 [before during [x y]]))))
       (identity ${a}) (identity ${b}) (identity ${c})))`;
  }

  const REPLACEMENTS = [
    '(fn ([x] [:new x]) ([x y] [:new x y]) ([x y z] [:new x y z]) ([x y z u] [:new x y z u]))',
    '(fn [& _] nil)',
    '(fn [& _] (throw (ex-info "no" {})))',
  ];
  // The test itself, and what prints its outcome, must not depend on what it redefines.
  const set = '(def set-root! @(var clojure.core/-set-root!))';

  // Private functions of the core library, which only its own macros call, are left out.
  const trusted = new Set(resting('canonical').vars.filter((name) => !/^-[a-z]/.test(name)));
  test('the instructions and the folds are all covered', () => {
    expect([...arities.keys()].sort()).toEqual([...trusted].sort());
  });

  test.each([...trusted].sort())('%s', (name) => {
    for (const arity of arities.get(name) as Set<number>)
      for (const replacement of REPLACEMENTS) {
        const all = calls(name, arity);
        // Which operands there are matters to the first; what the others answer matters to where the call stands.
        const text = (replacement === REPLACEMENTS[0] ? all : all.slice(0, POSITIONS)).map((e) => program(name, e, replacement)).join('\n');
        const { value, error } = evalBoth(`${set} [${text}]`);
        expect(error).toBeNull();
        if (replacement === REPLACEMENTS[0])
          expect(value?.match(/\[:new /g)?.length, value ?? '').toBeGreaterThan(calls(name, arity).length / 2);
      }
  });

  test.each(ENGINES)('by every way of redefinition, on %s', (engine) => {
    const { run } = createSubject(engine);
    run('(defn probe [a] [(+ a 1) (+ 1 2) (+ a 1 2) (if (= 1 1) :yes :no)])');
    const as = (text: string): string | null => run(text).value;
    expect(as('(probe 1)')).toBe('[2 3 4 :yes]');
    expect(as('(with-redefs [+ (fn [& xs] (vec xs)) = (fn [a b] false)] (probe 1))')).toBe('[[1 1] [1 2] [1 1 2] :no]');
    expect(as('(probe 1)')).toBe('[2 3 4 :yes]');
    expect(
      as(
        "(def plus +) (defn probe [a] [(+ a 1) (+ 1 2) (+ a 1 2)]) (alter-var-root #'+ (fn [f] (fn [& xs] [:altered (vec xs)]))) (probe 1)",
      ),
    ).toBe('[[:altered [1 1]] [:altered [1 2]] [:altered [1 1 2]]]');
    expect(as("(alter-var-root #'+ (constantly plus)) (defn probe [a] [(+ a 1) (+ 1 2)]) (intern 'clojure.core '+ list) (probe 1)")).toBe(
      '[(1 1) (1 2)]',
    );
    expect(
      as("(intern 'clojure.core '+ plus) (defn probe [a] [(+ a 1) (+ 1 2)]) (in-ns 'clojure.core) (def + -) (in-ns 'user) (probe 1)"),
    ).toBe('[0 -1]');
    expect(
      as(
        "(intern 'clojure.core '+ plus) (defn probe [a] [(+ a 1) (+ 1 2)]) (in-ns 'clojure.core) (def ^:dynamic + user/plus) (in-ns 'user) (binding [+ *] (probe 1))",
      ),
    ).toBe('[1 2]');
    expect(as('(probe 1)')).toBe('[2 3]');
  });

  test('a redefined function that is called last leaves the trace that any call leaves', () => {
    const text = '(defn f [a] (+ a 1))\n(defn g [] (+ 1 2))\n(with-redefs [+ (fn plus [a b] (throw (ex-info "no" {})))] (FN))';
    for (const call of ['f 1', 'g']) {
      const { error } = evalBoth(text.replace('FN', call));
      expect(error?.place).toBe('3:32');
    }
  });

  test('names of locals win over everything in the core library', () => {
    expect(evalBoth('(let [+ -] (+ 5 3))').value).toBe('2');
    expect(evalBoth('((fn [inc] (inc 1 2)) vector)').value).toBe('[1 2]');
    expect(evalBoth('(let [when (fn [x] [:mine x])] (when 1))').value).toBe('[:mine 1]');
    expect(evalBoth('(let [= (fn [a b] :mine) x (= 1 1)] (if (= x :mine) x nil))').value).toBe(':mine');
    expect(evalBoth('(loop [count 0] (if (< count 3) (recur (inc count)) count))').value).toBe('3');
    expect(evalBoth('(letfn [(str [x] (if (zero? x) :mine (str (dec x))))] (str 3))').value).toBe(':mine');
  });
});

describe('pure: a folded call has the value that the call has when it runs', () => {
  const number = fc.constantFrom(
    '0',
    '1',
    '-1',
    '2',
    '3',
    '7',
    '-7',
    '63',
    '64',
    '127',
    '128',
    '-128',
    '-129',
    '2147483647',
    '2147483648',
    '-2147483648',
    '-2147483649',
    '9007199254740991',
    '9007199254740992',
    '9007199254740993',
    '-9007199254740991',
    '-9007199254740992',
    '4611686018427387904',
    '9223372036854775807',
    '-9223372036854775808',
    '9223372036854775808N',
    '1N',
    '1/2',
    '-7/3',
    '0.0',
    '-0.0',
    '1.0',
    '1.5',
    '-2.5',
    '1e308',
    '##Inf',
    '##-Inf',
    '##NaN',
    '1.5M',
    '0M',
    '3037000500',
  );
  const scalar = fc.oneof(number, fc.constantFrom('nil', 'true', 'false', '"abc"', '""', '\\a', ':k', ':n/k', "'s", "'n/s"));
  const data = fc.oneof(
    scalar,
    fc.constantFrom('[]', '[1 2]', '{}', '{:a 1, :k 2}', '#{:k 1}', "'()", "'(1 [2])", '[1 [2 {:a 1}]]', '"xyz"'),
  );
  const argument = fc.oneof({ weight: 3, arbitrary: number }, { weight: 1, arbitrary: data });
  /** Where arithmetic on what is known to be primitive is not that of the same numbers boxed (compiler/primitives.ts). */
  const isPrimitive = (name: string, args: readonly string[]): boolean => {
    if (['quot', 'rem'].includes(name) && args[1] === '0') return true;
    if (/^-'?$/.test(name) && args.includes('-9223372036854775808')) return true;
    return ['/', '-', '=', 'max', 'min'].includes(name) && args.some((arg) => /^(-?[0-9]+\.[0-9]+|1e308|##.*)$/.test(arg));
  };
  const called = PURE.filter((name) => !/^-[a-z]/.test(name));
  const call = fc
    .tuple(fc.constantFrom(...called), fc.array(argument, { minLength: 1, maxLength: 3 }))
    .filter(([name, args]) => !isPrimitive(name, args));

  test('over random arguments at the edges, errors too', () => {
    const subject = createSubject('vm');
    const guarded = (e: string): string => `(try ${e} (catch Throwable e [:threw (str (class e)) (ex-message e)]))`;
    fc.assert(
      fc.property(fc.array(call, { minLength: 20, maxLength: 20 }), (calls) => {
        const pairs = calls.map(
          ([name, args]) => `[${guarded(`(${name} ${args.join(' ')})`)} ${guarded(`((identity ${name}) ${args.join(' ')})`)}]`,
        );
        const outcome = subject.run(`(mapv (fn [[a b]] (if (= (pr-str a) (pr-str b)) :same [a b])) [${pairs.join('\n')}])`);
        expect(outcome.error).toBeNull();
        expect(outcome.value).toBe(`[${calls.map(() => ':same').join(' ')}]`);
      }),
      { numRuns: 100 },
    );
  });

  test('nested folds, and the lets and branches around them', () => {
    const expression = fc.letrec<{ e: string }>((tie) => ({
      e: fc.oneof(
        { maxDepth: 4 },
        scalar,
        fc
          .tuple(fc.constantFrom('+', '-', '*', 'max', '=', '<', 'str', 'quot', "+'", 'bit-and'), tie('e'), tie('e'))
          .map(([f, a, b]) => `(${f} ${a} ${b})`),
        fc.tuple(fc.constantFrom('inc', 'not', 'nil?', 'count', 'even?', '-'), tie('e')).map(([f, a]) => `(${f} ${a})`),
        fc.tuple(tie('e'), tie('e'), tie('e')).map(([a, b, c]) => `(if ${a} ${b} ${c})`),
        fc.tuple(tie('e'), tie('e')).map(([a, b]) => `(let [x ${a} y [x x]] (or (first y) ${b}))`),
        fc.tuple(tie('e'), tie('e'), tie('e')).map(([a, b, c]) => `(case ${a} 1 ${b} (:k nil) ${c} ${b})`),
        fc.tuple(tie('e'), tie('e')).map(([a, b]) => `(do ${a} (and ${b} ${a}))`),
        fc.tuple(tie('e'), tie('e')).map(([a, b]) => `(+ ${a} ${b} 1)`),
      ),
    })).e;
    fc.assert(
      fc.property(fc.array(expression, { minLength: 5, maxLength: 5 }), (es) => {
        evalBoth(`[${es.map((e) => `(try ${e} (catch Throwable e [(str (class e)) (ex-message e)]))`).join('\n')}]`);
      }),
      { numRuns: 100 },
    );
  });
});

describe('immutable: a local keeps its value for as long as it is in scope', () => {
  /** Programs with shadowing, copies, closures that outlive a turn, rebinding, and a log of effects. */
  const name = fc.constantFrom('x', 'y', 'z', '+', 'inc', 'not');
  const program = fc.letrec<{ e: string; f: string }>((tie) => ({
    e: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom('1', '2', '-7', '9223372036854775807', '0.5', 'nil', 'false', ':k', '"s"'),
      fc.constantFrom('x', 'y', 'z'),
      fc.tuple(name, tie('e'), tie('e')).map(([n, a, b]) => `(let [${n} ${a}] ${b})`),
      fc.tuple(name, name, tie('e'), tie('e')).map(([n, m, a, b]) => `(let [${n} ${a} ${m} ${n} k ${m}] [k ${b}])`),
      fc.tuple(fc.constantFrom('+', '-', '*', '=', 'vector', 'log'), tie('e'), tie('e')).map(([f, a, b]) => `(${f} ${a} ${b})`),
      fc.tuple(fc.constantFrom('+', '*', '-'), tie('e'), tie('e'), tie('e')).map(([f, a, b, c]) => `(${f} ${a} ${b} ${c})`),
      fc.tuple(fc.constantFrom('inc', 'not', 'log', 'nil?'), tie('e')).map(([f, a]) => `(${f} ${a})`),
      fc.tuple(tie('e'), tie('e'), tie('e')).map(([a, b, c]) => `(if ${a} ${b} ${c})`),
      fc.tuple(fc.constantFrom('and', 'or', 'do', 'when'), tie('e'), tie('e')).map(([f, a, b]) => `(${f} ${a} ${b})`),
      fc
        .tuple(fc.constantFrom('and', 'or'), tie('e'), tie('e'), tie('e'), tie('e'))
        .map(([f, a, b, c, d]) => `(if (${f} ${a} (not ${b})) ${c} ${d})`),
      fc.tuple(tie('e'), tie('e')).map(([a, b]) => `(try ${a} (catch Throwable x ${b}) (finally (log :f)))`),
      fc.tuple(tie('f'), tie('e')).map(([f, a]) => `(${f} ${a})`),
      fc
        .tuple(tie('e'), tie('e'))
        .map(
          ([a, b]) =>
            `(loop [x 0 y ${a} fs []] (if (= x 3) (mapv (fn [f] (f)) fs) (let [z x] (recur (clojure.core/inc x) ${b} (conj fs (fn [] [x y z]))))))`,
        ),
      fc
        .tuple(tie('e'), tie('e'))
        .map(([a, b]) => `(loop [x 0 y 5 z nil] (if (< x 2) (let [z y q x] (recur (clojure.core/inc q) ${a} [z q])) [x y z ${b}]))`),
    ),
    f: fc.oneof(
      { maxDepth: 5 },
      fc.tuple(name, tie('e')).map(([n, b]) => `(fn [${n}] ${b})`),
      fc.tuple(tie('e')).map(([b]) => `(fn [x & y] ${b})`),
      fc.tuple(tie('e')).map(([b]) => `(fn self [z] (if (vector? z) (let [y z] (self ${b.includes('self') ? '1' : '1'})) ${b}))`),
    ),
  })).e;
  const whole = (e: string): string => `(def seen (atom []))
(defn log ([a] (swap! seen conj a) a) ([a b] (swap! seen conj a b) b))
(defn run [x y z]
  ${e})
[(try (run 1 [2] nil) (catch Throwable e [(str (class e)) (ex-message e)])) @seen]
(run 1 2.5 :z)`;

  test('optimised code does what Core IR says: values, effects, errors and their places', () => {
    fc.assert(
      fc.property(program, (e) => {
        evalBoth(whole(e));
      }),
      { numRuns: 300 },
    );
  });

  test('the same in functions of their own', () => {
    expect(
      evalOn('vm', '(mapv (fn [f] (f)) (loop [i 0 fs []] (if (< i 3) (let [j i k j] (recur (inc i) (conj fs (fn [] [i j k])))) fs)))')
        .value,
    ).toBe('[[0 0 0] [1 1 1] [2 2 2]]');
    expect(evalOn('vm', '(loop [a 1 b 2 n 0] (let [x a y b] (if (= n 3) [a b x y] (recur y x (inc n)))))').value).toBe('[2 1 2 1]');
  });
});
