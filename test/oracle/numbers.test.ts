import { compareArea } from './support.js';

compareArea('numbers');
