import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// `npm test` has just built everything, and tests what users run. The runner on its own must not rely on an image that
// an edit since may have made wrong: there the library is loaded from its sources.
const withoutImage = { find: /^.*\/images\.gen\.js$/, replacement: fileURLToPath(new URL('test/support/no-image.ts', import.meta.url)) };

export default defineConfig({
  resolve: { alias: process.env.CLOVE_TEST_IMAGE === '1' ? [] : [withoutImage] },
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
