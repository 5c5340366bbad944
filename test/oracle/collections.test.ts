import { compareArea } from './support.js';

compareArea('collections');
