export {
  type Arities,
  type ClassMembers,
  defineNatives,
  type LibraryMembers,
  type Member,
  type NativeSpec,
  type NativeTable,
  nativeFn,
} from '../../runtime/natives.js';
