import { Char } from '../../../data/char.js';
import { Collection, MapLike } from '../../../data/collection.js';
import { illegalState } from '../../../data/errors.js';
import { GUEST } from '../../../data/guest.js';
import { Keyword } from '../../../data/keyword.js';
import { BigDecimal, Double, Ratio, toDouble, WideLong } from '../../../data/numbers/index.js';
import { toArray } from '../../../data/operations/index.js';
import { strOf } from '../../../data/str.js';
import { Sym } from '../../../data/symbol.js';
import { Uuid } from '../../../data/uuid.js';
import type { Value } from '../../../data/value.js';

/** The key of a map as the key of an object: keywords and symbols by their names without a namespace, as `name` gives them. */
function keyText(key: Value): string {
  return key instanceof Keyword || key instanceof Sym ? key.name : String(strOf(key));
}

function collectionAsJson(coll: Collection): unknown {
  if (coll instanceof MapLike) {
    const out: [string, unknown][] = [];
    coll.forEach((key, value) => {
      out.push([keyText(key), value]);
    });
    // Keys such as __proto__ are properties like others.
    return Object.fromEntries(out);
  }
  const items = toArray(coll);
  if (items === GUEST) throw illegalState('A lazy seq that has not been realised cannot be JSON: use clj->js, or doall');
  return items;
}

/** What `JSON.stringify` makes of an instance of each class. What is in a collection it asks by itself. */
const FORMS: readonly (readonly [{ readonly prototype: object }, (x: never) => unknown])[] = [
  [Collection, collectionAsJson],
  [Keyword, (k: Keyword) => k.name],
  [Sym, (s: Sym) => s.name],
  [Char, (c: Char) => String.fromCharCode(c.code)],
  [Uuid, (u: Uuid) => u.toString()],
  [Double, (x: Double) => x.value],
  [WideLong, (x: WideLong) => Number(x.value)],
  [Ratio, (x: Ratio) => toDouble(x)],
  [BigDecimal, (x: BigDecimal) => toDouble(x)],
];

/** Has hosts that hand Clove's data to `JSON.stringify` get objects, arrays and numbers. */
export function installJsonForms(): void {
  for (const [type, form] of FORMS) {
    Object.defineProperty(type.prototype, 'toJSON', {
      value(this: never) {
        return form(this);
      },
      configurable: true,
      writable: true,
    });
  }
}
