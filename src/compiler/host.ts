import type { ClassRef } from '../data/classes.js';
import type { Sym } from '../data/symbol.js';
import type { TypeDef, TypeKind } from '../data/types.js';
import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';

/** What a symbol means in a namespace, apart from locals and special forms. */
export type Resolved =
  | { readonly kind: 'var'; readonly var: Var }
  | { readonly kind: 'class'; readonly type: ClassRef }
  /** A static member of a class that portable code names: `Math/PI`, `Math/sqrt`. */
  | { readonly kind: 'static'; readonly value: Value }
  | { readonly kind: 'jsGlobal'; readonly name: string };

/** What the compiler asks of the runtime that it compiles for: namespaces, macros and types. It knows no engine. */
export interface CompilerHost {
  /** The name of the namespace that forms are compiled in. */
  currentNs(): string;
  resolve(sym: Sym): Resolved | undefined;
  /** The var of that name in the current namespace, made if it is new; throws where the name may not be defined. */
  intern(sym: Sym): Var;
  /** The var of the core library called `name`; the compiler refers to a few itself. */
  core(name: string): Var;
  /** Calls a macro's function. */
  callMacro(macro: Var, form: Value, env: Value, args: readonly Value[]): Value;
  /** The type that `deftype*` names, known from here on by its name in the current namespace; or that of a `reify*`. */
  declareType(kind: TypeKind, name: string, fields: readonly Sym[]): TypeDef;
  /** Whether a class is a type of the guest, whose few static methods the runtime has. */
  hasGuestMethods(type: ClassRef): boolean;
  /** Whether the name is that of a namespace, or of an alias of the current one. */
  hasNamespace(name: string): boolean;
  /** Names like `sym` that do resolve, best first, for hints. */
  similarNames(sym: Sym, locals: readonly string[]): string[];
  /** A number that no earlier call gave in this namespace, for the names of anonymous things. */
  nextId(): number;
  /** Whether codes know the names of their locals. */
  readonly namesLocals: boolean;
  /** Whether `*unchecked-math*` is set, so that the arithmetic of longs wraps around. */
  uncheckedMath(): boolean;
}
