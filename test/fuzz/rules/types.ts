import type { Type } from '../types.js';

/** The rules of the grammar as text (see template.ts), each with its weight. `p/…` is defined in prelude.ts. */
export type Rules = readonly (readonly [weight: number, template: string])[];

/** What forms of each type are made of. */
export type RulesByType = Partial<Record<Type, Rules>>;

/** A form at the top of a program, and what it makes known to the forms after it. */
export type DefinitionRule = readonly [weight: number, template: string, exports: readonly (readonly [name: string, type: Type])[]];
