import { compareArea } from './support.js';

compareArea('types-and-state');
