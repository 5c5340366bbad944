import { createTreeEngine } from '../../engines/tree/engine.js';
import type { Part } from '../part.js';
import { sources } from './sources.js';

/** The reference engine, which loads the library from its sources. */
export const tree: Part = { name: 'tree', needs: [sources], tree: createTreeEngine };
