import { NOTHING } from '../../bytecode/instructions/closures.js';
import { GuestInstance } from '../../data/by-value.js';
import { Char, charOf } from '../../data/char.js';
import { IS_COLLECTION, IS_MAPLIKE, IS_SEQ, IS_SEQUENTIAL, IS_SETLIKE, IS_VEC } from '../../data/collection.js';
import { Fn } from '../../data/functions.js';
import { GUEST, PARKED } from '../../data/guest.js';
import { fromHost } from '../../data/host.js';
import { Keyword } from '../../data/keyword.js';
import { EntryMap, ShapeMap } from '../../data/maps/index.js';
import { Double } from '../../data/numbers/index.js';
import { ArraySeq, ChunkedSeq, Cons, PersistentVector, VectorSeq } from '../../data/seqs/index.js';
import { EMPTY_NODE } from '../../data/seqs/vector-trie.js';
import { Sym, sameSymbol } from '../../data/symbol.js';
import { Instance, Record, recordEquals } from '../../data/types.js';
import { EXIT } from './exits.js';
import { HELPERS } from './stencils.gen.js';

/** What the texts of compiled code refer to by name, and what is the same for all engines. */
export const NAMES_OF_TEXTS = {
  ...{ EXIT, GUEST, PARKED, Fn, NOTHING, Instance, Record, ShapeMap, EntryMap, PersistentVector, Double, Keyword, Sym },
  ...{ IS_COLLECTION, IS_SEQUENTIAL, IS_SEQ, IS_VEC, IS_MAPLIKE, IS_SETLIKE, GuestInstance, ChunkedSeq, ArraySeq, VectorSeq },
  ...{ EMPTY_NODE, recordEquals, Cons, sameSymbol, fromHost, Char, charOf },
  ...HELPERS,
};
