export { type Arities, type ClassMembers, defineNatives, type NativeSpec, type NativeTable, nativeFn } from '../../runtime/natives.js';
