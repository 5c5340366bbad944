import type { Span } from '../reader/source.js';
import type { CompilerHost } from './host.js';
import type { Node } from './ir.js';

/** A reference to the var of that name in the core library. */
export const coreVar = (host: CompilerHost, name: string, span: Span | null): Node => ({ op: 'var', var: host.core(name), span });

/** A call of the function of that name in the core library. */
export const callCore = (host: CompilerHost, name: string, args: readonly Node[], span: Span | null): Node => ({
  op: 'invoke',
  fn: coreVar(host, name, span),
  args,
  span,
});
