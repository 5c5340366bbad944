import { compareArea } from './support.js';

compareArea('seqs');
