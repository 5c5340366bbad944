// What Node's start-up snapshot holds: the command line's modules, loaded, and a world that is ready. See decisions/010.
import { startupSnapshot } from 'node:v8';
import { createNodeHost } from '../host/node/index.js';
import { main } from './main.js';
import { createWorld, USUAL_ENGINE } from './session.js';

const world = () => createWorld({ engine: USUAL_ENGINE, host: createNodeHost([]) });

// What functions compile to when they first run is saved with them. Another world, since programs can see what was there before them.
const { runtime } = world();
runtime.evalString('(defn warm [x] (if (vector? x) (str x) {:n (count x)})) (map warm [[1] [2.5] "a"])', {
  onForm: (value) => void runtime.printString(value),
});

const prepared = world();
startupSnapshot.setDeserializeMainFunction(() => {
  void main(process.argv.slice(1), prepared).then((code) => {
    process.exitCode = code;
  });
});
