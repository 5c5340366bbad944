import { compareArea } from './support.js';

compareArea('data-formats');
