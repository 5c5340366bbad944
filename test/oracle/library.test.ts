import { compareArea } from './support.js';

compareArea('library');
