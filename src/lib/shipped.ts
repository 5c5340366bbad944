import { openImage } from '../bytecode/image/index.js';
import type { Library } from '../runtime/runtime.js';
import { IMAGE } from './image.gen.js';
import { sourceLibrary } from './library.js';

/** The library that Clove ships, with the image that the build made of its sources. Without one the sources are loaded. */
export const library: Library = { ...sourceLibrary, image: IMAGE === '' ? null : openImage(IMAGE, true) };
