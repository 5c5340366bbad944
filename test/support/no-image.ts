/** In the place of the images that the build makes: see vitest.config.ts. */
export const IMAGES = {};
