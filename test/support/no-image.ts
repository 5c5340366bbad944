/** In the place of the image that the build makes: see vitest.config.ts. */
export const IMAGE = '';
