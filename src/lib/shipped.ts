import { IMAGES } from './images.gen.js';
import { furtherNatives } from './natives/further.js';
import { createLibrary, type Part } from './part.js';
import { details } from './parts/details.js';
import { snapshots } from './parts/snapshots.js';
import { sources } from './parts/sources.js';
import { tree } from './parts/tree.js';

const namespaces: Part = {
  name: 'namespaces',
  natives: furtherNatives,
  image: (ns) => (Object.hasOwn(IMAGES, ns) ? IMAGES[ns] : undefined),
};

/** The whole library that Clove ships, in memory. Where there are no images, its sources are loaded. */
export const library = createLibrary([namespaces, details, sources, snapshots, tree]);
