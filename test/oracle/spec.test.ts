import { compareArea } from './support.js';

compareArea('spec');
