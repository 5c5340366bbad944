/** What must never come out of a run: it stands in private fields, behind getters, and in what errors carry. */
export const SECRET = 'the crown jewels';

/** A window of eight bytes on memory that holds more, as a small Buffer of Node is. */
function windowOfBytes(): Uint8Array {
  const pool = new TextEncoder().encode(`........${SECRET}`);
  return new Uint8Array(pool.buffer, 0, 8);
}

class Account {
  readonly owner = 'Ada';
  readonly #balance = SECRET;
  get balance(): string {
    return this.#balance;
  }
  set balance(_: string) {
    throw new Error(SECRET);
  }
  greet(name: string): string {
    return `${this.owner} greets ${name}`;
  }
  self(): this {
    return this;
  }
}

/** The names of the members of a team, as an iterable. */
class Team {
  constructor(readonly names: readonly string[]) {}
  *[Symbol.iterator](): Generator<string> {
    yield* this.names;
  }
}

function failure(): Error {
  return Object.assign(new TypeError('no such host', { cause: new RangeError('inner') }), {
    code: 'ENOTFOUND',
    request: { socket: { secret: SECRET }, send: () => SECRET },
  });
}

/**
 * What the host hands to the program, by name. `sloppy` is a function that is not strict, so that its `this` is the global
 * object where nobody says otherwise.
 */
export function handedThings(sloppy: () => unknown): Readonly<Record<string, unknown>> {
  const hidden = { open: 1 };
  Object.defineProperty(hidden, 'secret', { value: SECRET, enumerable: false });
  const trap = {
    get secret(): string {
      return SECRET;
    },
    fine: 1,
  };
  const traced: string[] = [];
  return {
    plain: { a: 1, nested: { b: 2 }, f: (x: number) => x + 1 },
    hidden,
    trap,
    account: new Account(),
    Account,
    team: new Team(['Ada', 'Bob']),
    arr: [1, 2, 3],
    items: new Map<unknown, unknown>([['a', 1]]),
    bag: new Set([1]),
    failure: failure(),
    'fail-with': () => {
      throw failure();
    },
    'throw-this': (x: unknown) => {
      throw x;
    },
    counter: (function* () {
      yield 1;
      yield 2;
    })(),
    f: (x: unknown) => x,
    'async-f': async (x: unknown) => x,
    generate: function* () {
      yield 1;
    },
    sloppy,
    'arguments-of': function (..._: unknown[]) {
      // biome-ignore lint/complexity/noArguments: the object itself is what is tried.
      return arguments;
    },
    prox: new Proxy(
      { a: 1 },
      {
        get(target, key) {
          traced.push(String(key));
          return Reflect.get(target, key);
        },
      },
    ),
    pledge: Promise.resolve(1),
    bytes: windowOfBytes(),
    date: new Date(0),
    re: /a(b)?/g,
    frozen: Object.freeze({ a: 1 }),
    world: globalThis,
    // biome-ignore lint/security/noGlobalEval: it is what must not be reached.
    evaluate: globalThis.eval,
    maker: Function,
    reflect: Reflect,
    'as-text': (x: unknown) => `${x}`,
    'as-number': (x: unknown) => Number(x),
    'as-json': (x: unknown) => JSON.stringify(x),
    'as-key': (x: unknown) => ({ [x as string]: 1 }),
    spread: (x: Iterable<unknown>) => [...x],
    merge: (x: object) => Object.assign({}, x),
    'call-it': (g: (...args: unknown[]) => unknown, ...args: unknown[]) => g(...args),
    'keys-of': (x: object) => Reflect.ownKeys(x).map(String),
    'is-polluted': () => (({}) as Record<string, unknown>).polluted !== undefined,
  };
}

/** What a program must never hold, however it came by it. */
export const FORBIDDEN: ReadonlySet<unknown> = new Set<unknown>([
  globalThis,
  // biome-ignore lint/security/noGlobalEval: it is what must not be reached.
  globalThis.eval,
  Function,
  Object,
  Reflect,
  Object.prototype,
  Function.prototype,
  Array.prototype,
  Error.prototype,
  Object.getPrototypeOf(async () => {}).constructor,
  Object.getPrototypeOf(function* () {}).constructor,
]);
