import { type CaseTable, Code, type CodeBody, type Handler, type LocalNames, type Packing, type TrustedSite } from '../../bytecode/code.js';
import { NOTHING } from '../../bytecode/instructions/closures.js';
import { type MapSite, mapSite } from '../../bytecode/instructions/literals.js';
import type { KeywordSite, MemberSite } from '../../bytecode/instructions/members.js';
import { verifyAlone } from '../../bytecode/verify.js';
import { Fn, type FnTemplate, NativeFn } from '../../data/functions.js';
import { Keyword } from '../../data/keyword.js';
import type { Value } from '../../data/value.js';
import { Var } from '../../data/var.js';
import { type Kind, kind, object, type PartSink, type PartSource } from './kind.js';

/** What a constant of a code is: a value, or what the compiler put there for an instruction. */
const CONSTANT = 0;
const CODE = 1;
const KEYWORD_SITE = 2;
const MEMBER_SITE = 3;
const CASE_TABLE = 4;
const CONSTANTS = 5;
const MAP_SITE = 6;
const SITE = 7;

function numbers(all: Iterable<number> & { readonly length: number }, out: PartSink): void {
  out.uint(all.length);
  for (const n of all) out.int(n);
}

const readNumbers = (from: PartSource): number[] => Array.from({ length: from.count() }, () => from.int());

function writeConstant(x: unknown, out: PartSink): void {
  if (x instanceof Code) {
    out.uint(CODE);
    out.ref(x);
    return;
  }
  if (Array.isArray(x)) {
    out.uint(CONSTANTS);
    out.uint(x.length);
    for (const inner of x) writeConstant(inner, out);
    return;
  }
  if (typeof x !== 'object' || x === null || Object.getPrototypeOf(x) !== Object.prototype) {
    out.uint(CONSTANT);
    out.ref(x);
    return;
  }
  if ('byIdentity' in x) {
    const table = x as CaseTable;
    out.uint(CASE_TABLE);
    out.uint(table.otherwise);
    for (const pairs of [[...table.byIdentity], table.others]) {
      out.uint(pairs.length);
      for (const [constant, target] of pairs) {
        out.ref(constant);
        out.uint(target);
      }
    }
    return;
  }
  const names = Object.keys(x);
  const what = names.join();
  if (what === 'keyword,shape,index') {
    // What it remembers of the maps that came by is found out again.
    out.uint(KEYWORD_SITE);
    out.ref((x as KeywordSite).keyword);
  } else if (what === 'name,orField') {
    out.uint(MEMBER_SITE);
    out.string((x as MemberSite).name);
    out.uint((x as MemberSite).orField ? 1 : 0);
  } else if (what === 'keys,shape') {
    const { keys } = x as MapSite;
    out.uint(MAP_SITE);
    out.uint(keys.length);
    for (const key of keys) out.ref(key);
  } else {
    out.uint(SITE);
    out.uint(names.length);
    for (const name of names) {
      out.string(name);
      writeConstant((x as { [name: string]: unknown })[name], out);
    }
  }
}

function readConstant(from: PartSource): Value {
  switch (from.uint()) {
    case CONSTANT:
      return from.value();
    case CODE:
      return object(Code).read(from);
    case KEYWORD_SITE:
      return { keyword: object(Keyword).read(from) as Keyword, shape: null, index: 0 } satisfies KeywordSite;
    case MEMBER_SITE:
      return { name: from.string(), orField: from.uint() === 1 } satisfies MemberSite;
    case CASE_TABLE: {
      const otherwise = from.uint();
      const pairs = (): [Value, number][] => Array.from({ length: from.count() }, () => [from.value(), from.uint()]);
      return { byIdentity: new Map(pairs()), others: pairs(), otherwise } satisfies CaseTable;
    }
    case CONSTANTS:
      return Array.from({ length: from.count() }, () => readConstant(from));
    case MAP_SITE:
      return mapSite(Array.from({ length: from.count() }, () => object(Keyword).read(from) as Keyword));
    case SITE: {
      const site: object = {};
      for (let left = from.count(); left > 0; left--)
        Object.defineProperty(site, from.string(), { value: readConstant(from), enumerable: true, writable: true, configurable: true });
      return site;
    }
    default:
      throw from.broken();
  }
}

function writeCode(code: Code, out: PartSink): void {
  code.unpack();
  out.string(code.file);
  out.uint(code.registers);
  numbers(code.starts ?? code.entries, out);
  // What was distrusted since is trusted, or not, by what the vars hold where it is restored.
  const words = code.words.slice();
  for (const site of code.sites) if (site.original !== 0) words[site.pc] = site.original;
  out.uint(words.length);
  out.bytes(new Uint8Array(words.buffer));
  out.uint(code.handlers.length);
  for (const h of code.handlers) for (const n of [h.start, h.end, h.handler, h.register]) out.uint(n);
  numbers(code.lines, out);
  out.uint(code.sites.length);
  for (const site of code.sites) {
    out.ref(site.var);
    for (const n of [site.pc, site.wide, site.target]) out.int(n);
  }
  out.uint(code.constants.length);
  for (const constant of code.constants) writeConstant(constant, out);
  writeNames(code.names, out);
}

function writeNames(names: LocalNames | null, out: PartSink): void {
  out.uint(names === null ? 0 : names.registers.length + 1);
  if (names === null) return;
  for (const { name, register, from, to } of names.registers) {
    out.string(name);
    out.uint(register);
    out.uint(from);
    out.uint(to);
  }
  out.uint(names.captured.length);
  for (const name of names.captured) out.string(name);
}

function readNames(from: PartSource): LocalNames | null {
  const count = from.count();
  if (count === 0) return null;
  const registers = Array.from({ length: count - 1 }, () => ({
    name: from.string(),
    register: from.uint(),
    from: from.uint(),
    to: from.uint(),
  }));
  return { registers, captured: Array.from({ length: from.count() }, () => from.string()) };
}

function readCode(from: PartSource): CodeBody {
  const file = from.string();
  const registers = from.uint();
  const entries = Int32Array.from(readNumbers(from));
  const words = new Int32Array(from.bytes(from.uint() * 4).slice().buffer as ArrayBuffer);
  const handlers: Handler[] = Array.from({ length: from.count() }, () => ({
    start: from.uint(),
    end: from.uint(),
    handler: from.uint(),
    register: from.uint(),
  }));
  const lineTable = Int32Array.from(readNumbers(from));
  const sites: TrustedSite[] = Array.from({ length: from.count() }, () => {
    const trusted = object(Var).read(from) as Var;
    return { var: trusted, pc: from.int(), wide: from.int(), target: from.int(), original: 0 };
  });
  const constants = Array.from({ length: from.count() }, () => readConstant(from));
  return { file, registers, entries, words, handlers, lineTable, sites, constants };
}

const NO_TEMPLATE: FnTemplate = { name: '', arities: [], restArity: -1 };
const NO_BODY: Packing = {
  body() {
    throw new Error('Internal error: a code of a snapshot was called before it was read');
  },
};

export const codeKinds: readonly Kind[] = [
  kind<Code>({
    name: 'Code',
    prototypes: [Code.prototype],
    internal: true,
    head(code, out) {
      out.string(code.name);
      out.int(code.restArity);
      numbers(code.arities, out);
      numbers(code.captures, out);
    },
    make(from) {
      const name = from.string();
      const restArity = from.int();
      const arities = readNumbers(from);
      return Code.packed(name, arities, restArity, Int32Array.from(readNumbers(from)), NO_BODY);
    },
    body: writeCode,
    fill(code, from) {
      const body = readCode(from);
      code.names = readNames(from);
      code.packAgain({ body: () => body });
      // What the code trusts is looked at when it is unpacked: then all vars have their values.
      from.later(() => {
        code.unpack();
        verifyAlone(code);
      });
      from.last(() => from.world.engine.adopt(code));
    },
  }),
  kind<Fn>({
    name: 'Fn',
    prototypes: [Fn.prototype],
    make: () => new Fn(NO_TEMPLATE, NOTHING),
    body(f, out) {
      out.ref(f.template);
      out.ref(f.meta);
      out.uint(f.captured.length);
      for (const x of f.captured) out.ref(x);
    },
    fill(f, from) {
      const own = f as { template: FnTemplate; captured: Value[]; meta: Value };
      const code = object(Code).read(from) as Code;
      own.template = code;
      own.meta = from.value();
      const count = from.count();
      if (count !== code.captures.length) throw from.broken();
      if (count > 0) own.captured = Array.from({ length: count }, () => from.value());
    },
  }),
  kind<NativeFn>({
    name: 'native with metadata',
    prototypes: [NativeFn.prototype],
    head: (f, out) => out.string(f.name),
    make(from) {
      const base = from.world.native(from.string());
      if (base === undefined) throw from.broken();
      const copy = new NativeFn(base.name, base.f0, base.f1, base.f2, base.f3, base.f4, base.rest, base.restFrom);
      copy.twin = base.twin;
      return copy;
    },
    body: (f, out) => out.ref(f.meta),
    fill(f, from) {
      (f as { meta: Value }).meta = from.value();
    },
  }),
];
