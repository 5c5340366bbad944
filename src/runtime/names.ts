import type { CompilerHost } from '../compiler/host.js';
import { isSpecialForm } from '../compiler/lower/index.js';
import { type Sym, symbol } from '../data/symbol.js';
import type { Namespace, Namespaces } from './namespace.js';

/** `map` → `clojure.core/map`, `s/join` → `clojure.string/join`, `String` → `java.lang.String`, else the current namespace. */
export function resolveForSyntaxQuote(sym: Sym, ns: Namespace, compiler: CompilerHost): Sym {
  if (sym.ns !== null) {
    const full = ns.aliases.get(sym.ns);
    if (full !== undefined) return symbol(full, sym.name);
    const type = compiler.resolve(symbol(null, sym.ns));
    return type?.kind === 'class' ? symbol(type.type.name, sym.name) : sym;
  }
  if (isSpecialForm(sym.name)) return sym;
  if (sym.name.startsWith('.') && sym.name !== '..') return sym;
  if (sym.name.endsWith('.') && sym.name !== '..') {
    const type = compiler.resolve(symbol(null, sym.name.slice(0, -1)));
    return type?.kind === 'class' ? symbol(null, `${type.type.name}.`) : sym;
  }
  const resolved = compiler.resolve(sym);
  if (resolved?.kind === 'var') return symbol(resolved.var.ns, resolved.var.name);
  if (resolved?.kind === 'class') return symbol(null, resolved.type.name);
  // A name with dots can only be that of a class.
  return sym.name.includes('.') ? sym : symbol(ns.name, sym.name);
}

/** Names that begin with `prefix` and mean something in the namespace, sorted. */
export function completions(prefix: string, ns: Namespace, namespaces: Namespaces): string[] {
  const slash = prefix.indexOf('/');
  if (slash > 0) {
    const alias = prefix.slice(0, slash);
    const there = namespaces.find(ns.aliases.get(alias) ?? alias);
    const names = there?.interned().filter((v) => !v.isPrivate) ?? [];
    return names
      .map((v) => `${alias}/${v.name}`)
      .filter((n) => n.startsWith(prefix))
      .sort();
  }
  const names = [...ns.mappings.keys(), ...ns.coreVars().map((v) => v.name), ...ns.aliases.keys(), ...namespaces.all().map((n) => n.name)];
  return [...new Set(names)].filter((n) => n.startsWith(prefix)).sort();
}
