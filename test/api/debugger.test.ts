import { describe, expect, it } from 'vitest';
import { createRuntime, debug } from '../../src/api/index.js';

const TEXT = `(defn square [x]
  (let [y (* x x)]
    (println "square" x)
    (inc y)))
(defn total [xs]
  (loop [sum 0 [x & more] xs]
    (if x
      (recur (+ sum (square x))
             more)
      sum)))
(println "begin")
(total [1 2 3])`;

function session(text = TEXT) {
  let output = '';
  const made = debug(text, {
    file: 'd.clj',
    stdout: (more) => {
      output += more;
    },
  });
  return { d: made, output: () => output };
}

describe('N9: a debugger', () => {
  it('runs a program to its end as it is', () => {
    const { d, output } = session();
    expect([d.state, d.place?.line]).toEqual(['paused', 1]);
    d.run();
    let expected = '';
    const whole = createRuntime({
      stdout: (more) => {
        expected += more;
      },
    });
    expect([d.state, d.value]).toEqual(['done', whole.evaluate(TEXT)]);
    expect(output()).toBe(expected);
  });

  it('steps in, over and out', () => {
    const { d } = session();
    const lines: (number | undefined)[] = [];
    for (let i = 0; i < 3; i++) {
      d.stepOver();
      lines.push(d.place?.line);
    }
    expect(lines).toEqual([5, 11, 12]);
    d.breakAt('d.clj', 2);
    d.run();
    expect(d.frames().map((f) => [f.name, f.place?.line])).toEqual([
      ['user/square', 2],
      ['user/total', 8],
      [expect.any(String), 12],
    ]);
    d.stepOver();
    expect([d.place?.line, d.print(d.evaluate('[x y]'))]).toEqual([3, '[1 1]']);
    d.stepOut();
    expect([d.place?.line, d.frames()[0].name]).toEqual([expect.any(Number), 'user/total']);
    d.stepIn();
    expect(d.state).toBe('paused');
  });

  it('stops at breakpoints, with conditions that see the locals', () => {
    const { d } = session();
    d.breakAt('d.clj', 4, '(= x 2)');
    d.run();
    expect([d.place?.line, d.print(d.evaluate('(+ x y)'))]).toEqual([4, '6']);
    d.run();
    expect(d.state).toBe('done');
  });

  it('goes back, and forward again, without printing anything twice', () => {
    const { d, output } = session();
    d.breakAt('d.clj', 4);
    d.run();
    d.run();
    d.run();
    expect([d.place?.line, d.print(d.evaluate('x'))]).toEqual([4, '3']);
    const there = d.moment;
    d.back();
    expect([d.place?.line, d.moment]).toEqual([3, there - 1]);
    expect(d.print(d.evaluate('[x y]'))).toBe('[3 9]');
    d.goTo(1);
    expect(d.place?.line).toBe(1);
    d.clear('d.clj', 4);
    d.run();
    expect([d.state, d.value]).toEqual(['done', 17]);
    expect(output()).toBe('begin\nsquare 1\nsquare 2\nsquare 3\n');
    d.back();
    expect(d.state).toBe('paused');
    d.run();
    expect(d.value).toBe(17);
  });

  it('tells of what fails, and of the way there', () => {
    const { d } = session('(defn f [n]\n  (/ 10\n     n))\n(f 0)');
    d.run();
    expect([d.state, d.describeError(d.error)]).toEqual(['failed', expect.stringContaining('Divide by zero')]);
    d.back();
    expect([d.state, d.print(d.evaluate('n'))]).toEqual(['paused', '0']);
  });

  it('goes far back in long runs', () => {
    const { d } = session('(defn f [n]\n  (loop [i 0]\n    (if (< i n)\n      (recur\n        (inc i))\n      i)))\n(f 4000)');
    d.run();
    expect(d.value).toBe(4000);
    const last = d.moment;
    d.goTo(last - 3000);
    expect([d.moment, d.state]).toEqual([last - 3000, 'paused']);
    const i = d.evaluate('i') as number;
    d.back();
    d.back();
    d.back();
    d.back();
    expect(i - (d.evaluate('i') as number)).toBeGreaterThan(0);
    d.run();
    expect([d.value, d.moment]).toEqual([4000, last]);
  });

  it('sees the fibers of a program', () => {
    const { d } = session('(def p (promise))\n(def f (future\n  (inc @p)))\n(deliver p 1)\n@f');
    d.breakAt('d.clj', 3);
    d.run();
    expect(d.place?.line).toBe(3);
    d.run();
    expect([d.state, d.value]).toEqual(['done', 2]);
  });
});
