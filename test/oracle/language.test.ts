import { compareArea } from './support.js';

compareArea('language');
