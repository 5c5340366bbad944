import { describe, expect, test } from 'vitest';
import { createRuntime, type EngineName } from '../../src/api/index.js';
import { ENGINES } from '../support/engines.js';

/** Expressions and what they print as, in one runtime that was granted the host's globals. */
const CASES: readonly (readonly [string, string])[] = [
  // Globals, their methods and classes
  ['js/Math.PI', '3.141592653589793'],
  ['[(js/Math.max 1 2 3) (.max js/Math 1 2.5) (apply js/Math.max [1 5])]', '[3 2.5 5]'],
  ['(js/parseInt "12" 10)', '12'],
  [
    '[(new js/Date 0) (js/Date. 0) (js/Date. 2020 0 1)]',
    '[#inst "1970-01-01T00:00:00.000-00:00" #inst "1970-01-01T00:00:00.000-00:00" #inst "2020-01-01T00:00:00.000-00:00"]',
  ],
  ["(macroexpand-1 '(js/Date. 1))", '(new js/Date 1)'],
  ['(js/Promise.resolve 1)', /^#object\[Promise /.source],
  ['(class (.then (js/Promise.resolve 1) inc))', 'js.Promise'],
  ['[js/undefined js/NaN js/Infinity]', '[nil ##NaN ##Inf]'],
  ['(try js/thereIsNone (catch js/ReferenceError e (.-message e)))', '"thereIsNone is not defined"'],
  [
    '(do (set! js/testGlobal 5) [js/testGlobal (js-in "testGlobal" js/globalThis) (js-delete js/globalThis "testGlobal")])',
    '[5 true true]',
  ],
  [
    '(do (set! js/testGlobal #js {}) (set! js/testGlobal.x 1) (let [g js/testGlobal] (js-delete js/globalThis "testGlobal") g))',
    '#js {:x 1}',
  ],
  ['(.. (js/Date. 0) toISOString (slice 0 4))', '"1970"'],
  // Literals
  ['#js {:a 1 "b c" [1 2] :c #js [1 #js {:d 2}]}', '#js {:a 1, "b c" [1 2], :c #js [1 #js {:d 2}]}'],
  ['(let [x 5] #js {:x x :y #js [x (inc x)]})', '#js {:x 5, :y #js [5 6]}'],
  ['(let [make (fn [] #js [])] (identical? (make) (make)))', 'false'],
  ['#js {"__proto__" 1}', '#js {:__proto__ 1}'],
  ["'#js {:a b}", '#js {:a b}'],
  ['(eval (read-string "#js [1 (+ 1 1)]"))', '#js [1 2]'],
  ['(do (defmacro literal [x] `#js {:a ~x :b #js [~@(list 1 2)]}) (let [o (literal (+ 1 2))] [(.-a o) (.-b o)]))', '[3 #js [1 2]]'],
  ['(let [a #js [1]] (.push a 2.5 :k "s" [1] \\c 1/2 1.5M) a)', '#js [1 2.5 :k "s" [1] "c" 0.5 1.5]'],
  // Properties and methods
  ['(let [o #js {:a 1}] (set! (.-a o) 5) (set! (.-b o) nil) [(.-a o) (.-b o) (.-c o) o])', '[5 nil nil #js {:a 5, :b nil}]'],
  ['(-> #js {:a #js {:b 5}} .-a .-b)', '5'],
  ['[(.-length #js [1 2]) (.length "abc") (.charCodeAt "abc" 1) (.padStart "5" 3 "0")]', '[2 3 98 "005"]'],
  ['[(.toFixed 3.14159 2) (.toString 255 16) (.getFullYear (js/Date. 2020 5 1))]', '["3.14" "ff" 2020]'],
  ['(.match "a1b2" #"\\d")', '#js ["1"]'],
  ['(let [{:keys [a b]} #js {:a 1 :b #js {:c 2}}] [a (:c b) (get-in b [:c]) (get b "zz" 5) (:constructor b)])', '[1 2 2 5 nil]'],
  [
    '[(js-obj "a" 1 :b 2) (js-keys #js {:a 1}) (unchecked-get #js {:a 1} "a") (js-invoke js/Math "max" 1 2)]',
    '[#js {:a 1, :b 2} #js ["a"] 1 2]',
  ],
  [
    '(let [o #js {:a 1}] [(js-in "a" o) (js-delete o "a") (js-in "a" o) (unchecked-set o "z" 1.5) o])',
    '[true true false 1.5 #js {:z 1.5}]',
  ],
  ['(let [p (js/Proxy. #js {} #js {:get (fn [_ k] (str "got " k))})] (.-foo p))', '"got foo"'],
  // Arrays and iterables
  [
    '(let [a #js [1 2 3]] (aset a 0 10) [(aget a 0) (alength a) (vec a) (map inc a) (nth a 1) (get a 7)])',
    '[10 3 [10 2 3] (11 3 4) 2 nil]',
  ],
  ['(let [[a b & more] #js [1 2 3 4]] [a b more])', '[1 2 (3 4)]'],
  ['[(vec (js/Uint8Array. #js [1 2 300])) (reduce + (js/Float64Array. #js [1 2.5]))]', '[[1 2 44] 3.5]'],
  ['(let [a (js/Float64Array. 2)] (aset a 0 1) (vec a))', '[1.0 0.0]'],
  ['(into {} (js/Map. #js [#js ["a" 1] #js ["b" 2]]))', '{"a" 1, "b" 2}'],
  ['(let [m (js/Map.)] (.set m :k 1) [(.get m :k) (get m :k) (:k m) (get m :z 0) (count m) (first m)])', '[1 1 1 0 1 [:k 1]]'],
  ['(seq (js/Set. #js [1 2 2]))', '(1 2)'],
  ['(take 3 (js/eval "(function*(){let i=0; for(;;) yield i++})()"))', '(0 1 2)'],
  ['(try (seq #js {}) (catch IllegalArgumentException e (.getMessage e)))', `"Don't know how to create ISeq from: js.Object"`],
  // Functions, both ways
  ['(.map #js [1 2 3] inc)', '#js [2 3 4]'],
  ['(.map #js [1 2 3] (fn [x i] (* x i)))', '#js [0 2 6]'],
  ['(.sort #js [3 1 2] (fn [a b] (- b a)))', '#js [3 2 1]'],
  ['(let [f (fn [x] x) s (js/Set.)] (.add s f) [(.has s f) (identical? f (first s)) (identical? f (aget #js [f] 0))])', '[true true true]'],
  ['(let [f (fn [x] x) o #js {:f f}] [(identical? f (.-f o)) (.f o 5) ((.-f o) 6)])', '[true 5 6]'],
  [
    '(let [f (fn ([a] [:one a]) ([a b] [:two a b]))] (map (fn [args] (js/Reflect.apply f nil args)) [#js [1] #js [1 2] #js [1 2 3]]))',
    '([:one 1] [:two 1 2] [:two 1 2])',
  ],
  ['(try (js/Reflect.apply (fn [a b] 1) nil #js [1]) (catch clojure.lang.ArityException e :arity))', ':arity'],
  ['(.call (fn [a b] [a b]) nil 1 2)', '[1 2]'],
  ['(do (defmulti area :kind) (defmethod area :sq [s] (* (:side s) (:side s))) (vec (.map #js [{:kind :sq :side 3}] area)))', '[9]'],
  ['(try (.map #js [1] (fn [x] (throw (ex-info "inside" {:x x})))) (catch clojure.lang.ExceptionInfo e (ex-data e)))', '{:x 1}'],
  ['(let [seen (atom [])] (.forEach #js [1 2] (fn [x] (swap! seen conj (reduce + (map inc (range x)))))) @seen)', '[1 3]'],
  // Numbers and other values on their way
  [
    '(map js/eval ["1" "1.5" "-0" "2**53-1" "2**53" "10n" "null" "undefined" "true"])',
    '(1 1.5 0 9007199254740991 9.007199254740992E15 10N nil nil true)',
  ],
  ['(js/JSON.stringify #js {:n 1.5 :whole 2.0 :r 1/4 :c \\a})', '"{\\"n\\":1.5,\\"whole\\":2,\\"r\\":0.25,\\"c\\":\\"a\\"}"'],
  ['(js/BigInt 5)', '5N'],
  ['(re-find (js/RegExp. "a(b)" "i") "xAB")', '["AB" "B"]'],
  // Errors by class
  ['(try (throw (js/Error. "x")) (catch js/Error e (.-message e)))', '"x"'],
  [
    '(try (throw (js/TypeError. "x")) (catch js/RangeError e 1) (catch js/TypeError e [2 (.-name e) (ex-message e) (.getMessage e)]))',
    '[2 "TypeError" "x" "x"]',
  ],
  ['(try (js/JSON.parse "{") (catch js/SyntaxError e :syntax))', ':syntax'],
  ['(try (js/JSON.parse "{") (catch Exception e :exception))', ':exception'],
  ['(try (js/JSON.parse "{") (catch :default e (class e)))', 'js.SyntaxError'],
  ['(try (/ 1 0) (catch js/Error e (ex-message e)))', '"Divide by zero"'],
  [
    '(try (throw (ex-info "a" {:x 1})) (catch js/TypeError e 1) (catch clojure.lang.ExceptionInfo e (ex-data e)) (catch js/Error e 3))',
    '{:x 1}',
  ],
  ['(try (try (throw (js/Error. "a")) (catch js/TypeError e 1)) (catch Exception e [:outer (ex-message e)]))', '[:outer "a"]'],
  ['(try (js/eval "throw \'text\'") (catch js/Error e 1) (catch :default e [:thrown e]))', '[:thrown "text"]'],
  [
    '(let [log (atom [])] (try (throw (js/Error. "a")) (catch js/Error e (swap! log conj :caught)) (finally (swap! log conj :finally))) @log)',
    '[:caught :finally]',
  ],
  ['(str (js/Error. "x"))', '"Error: x"'],
  // Classes of the host
  [
    '[(class #js {}) (class #js []) (class (js/Map.)) (class (js/TypeError. "x")) (class js/parseInt) (class (js/Date.))]',
    '[js.Object js.Array js.Map js.TypeError js.Function java.util.Date]',
  ],
  [
    '[(instance? js/Map (js/Map.)) (instance? js/Object (js/Map.)) (instance? js/Set (js/Map.)) (instance? Exception (js/Error. "x")) (instance? js/Error (ex-info "" {}))]',
    '[true true false true true]',
  ],
  [
    '(do (defprotocol Kind (kind [x])) (extend-type js/Map Kind (kind [m] [:map (.-size m)])) (extend-protocol Kind js/Set (kind [_] :set) js/Object (kind [_] :object) js/Error (kind [_] :error) js/Array (kind [_] :array) js/Function (kind [_] :function) js/Date (kind [_] :date) nil (kind [_] :nil)) (map kind [(js/Map.) (js/Set.) #js {} (js/TypeError. "x") #js [] js/parseInt (js/Date.) nil (js/WeakMap.)]))',
    '([:map 0] :set :object :error :array :function :date :nil :object)',
  ],
  // Data out and in
  ['(clj->js {:a 1 :b [1 2 {:c #{3}}] "d" (quote e) nil 5 1 2})', '#js {"1" 2, :a 1, :b #js [1 2 #js {:c #js [3]}], :d "e", "" 5}'],
  [
    '[(clj->js {:a/b :c/d}) (clj->js {:a/b {:c 1}} :keyword-fn str) (clj->js (map inc [1 2])) (clj->js nil) (clj->js {"__proto__" 1})]',
    '[#js {:b "d"} #js {":a/b" #js {":c" 1}} #js [2 3] nil #js {:__proto__ 1}]',
  ],
  ['(js->clj #js {:a 1 :b #js [1 2.5 #js {:c nil}]})', '{"a" 1, "b" [1 2.5 {"c" nil}]}'],
  ['(js->clj (js/JSON.parse "{\\"a/b\\":[1,{\\"c\\":null}]}") :keywordize-keys true)', '{:a/b [1 {:c nil}]}'],
  ['(let [d (js/Date. 0) f inc] (= {"d" d "f" f} (js->clj #js {:d d :f f})))', 'true'],
  ['(let [x {:a [1 {:b "c"}] :d nil}] (= x (js->clj (clj->js x) :keywordize-keys true)))', 'true'],
  [
    "(do (require '[clojure.data.json :as json]) [(json/write-str #js {:a #js [1 1.5 nil] :b {:c 1}}) (json/write-str (js/Float64Array. #js [1 2]))])",
    '["{\\"a\\":[1,1.5,null],\\"b\\":{\\"c\\":1}}" "[1.0,2.0]"]',
  ],
];

function runtime(engine: EngineName) {
  return createRuntime({ engine, host: { globals: globalThis } });
}

describe.each(ENGINES)('objects of the host, on %s', (engine) => {
  const granted = runtime(engine);
  test.each(CASES)('%s', (text, expected) => {
    const shown = granted.printString(granted.evalString(text));
    if (expected.startsWith('^')) expect(shown).toMatch(new RegExp(expected));
    else expect(shown).toBe(expected);
  });

  test('errors of the host arrive as they are', () => {
    expect(() => granted.evalString('(throw (js/RangeError. "deep"))')).toThrow(RangeError);
  });

  test.each(['#js ()', '#js {5 1}', '#js 5'])('%s is refused', (text) => {
    expect(() => granted.evalString(text)).toThrow();
  });

  test('what a host hands in is data without copying', () => {
    const user = { name: 'Ada', tags: ['x', 'y'], address: { city: 'London' }, greet: (who: string) => `hello ${who}` };
    const f = granted.evalString('(fn [{:keys [name tags address] :as user}] [name (vec tags) (:city address) (.greet user "you")])');
    expect(granted.printString(granted.call(f, user))).toBe('["Ada" ["x" "y"] "London" "hello you"]');
  });

  test('errors of the host can be caught where nothing was granted', () => {
    const shut = createRuntime({ engine });
    const f = shut.evalString('(fn [o] (try (.fail o) (catch js/TypeError e [:type (ex-message e)]) (catch js/Error e :error)))');
    const fails = {
      fail() {
        throw new TypeError('no');
      },
    };
    expect(shut.printString(shut.call(f, fails))).toBe('[:type "no"]');
  });

  test.each([
    '(:constructor o)',
    '(get o "__proto__")',
    '(unchecked-get o "constructor")',
    '(js-invoke o "constructor")',
    '(.-constructor o)',
    '(:prototype (.-f o))',
  ])('nothing leads out of an object: %s', (text) => {
    const shut = createRuntime({ engine });
    const f = shut.evalString(`(fn [o] (try ${text} (catch Exception e nil)))`);
    expect(shut.call(f, { f() {} })).toBe(null);
  });
});
