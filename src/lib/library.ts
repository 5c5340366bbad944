import { furtherNatives } from './natives/further.js';
import { createLibrary } from './part.js';
import { snapshots } from './parts/snapshots.js';
import { sources } from './parts/sources.js';
import { tree } from './parts/tree.js';

/** The library that Clove ships, to be loaded from its sources. */
export const sourceLibrary = createLibrary([{ name: 'natives', natives: furtherNatives }, sources, snapshots, tree]);
