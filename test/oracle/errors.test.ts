import { compareArea } from './support.js';

compareArea('errors');
