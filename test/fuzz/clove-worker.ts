/** Runs programs on Clove's vm, each in a namespace of its own, for as long as it is asked. */
import { parentPort } from 'node:worker_threads';
import { createSubject } from '../support/engines.js';
import { prelude } from './prelude.js';

const subject = createSubject('vm');
const { error } = subject.run(`${prelude}\n(require 'clojure.string 'clojure.set 'clojure.walk 'clojure.math)`, 'prelude.clj');
if (error !== null) throw new Error(`the prelude fails:\n${error.report}`);
const { runtime } = subject;
// As Clojure's main, which the other process runs under, binds it.
runtime.evalString('(set! *print-namespace-maps* true)');
const before = runtime.evalString("(fn [ns-name] (let [s (symbol ns-name)] (remove-ns s) (in-ns s) (refer 'clojure.core) (p/start)))");
const after = runtime.evalString("(fn [ns-name] (in-ns 'user) (remove-ns (symbol ns-name)))");

parentPort?.on('message', ([namespace, text]: [string, string]) => {
  runtime.call(before, namespace);
  const outcome = subject.run(text, 'case.clj');
  runtime.call(after, namespace);
  parentPort?.postMessage(outcome);
});
parentPort?.postMessage('ready');
