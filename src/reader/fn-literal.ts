import { list, vectorFromArray } from '../data/seqs/index.js';
import { type Sym, symbol, symbolOf } from '../data/symbol.js';
import type { Value } from '../data/value.js';

const FN = symbolOf('fn*');
const REST = symbolOf('&');

/** The parameters of a `#(…)` literal, found as its body is read. */
export class FnLiteral {
  private readonly positional: (Sym | undefined)[] = [];
  private rest: Sym | null = null;
  /** `nextId` numbers the names, so that they meet no other. They end in `#`, so that syntax-quote keeps them apart too. */
  constructor(private readonly nextId: () => number | string) {}

  /** The parameter that `%` followed by `text` means; null where that is no argument literal. */
  argument(text: string): Sym | null {
    if (text === '&') {
      this.rest ??= symbol(null, `rest__${this.nextId()}#`);
      return this.rest;
    }
    if (text !== '' && !/^[1-9]\d{0,3}$/.test(text)) return null;
    const n = text === '' ? 1 : Number(text);
    return this.positionalAt(n);
  }

  private positionalAt(n: number): Sym {
    let s = this.positional[n];
    if (s === undefined) {
      s = symbol(null, `p${n}__${this.nextId()}#`);
      this.positional[n] = s;
    }
    return s;
  }

  /** `(fn* [p1 … & rest] body)`. */
  form(body: Value): Value {
    const parameters: Value[] = [];
    for (let n = 1; n < this.positional.length; n++) parameters.push(this.positionalAt(n));
    if (this.rest !== null) parameters.push(REST, this.rest);
    return list(FN, vectorFromArray(parameters), body);
  }
}
