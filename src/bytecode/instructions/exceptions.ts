import { type ClassRef, isInstance } from '../../data/classes.js';
import type { Value } from '../../data/value.js';
import { branch, control } from './define.js';

export const THROW = control({
  doc: 'throws R[A]',
  a: 'src',
  flow: 'end',
  cold: true,
  body(m, a) {
    throw m.fiber.thrown(m.regs[m.base + a]);
  },
});

export const RETHROW = control({
  doc: 'throws R[A] on, which a handler caught',
  a: 'src',
  flow: 'end',
  cold: true,
  body(m, a) {
    throw m.regs[m.base + a];
  },
});

export const JINSTANCE = branch({
  doc: 'goes on where R[A] is an instance of the class K[B], else to the target',
  b: 'const',
  constant: 'class',
  body: (x: Value, type: ClassRef) => isInstance(type, x),
});
