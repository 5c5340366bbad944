import { compareArea } from './support.js';

compareArea('java');
