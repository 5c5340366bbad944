import { compareArea } from './support.js';

compareArea('text');
