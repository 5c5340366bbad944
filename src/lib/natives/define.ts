export { type Arities, type ClassMembers, defineNatives, nativeFn, type NativeSpec, type NativeTable } from '../../runtime/natives.js';
