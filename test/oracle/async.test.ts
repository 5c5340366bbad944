import { compareArea } from './support.js';

compareArea('async');
