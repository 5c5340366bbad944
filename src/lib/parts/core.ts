import { IMAGE as CORE } from '../images/clojure.core.gen.js';
import { IMAGE as EDN } from '../images/clojure.edn.gen.js';
import { IMAGE as MATH } from '../images/clojure.math.gen.js';
import { IMAGE as STRING } from '../images/clojure.string.gen.js';
import type { Part } from '../part.js';

const IMAGES: Readonly<Record<string, string>> = {
  'clojure.core': CORE,
  'clojure.string': STRING,
  'clojure.edn': EDN,
  'clojure.math': MATH,
};

/** What every program has: clojure.core, and the small namespaces whose natives it needs anyway. */
export const core: Part = { name: 'core', image: (ns) => (Object.hasOwn(IMAGES, ns) ? IMAGES[ns] : undefined) };
