import { describe, expect, it } from 'vitest';
import { keyword, keywordOf } from '../../src/data/keyword.js';
import { sameSymbol, symbol, symbolOf } from '../../src/data/symbol.js';

describe('keywords', () => {
  it('are interned', () => {
    expect(keyword(null, 'a')).toBe(keywordOf('a'));
    expect(keyword('a', 'b')).toBe(keywordOf('a/b'));
    expect(keyword('a', 'b')).not.toBe(keyword(null, 'a/b'));
  });
  it('split at the first slash, and keep a lone one', () => {
    expect(keywordOf('a/b/c')).toMatchObject({ ns: 'a', name: 'b/c' });
    expect(keywordOf('/')).toMatchObject({ ns: null, name: '/' });
    expect(String(keywordOf('a/b'))).toBe(':a/b');
  });
  it("have Clojure's hashes", () => {
    expect([keywordOf('a').hash, keywordOf('a/b').hash, keywordOf('foo').hash, keywordOf('κλ').hash]).toEqual([
      -2123407586, 1482224565, 1268894036, -1052291613,
    ]);
    expect(keyword(null, 'a b').hash).toBe(255903096);
  });
});

describe('symbols', () => {
  it("have Clojure's hashes", () => {
    expect([symbolOf('a').hash, symbolOf('a/b').hash, symbolOf('é').hash]).toEqual([-482876059, -1172211204, 1763584775]);
    expect(symbol(null, '').hash | 0).toBe(-1640531527);
  });
  it('are equal by name, whatever their metadata', () => {
    expect(sameSymbol(symbolOf('a/b'), symbol('a', 'b').withMeta({}))).toBe(true);
    expect(sameSymbol(symbolOf('a/b'), symbol(null, 'a/b'))).toBe(false);
    expect(String(symbolOf('a/b'))).toBe('a/b');
    expect(symbolOf('clojure.core//')).toMatchObject({ ns: 'clojure.core', name: '/' });
  });
});
