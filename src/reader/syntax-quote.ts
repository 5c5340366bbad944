import { Char } from '../data/char.js';
import { Collection, MapLike, Seq, SetLike, Vec } from '../data/collection.js';
import { illegalState, runtimeError } from '../data/errors.js';
import { GUEST } from '../data/guest.js';
import { Keyword, keyword } from '../data/keyword.js';
import { isNumber } from '../data/numbers/index.js';
import { list } from '../data/seqs/index.js';
import { Sym, symbol, symbolOf } from '../data/symbol.js';
import { TaggedLiteral } from '../data/tagged.js';
import type { Value } from '../data/value.js';
import { copySpan } from './spans.js';

const core = (name: string): Sym => symbol('clojure.core', name);
const QUOTE = symbolOf('quote');
const SEQ = core('seq');
const CONCAT = core('concat');
const LIST = core('list');
const APPLY = core('apply');
const TAGGED = core('tagged-literal');
const VECTOR = core('vector');
const HASH_MAP = core('hash-map');
const HASH_SET = core('hash-set');
const WITH_META = core('with-meta');
const LINE = keyword(null, 'line');
const COLUMN = keyword(null, 'column');

const SPECIAL = new Set(
  'def loop* recur if case* let* letfn* do fn* quote var import* . set! deftype* reify* try throw monitor-enter monitor-exit catch finally new &'.split(
    ' ',
  ),
);

/** Forms nested deeper than this are refused, since the expansion recurses. */
const MAX_DEPTH = 500;

/** Whether a symbol names a special form, which syntax-quote leaves alone. */
export function isSpecialSymbol(s: Sym): boolean {
  return s.ns === null ? SPECIAL.has(s.name) : s.ns === 'clojure.core' && s.name === 'import*';
}

/** What the expansion needs to know: see `ReaderContext`. */
export interface SyntaxQuoteContext {
  resolveSymbol(s: Sym): Sym;
  nextId(): number | string;
}

/**
 * The code that builds `form` when it is evaluated, as Clojure's reader makes of a syntax-quoted form: symbols are
 * resolved, `x#` becomes the same fresh symbol throughout, `~` and `~@` put values in, metadata is kept.
 */
export function syntaxQuote(form: Value, context: SyntaxQuoteContext): Value {
  return new Expansion(context).expand(form, 0);
}

class Expansion {
  private readonly gensyms = new Map<string, Sym>();
  constructor(private readonly context: SyntaxQuoteContext) {}

  expand(form: Value, depth: number): Value {
    if (depth > MAX_DEPTH) throw runtimeError('Syntax-quoted form is nested too deeply');
    if (isCall(form, 'unquote')) return argument(form as Seq);
    const built = this.build(form, depth);
    copySpan(form, built);
    const meta = form instanceof Sym || form instanceof Collection ? form.meta : null;
    if (!(meta instanceof MapLike) || meta.dissoc(LINE).dissoc(COLUMN).count() === 0) return built;
    const whole = list(WITH_META, built, this.expand(meta, depth + 1));
    copySpan(form, whole);
    return whole;
  }

  private build(form: Value, depth: number): Value {
    if (form instanceof Sym) return list(QUOTE, this.resolve(form));
    if (isCall(form, 'unquote-splicing')) throw illegalState('splice not in list');
    if (form instanceof Collection) {
      if (form instanceof MapLike) {
        const flat: Value[] = [];
        form.forEach((k, v) => {
          flat.push(k, v);
        });
        return list(APPLY, HASH_MAP, this.concat(flat, depth));
      }
      if (form instanceof Vec) return list(APPLY, VECTOR, this.concat(elements(form), depth));
      if (form instanceof SetLike) return list(APPLY, HASH_SET, this.concat(elements(form), depth));
      const items = elements(form);
      return items.length === 0 ? list(LIST) : this.concat(items, depth);
    }
    if (form instanceof TaggedLiteral) return list(TAGGED, list(QUOTE, form.tag), this.expand(form.form, depth + 1));
    if (form instanceof Keyword || form instanceof Char || typeof form === 'string' || isNumber(form)) return form;
    return list(QUOTE, form);
  }

  /** `(seq (concat …))`, one part for each element. */
  private concat(items: Value[], depth: number): Value {
    const parts = items.map((item) => {
      if (isCall(item, 'unquote-splicing')) return argument(item as Seq);
      const part = list(LIST, this.expand(item, depth + 1));
      copySpan(item, part);
      return part;
    });
    return list(SEQ, list(CONCAT, ...parts));
  }

  private resolve(s: Sym): Sym {
    if (isSpecialSymbol(s)) return s;
    if (s.ns === null && s.name.endsWith('#')) {
      let made = this.gensyms.get(s.name);
      if (made === undefined) {
        made = symbol(null, `${s.name.slice(0, -1)}__${this.context.nextId()}__auto__`);
        this.gensyms.set(s.name, made);
      }
      return made;
    }
    if (s.ns === null && s.name.startsWith('.')) return s;
    if (s.ns === null && s.name.endsWith('.')) {
      const resolved = this.context.resolveSymbol(symbol(null, s.name.slice(0, -1)));
      return symbol(null, `${resolved.name}.`);
    }
    return this.context.resolveSymbol(s);
  }
}

function isCall(form: Value, name: string): boolean {
  if (!(form instanceof Seq)) return false;
  const head = form.first();
  return head instanceof Sym && head.ns === 'clojure.core' && head.name === name;
}

/** The second element of a form; nil where there is none. */
function argument(form: Seq): Value {
  const rest = form.next();
  return rest === null || rest === GUEST ? null : rest.first();
}

function elements(form: Collection): Value[] {
  const items: Value[] = [];
  for (let s = form.seq(); s !== null; s = s.next()) {
    if (s === GUEST) throw runtimeError('A lazy sequence that is not realised cannot be syntax-quoted');
    items.push(s.first());
  }
  return items;
}
