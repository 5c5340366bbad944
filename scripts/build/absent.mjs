// What programs that `clove build` made do not bring along: the library as text and as an image (they have their own part of it), and the
// reference engine. Each becomes a module that says so.
import { join } from 'node:path';
import { root } from '../setup.mjs';

const EMPTY = {
  'src/lib/sources.gen.ts': 'export const CORE_FILES = []; export const PARTS = {}; export const SOURCES = {};',
  'src/lib/image.gen.ts': "export const IMAGE = '';",
  'src/engines/tree/engine.ts':
    "export const createTreeEngine = () => { throw new Error('The engine tree is no part of a program that clove build made'); };",
};

export const ABSENT = {
  name: 'absent',
  setup(build) {
    for (const [file, contents] of Object.entries(EMPTY)) {
      const path = join(root, file);
      build.onLoad({ filter: new RegExp(`${path.replace(/[.\\/]/g, '\\$&')}$`) }, () => ({ contents, loader: 'ts' }));
    }
  },
};
