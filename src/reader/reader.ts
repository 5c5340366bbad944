import { Collection, MapLike, Seq, Sequential } from '../data/collection.js';
import { classCast, ExceptionClass, Throwable } from '../data/errors.js';
import { GUEST } from '../data/guest.js';
import { parseInst } from '../data/inst.js';
import { Keyword, keyword } from '../data/keyword.js';
import { mapFromArray } from '../data/maps/index.js';
import { EMPTY_LIST, EMPTY_VECTOR, list, listFromArray, vectorFromArray } from '../data/seqs/index.js';
import { Sym, symbolOf } from '../data/symbol.js';
import { ReaderConditional, TaggedLiteral } from '../data/tagged.js';
import { parseUuid } from '../data/uuid.js';
import type { Value } from '../data/value.js';
import { BadItem, buildMap, buildSet, offsetsInOrder, qualifyKeys } from './build.js';
import { EOF, type Eof, ReaderCall, type ReaderContext } from './context.js';
import { describe } from './describe.js';
import { FnLiteral } from './fn-literal.js';
import { Frame, type FrameKind } from './frames.js';
import type { ReadError } from './read-error.js';
import { COLUMN, LINE, Scanner } from './scanner.js';
import type { Source } from './source.js';
import { copySpan, setSpan, spanOfChild } from './spans.js';
import { syntaxQuote } from './syntax-quote.js';
import { isWhitespace, tokenEnd } from './tokens.js';

const TAG = keyword(null, 'tag');
const DEFAULT = keyword(null, 'default');
const RESERVED = new Set([keyword(null, 'else'), keyword(null, 'none')]);
const DEFAULT_FEATURES: ReadonlySet<Keyword> = new Set([keyword(null, 'clove')]);
const QUOTE = symbolOf('quote');
const VAR = symbolOf('var');
const DEREF = symbolOf('clojure.core/deref');
const UNQUOTE = symbolOf('clojure.core/unquote');
const UNQUOTE_SPLICING = symbolOf('clojure.core/unquote-splicing');

/** A reader over one source. `read` gives one top-level form at a time. */
export class Reader extends Scanner {
  private readonly frames: Frame[] = [];
  /** Top-level forms that are complete but not yet given out: `'#?@(:clj [1 2])` makes two. */
  private readonly ready: Value[] = [];
  /** The function literal whose body is being read. */
  private fnLiteral: FnLiteral | null = null;
  /** The tagged literal that waits for a guest function. */
  private waiting: { readonly start: number; readonly end: number } | null = null;
  private call: ReaderCall | null = null;

  /** The next top-level form, EOF, or a call that must be answered with `resume`. Throws ReadError. */
  read(): Value | Eof | ReaderCall {
    if (this.waiting !== null) throw new Error('Internal error: the reader waits for the result of a data reader');
    return this.proceed();
  }

  private proceed(): Value | Eof | ReaderCall {
    for (;;) {
      if (this.call !== null) {
        const call = this.call;
        this.call = null;
        return call;
      }
      if (this.ready.length > 0) return this.ready.shift();
      this.skipBlank();
      if (this.pos >= this.text.length) {
        if (this.frames.length === 0) return EOF;
        throw this.endOfFile();
      }
      this.step();
    }
  }

  /** The forms that are complete and have not been given out. */
  takeReady(): Value[] {
    return this.ready.splice(0);
  }

  /** Goes on after a `ReaderCall` with the result of the guest function. */
  resume(value: Value): Value | Eof | ReaderCall {
    if (this.waiting === null) throw new Error('Internal error: the reader waits for nothing');
    const { start, end } = this.waiting;
    this.waiting = null;
    this.deliver(value, start, end);
    return this.proceed();
  }

  private endOfFile(): ReadError {
    const frame = this.top() as Frame;
    const hint = frame.close === '' ? this.lacksForm(frame) : `this ${this.text.slice(frame.start, frame.opened)} is never closed`;
    return this.unfinished('', frame.start, frame.opened, hint);
  }

  /** What is wrong with a prefix that got too few forms. */
  private lacksForm(frame: Frame): string {
    const read = frame.offsets.length > 0 ? frame.offsets[frame.offsets.length - 1] : frame.opened;
    return `${this.text.slice(frame.start, read)} must be followed by a form`;
  }

  private step(): void {
    const start = this.pos;
    const c = this.text[start];
    switch (c) {
      case '(':
        this.open('list', start, 1, ')');
        return;
      case '[':
        this.open('vector', start, 1, ']');
        return;
      case '{':
        this.open('map', start, 1, '}');
        return;
      case ')':
      case ']':
      case '}':
        this.close(c);
        return;
      case '"':
        this.deliver(this.scanString(), start, this.pos);
        return;
      case '\\':
        this.deliver(this.scanChar(), start, this.pos);
        return;
      case '^':
        this.open('meta', start, 1, '', 2);
        return;
      case '#':
        this.dispatch();
        return;
      default:
    }
    if (!this.edn) {
      switch (c) {
        case "'":
          this.wrap(QUOTE, 1);
          return;
        case '@':
          this.wrap(DEREF, 1);
          return;
        case '`':
          this.open('syntax-quote', start, 1, '', 1);
          return;
        case '~':
          if (this.text[start + 1] === '@') this.wrap(UNQUOTE_SPLICING, 2);
          else this.wrap(UNQUOTE, 1);
          return;
        case '%':
          if (this.fnLiteral === null) break;
          this.readArgument(this.fnLiteral);
          return;
        default:
      }
    } else if (c === '@' || c === '`' || c === '~') throw this.error(`Invalid leading character: ${c}`, start, start + 1);
    const next = this.text.charCodeAt(c === '+' || c === '-' ? start + 1 : start);
    const value = next >= 48 && next <= 57 ? this.scanNumber() : this.scanName();
    this.deliver(value, start, this.pos);
  }

  private dispatch(): void {
    const start = this.pos;
    const c = this.text[start + 1];
    switch (c) {
      case undefined:
        throw this.unfinished(' character', start, start + 1, '# must be followed by a form');
      case '{':
        this.open('set', start, 2, '}');
        return;
      case '^':
        this.open('meta', start, 2, '', 2);
        return;
      case '_':
        this.open('discard', start, 2, '', 1);
        return;
      case '#':
        this.deliver(this.scanSymbolic(), start, this.pos);
        return;
      case ':':
        this.openNamespacedMap();
        return;
      case '<':
        throw this.error('Unreadable form', start, start + 2, 'this is the printed form of an object that has no literal');
      default:
    }
    if (this.edn) {
      if (!/\p{L}/u.test(c)) throw this.error(`No dispatch macro for: ${c}`, start, start + 2);
    } else {
      switch (c) {
        case '(':
          if (this.fnLiteral !== null)
            throw this.error('Nested #()s are not allowed', start, start + 2, 'write the inner function with fn');
          this.fnLiteral = new FnLiteral(() => this.nextId());
          this.open('fn', start, 2, ')');
          return;
        case "'":
          this.wrap(VAR, 2);
          return;
        case '"':
          this.deliver(this.scanRegex(), start, this.pos);
          return;
        case '?':
          this.openConditional();
          return;
        case '=':
          throw this.error(
            'EvalReader not allowed when *read-eval* is false.',
            start,
            start + 2,
            'Clove never evaluates code while it reads',
          );
        default:
      }
    }
    this.open('tag', start, 1, '', 2);
  }

  private open(kind: FrameKind, start: number, length: number, close: string, need = 0): void {
    this.pos = start + length;
    this.frames.push(new Frame(kind, start, this.pos, close, need));
  }

  private wrap(head: Sym, length: number): void {
    this.open('wrap', this.pos, length, '', 1);
    (this.top() as Frame).head = head;
  }

  private top(): Frame | undefined {
    return this.frames[this.frames.length - 1];
  }

  private readArgument(literal: FnLiteral): void {
    const start = this.pos;
    this.pos = tokenEnd(this.text, start, this.tokens.terminating);
    const argument = literal.argument(this.text.slice(start + 1, this.pos));
    if (argument === null) throw this.error('arg literal must be %, %& or %integer', start, this.pos);
    // A copy for each mention, so that each has a span of its own.
    const s = argument.withMeta(null);
    setSpan(s, this.source, start, this.pos, null);
    this.deliver(s, start, this.pos);
  }

  private openNamespacedMap(): void {
    const start = this.pos;
    const ns = this.scanMapNamespace();
    this.open('namespaced-map', start, this.pos + 1 - start, '}');
    (this.top() as Frame).ns = ns;
  }

  private openConditional(): void {
    const start = this.pos;
    const mode = this.context.readCond ?? 'allow';
    const splicing = this.text[start + 2] === '@';
    const opener = splicing ? 3 : 2;
    if (mode === 'disallow')
      throw this.error('Conditional read not allowed', start, start + opener, 'reader conditionals belong in .cljc files');
    let at = start + opener;
    while (at < this.text.length && isWhitespace(this.text.charCodeAt(at))) at++;
    if (at >= this.text.length)
      throw this.unfinished(' character', start, start + opener, `${splicing ? '#?@' : '#?'} must be followed by a list`);
    if (this.text[at] !== '(') throw this.error('read-cond body must be a list', start, at + 1);
    if (splicing && mode === 'allow' && this.frames.length === 0)
      throw this.error('Reader conditional splicing not allowed at the top level.', start, start + opener);
    this.open('conditional', start, at + 1 - start, ')');
    const preserve = mode === 'preserve';
    (this.top() as Frame).conditional = { splicing, preserve, wantsFeature: true, taking: false, chosen: -1, suppressing: false };
  }

  // Completion

  private close(delimiter: string): void {
    const at = this.pos;
    const frame = this.top();
    if (frame === undefined || frame.close !== delimiter) {
      let hint = 'no delimiter is open here';
      if (frame !== undefined) {
        const place = this.source.place(frame.start);
        const opener = this.text.slice(frame.start, frame.opened);
        hint =
          frame.close === ''
            ? this.lacksForm(frame)
            : `the ${opener} at line ${place.line}, column ${place.column} needs a ${frame.close} first`;
      }
      throw this.error(`Unmatched delimiter: ${delimiter}`, at, at + 1, hint);
    }
    this.pos = at + 1;
    this.frames.pop();
    this.finishCollection(frame, this.pos);
  }

  private finishCollection(frame: Frame, end: number): void {
    const { items, offsets, start } = frame;
    let form: Value;
    let children: readonly number[] = offsets;
    switch (frame.kind) {
      case 'list':
        form = this.makeList(items, start);
        break;
      case 'vector':
        form = items.length === 0 ? EMPTY_VECTOR.withMeta(null) : vectorFromArray(items);
        break;
      case 'fn': {
        const literal = this.fnLiteral as FnLiteral;
        this.fnLiteral = null;
        const body = this.makeList(items, start + 1);
        setSpan(body, this.source, start, end, offsets);
        form = literal.form(body);
        children = [start, start + 2, start, start + 2, start, end];
        break;
      }
      case 'conditional':
        this.finishConditional(frame, end);
        return;
      default:
        form = this.makeKeyed(frame, end);
        children = offsetsInOrder(form as Collection, items, offsets);
    }
    setSpan(form, this.source, start, end, children);
    this.deliver(form, start, end);
  }

  private makeList(items: Value[], start: number): Value {
    return items.length === 0 ? EMPTY_LIST.withMeta(null) : listFromArray(items).withMeta(this.position(start));
  }

  private makeKeyed(frame: Frame, end: number): Value {
    const { kind, items, offsets, start } = frame;
    if (kind === 'set')
      return this.checked(
        frame,
        this.guard(start, end, () => buildSet(items)),
      );
    if (items.length % 2 === 1) {
      const what = kind === 'map' ? 'Map literal' : 'Namespaced map literal';
      const last = items.length - 1;
      throw this.error(
        `${what} must contain an even number of forms`,
        offsets[2 * last],
        offsets[2 * last + 1],
        'the last key has no value',
      );
    }
    if (kind === 'namespaced-map') {
      const qualified = qualifyKeys(items, frame.ns);
      for (let i = 0; i < items.length; i++) {
        copySpan(items[i], qualified[i]);
        items[i] = qualified[i];
      }
    }
    return this.checked(
      frame,
      this.guard(start, end, () => buildMap(items)),
    );
  }

  private checked(frame: Frame, made: Collection | BadItem): Value {
    if (!(made instanceof BadItem)) return frame.items.length === 0 ? made.withMeta(null) : made;
    const { offsets } = frame;
    const first = this.source.place(offsets[2 * made.first]);
    // As Clojure does, small maps name the key that another equals, sets and large maps the one that comes again.
    const named = frame.kind !== 'set' && frame.items.length <= 16 ? made.first : made.index;
    throw this.error(
      `Duplicate key: ${describe(frame.items[named])}`,
      offsets[2 * made.index],
      offsets[2 * made.index + 1],
      `it is first given at line ${first.line}, column ${first.column}`,
    );
  }

  private finishConditional(frame: Frame, end: number): void {
    const state = frame.conditional as NonNullable<Frame['conditional']>;
    const { items, offsets } = frame;
    if (state.preserve) {
      this.deliver(new ReaderConditional(listFromArray(items), state.splicing), frame.start, end);
      return;
    }
    if (state.suppressing) this.suppressed--;
    if (state.chosen < 0) {
      if (!state.wantsFeature) throw this.error('read-cond requires an even number of forms.', frame.start, end);
      return;
    }
    const form = items[state.chosen];
    const [from, to] = [offsets[2 * state.chosen], offsets[2 * state.chosen + 1]];
    if (!state.splicing) {
      this.deliver(form, from, to);
      return;
    }
    if (!(form instanceof Sequential)) throw this.error('Spliced form list in read-cond-splicing must implement java.util.List', from, to);
    let i = 0;
    for (let s = form.seq(); s !== null && s !== GUEST; s = s.next()) {
      const at = spanOfChild(form, i++);
      this.deliver(s.first(), at?.start ?? from, at?.end ?? to);
    }
  }

  /** Takes note of the feature or form that a reader conditional just got. */
  private advanceConditional(frame: Frame): void {
    const state = frame.conditional as NonNullable<Frame['conditional']>;
    if (state.preserve) return;
    const index = frame.items.length - 1;
    if (!state.wantsFeature) {
      if (state.taking) state.chosen = index;
      // Once a form is chosen all that follows is thrown away; before that, only what a feature rules out.
      this.suppress(state, state.chosen >= 0);
      state.wantsFeature = true;
      state.taking = false;
      return;
    }
    state.wantsFeature = false;
    if (state.chosen >= 0) return;
    const feature = frame.items[index];
    const [from, to] = [frame.offsets[2 * index], frame.offsets[2 * index + 1]];
    if (!(feature instanceof Keyword)) throw this.error(`Feature should be a keyword: ${describe(feature)}`, from, to);
    if (RESERVED.has(feature)) throw this.error(`Feature name ${feature} is reserved.`, from, to, 'use :default');
    state.taking = feature === DEFAULT || (this.context.features ?? DEFAULT_FEATURES).has(feature);
    this.suppress(state, !state.taking);
  }

  private suppress(state: NonNullable<Frame['conditional']>, on: boolean): void {
    if (state.suppressing !== on) this.suppressed += on ? 1 : -1;
    state.suppressing = on;
  }

  /** Hands a complete form to the frame that waits for it, and on up while that completes prefixes. */
  private deliver(value: Value, from: number, to: number): void {
    let form = value;
    let start = from;
    const end = to;
    for (;;) {
      const frame = this.top();
      if (frame === undefined) {
        this.ready.push(form);
        return;
      }
      frame.items.push(form);
      frame.offsets.push(start, end);
      if (frame.close !== '') {
        if (frame.conditional !== null) this.advanceConditional(frame);
        return;
      }
      if (frame.kind === 'tag' && frame.items.length === 1 && !(form instanceof Sym))
        throw this.error('Reader tag must be a symbol', frame.start, end);
      if (frame.kind === 'meta' && frame.items.length === 1) this.checkMeta(form, start, end);
      if (frame.items.length < frame.need) return;
      this.frames.pop();
      if (frame.kind === 'discard') return;
      start = frame.start;
      form = this.finishPrefix(frame, end);
      if (form instanceof ReaderCall) {
        this.call = form;
        this.waiting = { start, end };
        return;
      }
    }
  }

  private finishPrefix(frame: Frame, end: number): Value | ReaderCall {
    const { items, start } = frame;
    switch (frame.kind) {
      case 'wrap': {
        const form = list(frame.head, items[0]);
        setSpan(form, this.source, start, end, [start, frame.opened, ...frame.offsets]);
        return form;
      }
      case 'syntax-quote': {
        const context = { resolveSymbol: (s: Sym) => this.resolveSymbol(s), nextId: () => this.nextId() };
        return this.guard(start, end, () => syntaxQuote(items[0], context));
      }
      case 'meta':
        return this.attachMeta(frame, end);
      default:
        return this.readTagged(frame, end);
    }
  }

  private checkMeta(meta: Value, start: number, end: number): void {
    if (!(meta instanceof Sym || meta instanceof Keyword || typeof meta === 'string' || meta instanceof MapLike))
      throw this.error('Metadata must be Symbol,Keyword,String or Map', start, end);
  }

  private attachMeta(frame: Frame, end: number): Value {
    const [given, target] = frame.items;
    if (!(target instanceof Sym || target instanceof Collection))
      throw this.error(
        'Metadata can only be applied to IMetas',
        frame.offsets[2],
        end,
        'symbols and collections take metadata; numbers, strings and keywords do not',
      );
    let added: MapLike;
    if (given instanceof MapLike) added = given;
    else if (given instanceof Keyword) added = mapFromArray([given, true]);
    else added = mapFromArray([TAG, given]);
    const position = target instanceof Seq ? this.position(frame.start) : null;
    let meta = (target.meta ?? mapFromArray([])) as MapLike;
    if (position !== null) meta = meta.assoc(LINE, position.get(LINE, null)).assoc(COLUMN, position.get(COLUMN, null));
    added.forEach((k, v) => {
      meta = meta.assoc(k, v);
    });
    const form = target.withMeta(meta);
    copySpan(target, form);
    return form;
  }

  private readTagged(frame: Frame, end: number): Value | ReaderCall {
    const [tag, form] = frame.items as [Sym, Value];
    if (this.suppressed > 0 || (!this.edn && this.context.readCond === 'preserve')) return new TaggedLiteral(tag, form);
    const [from, to] = [frame.offsets[2], frame.offsets[3]];
    return this.guard(from, to, () => {
      const read = this.context.readTagged?.(tag, form);
      if (read !== undefined) return read;
      if (tag.ns === null) {
        if (tag.name === 'inst') {
          if (typeof form !== 'string') throw classCast(form, 'java.lang.CharSequence');
          return parseInst(form);
        }
        if (tag.name === 'uuid') {
          if (typeof form !== 'string') throw new Throwable(ExceptionClass.assertion, 'Assert failed: (string? form)');
          return parseUuid(form);
        }
        if (tag.name === 'js' && !this.edn) {
          const literal = new TaggedLiteral(tag, form);
          setSpan(literal, this.source, frame.start, end, frame.offsets);
          return literal;
        }
      }
      throw this.error(`No reader function for tag ${tag}`, frame.start, frame.offsets[1]);
    });
  }
}

/** A reader of Clojure text from `offset` on; see `Reader`. */
export function createReader(source: Source, context: ReaderContext = {}, offset = 0): Reader {
  return new Reader(source, context, offset);
}
