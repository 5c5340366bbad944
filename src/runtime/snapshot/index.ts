import { illegalState } from '../../data/errors.js';
import type { NativeFn } from '../../data/functions.js';
import { symbol } from '../../data/symbol.js';
import type { Library } from '../library.js';
import { createRuntime, type Runtime, type RuntimeOptions } from '../runtime.js';
import { ByteReader, ByteWriter, SnapshotError } from './bytes.js';
import type { Kind } from './kind.js';
import { createKinds, type Kinds } from './kinds.js';
import { isLibraryNative, keptOf, type Pristine, pristineFinder, pristineOf, type Ways } from './pristine.js';
import { GraphReader } from './reader.js';
import { readWorld, writeWorld } from './world.js';
import { GraphWriter, type WriterWorld } from './writer.js';

export { SnapshotError } from './bytes.js';

/** Things of the host that a program may hold, by the names under which snapshots save them. */
export type HostObjects = { readonly [name: string]: unknown };

const MAGIC = [0x43, 0x6c, 0x6f, 0x76, 0x65, 0x53, 0x6e, 0x70];
/** Changes with every change of the format that an older reader would misread. */
const FORMAT = 1;

/** FNV-1a over bytes: notices any single change. */
function checksum(bytes: Uint8Array): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) h = Math.imul(h ^ bytes[i], 0x01000193);
  return h >>> 0;
}

const CORE = 'clojure.core';
const hashes = new WeakMap<Library, Map<string, number>>();

function namespaceHash(library: Library, ns: string): number {
  const known = hashes.get(library) ?? new Map<string, number>();
  hashes.set(library, known);
  let hash = known.get(ns);
  if (hash === undefined) {
    const text =
      library.section(ns)?.text ??
      library
        .find(ns)
        ?.map((source) => source.text)
        .join('\n');
    hash = checksum(new TextEncoder().encode(text));
    known.set(ns, hash);
  }
  return hash;
}

/** What tells the library of one build from that of another, as far as a program has loaded it: the codes and objects of a snapshot are found in it by their places. */
const libraryHash = (library: Library, loaded: readonly string[]): number =>
  [CORE, ...loaded].reduce((hash, ns) => Math.imul(hash ^ namespaceHash(library, ns), 0x01000193) >>> 0, 0);

/** The kinds of objects that natives of the library make. */
function kindsOf({ snapshots }: Library): readonly Kind[] {
  if (snapshots === null) throw illegalState('Internal error: snapshots were left out here');
  return snapshots.kinds;
}

/** A runtime in which nothing has been run, and its objects. */
interface Reference {
  readonly world: Runtime;
  readonly kinds: Kinds;
  readonly pristine: Pristine;
}

const SILENT = { write() {}, flush() {}, close() {} };
const references = new WeakMap<Library, Map<string, Reference>>();

/** Has a runtime load these namespaces of the library. */
function loadLibraries(world: Runtime, libraries: readonly string[]): void {
  const load = world.coreVar('-load-ns').root;
  for (const ns of libraries) world.call(load, [symbol(null, ns), false]);
}

/** What is remembered for each library and set of its namespaces. A process has few of those; one that has many must not keep them all. */
function remembered<T>(all: WeakMap<Library, Map<string, T>>, world: Runtime, make: () => T): T {
  const { library, libraries } = world;
  const key = [...libraries, '', ...featuresOf(world)].join(' ');
  let known = all.get(library);
  if (known === undefined) {
    known = new Map();
    all.set(library, known);
  }
  let one = known.get(key);
  if (one === undefined) {
    one = make();
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, one);
  }
  return one;
}
const MOST_REMEMBERED = 8;

const allWays = new WeakMap<Library, Map<string, Ways>>();

function referenceFor(world: Runtime): Reference {
  const { library, libraries } = world;
  const features = featuresOf(world);
  return remembered(references, world, () => {
    const made = createRuntime({ engine: 'vm', host: {}, stdout: SILENT, stderr: SILENT, library, features });
    loadLibraries(made, libraries.slice(made.libraries.length));
    const kinds = createKinds(made, kindsOf(library));
    return { world: made, kinds, pristine: pristineOf(made, kinds) };
  });
}

const featuresOf = (world: Runtime): string[] => [...world.features].map((k) => k.name).filter((name) => name !== 'clove');

/**
 * All of a runtime as bytes: its namespaces, and the fibers that wait or have been left between two turns. Things of the host that
 * a program holds are saved by the names in `hostObjects`. Throws a SnapshotError where there is something that no snapshot can
 * hold, IllegalStateException while guest code runs that the host has called, and on the engine `tree`.
 */
export function takeSnapshot(world: Runtime, hostObjects: HostObjects = {}): Uint8Array {
  const names = new Map(Object.entries(hostObjects).map(([name, x]) => [x, name]));
  return bytesOf(world, (x) => names.get(x), null);
}

/** A snapshot for this process alone, which shares the objects and functions of the host. */
export interface Moment {
  readonly bytes: Uint8Array;
  readonly hostObjects: HostObjects;
}

/** A snapshot for this process alone; otherwise as `takeSnapshot`. */
export function takeMoment(world: Runtime): Moment {
  const shared: Record<string, object> = {};
  let count = 0;
  const share = (x: object): string => {
    const name = String(count++);
    shared[name] = x;
    return name;
  };
  return { bytes: bytesOf(world, () => undefined, share), hostObjects: shared };
}

/** A copy of a runtime in the same process, which shares the objects and functions of the host with it; otherwise as `takeSnapshot`. */
export function forkRuntime(world: Runtime, options: Omit<RestoreOptions, 'hostObjects'>): Runtime {
  const { bytes, hostObjects } = takeMoment(world);
  return restoreSnapshot(bytes, { ...options, hostObjects });
}

function bytesOf(world: Runtime, hostName: WriterWorld['hostName'], share: WriterWorld['share']): Uint8Array {
  const { engine, fibers, library } = world;
  if (engine.resume === null)
    throw illegalState(`A snapshot cannot be taken on the engine ${engine.name}: it keeps fibers on the stack of JavaScript`);
  if (engine.isRunning() || fibers.current !== fibers.main)
    throw illegalState('A snapshot cannot be taken while guest code runs that the host has called: let that end first');
  const reference = referenceFor(world);
  const kinds = createKinds(world, kindsOf(library));
  const kept = keptOf(world, kinds, reference.world, reference.pristine);
  const graph = new GraphWriter({
    kinds,
    pristine: kept.numberOf,
    isNative: (x: NativeFn) => isLibraryNative(x, world),
    hostName,
    share,
  });
  const head = new ByteWriter();
  head.string(engine.name);
  for (const all of [featuresOf(world), world.libraries]) {
    head.uint(all.length);
    for (const name of all) head.string(name);
  }
  head.uint(reference.pristine.objects.length);
  graph.bytes(head.finish());
  writeWorld(world, graph, kinds, kept, reference.world);
  const body = graph.out.finish();
  const out = new ByteWriter();
  out.raw(Uint8Array.from(MAGIC));
  out.uint(FORMAT);
  out.uint(libraryHash(library, world.libraries));
  out.uint(body.length);
  out.uint(checksum(body));
  out.raw(body);
  return out.finish();
}

/** Opens the bytes of a snapshot: a reader of what it holds, and the hash of the library that it is for. Throws a SnapshotError where they are none. */
function open(bytes: Uint8Array): { readonly body: ByteReader; readonly hash: number } {
  const head = new ByteReader(bytes);
  if (bytes.length < MAGIC.length || MAGIC.some((byte, i) => bytes[i] !== byte))
    throw new SnapshotError('These bytes are no snapshot of Clove');
  head.raw(MAGIC.length);
  const format = head.uint();
  if (format !== FORMAT) throw new SnapshotError(`The snapshot has the format ${format}; this version of Clove reads the format ${FORMAT}`);
  const hash = head.uint();
  const length = head.uint();
  const sum = head.uint();
  if (head.left < length) throw new SnapshotError(`The snapshot is cut short: ${head.left} of ${length} bytes are there`);
  if (head.left > length) throw new SnapshotError('The snapshot is damaged: it goes on after its end');
  const body = head.raw(length);
  if (checksum(body) !== sum) throw new SnapshotError('The snapshot is damaged: its checksum is wrong');
  return { body: new ByteReader(body), hash };
}

/** What `restoreSnapshot` needs beside the bytes. */
export interface RestoreOptions extends Omit<RuntimeOptions, 'features' | 'recorder' | 'engine'> {
  /** Which engine goes on with the program. Default: the one that it was left on. */
  readonly engine?: RuntimeOptions['engine'];
  readonly hostObjects?: HostObjects;
}

/**
 * A runtime that goes on where `takeSnapshot` left another one. Throws a SnapshotError, before anything has been run of what the
 * snapshot holds, where the bytes are none, or were cut short or altered, or were taken with another library.
 */
export function restoreSnapshot(bytes: Uint8Array, options: RestoreOptions): Runtime {
  const { library, hostObjects = {} } = options;
  const { body, hash } = open(bytes);
  const left = body.string();
  const engine = options.engine ?? left;
  if (engine !== 'vm' && engine !== 'jit' && engine !== 'auto')
    throw new SnapshotError(`A snapshot cannot be restored on the engine ${engine}: it keeps fibers on the stack of JavaScript`);
  const names = (): string[] => Array.from({ length: body.count() }, () => body.string());
  const features = names();
  const libraries = names();
  for (const ns of libraries) if (library.find(ns) === undefined) throw body.broken(`it names the library ${ns}`);
  if (hash !== libraryHash(library, libraries))
    throw new SnapshotError('The snapshot was taken by a version of Clove with another library');
  const world = createRuntime({ ...options, engine, features });
  loadLibraries(world, libraries.slice(world.libraries.length));
  const kinds = createKinds(world, kindsOf(library));
  const ways = remembered(allWays, world, () => pristineOf(world, kinds).ways);
  const pristine = pristineFinder(world, kinds, ways);
  if (pristine.length !== body.uint()) throw body.broken('the library has other objects');
  const graph = new GraphReader(
    {
      kinds,
      world,
      pristine,
      native: (name) => world.native(name),
      hostObject: (name) => (Object.hasOwn(hostObjects, name) ? hostObjects[name] : undefined),
    },
    body,
  );
  try {
    readWorld(world, graph, kinds, pristine);
  } catch (e) {
    if (e instanceof SnapshotError) throw e;
    throw new SnapshotError(`The snapshot is damaged: what it holds does not fit together (${e instanceof Error ? e.message : String(e)})`);
  }
  if (body.left > 0) throw body.broken('it goes on after its end');
  return world;
}

/** All of this as a part that a program can leave out. */
export interface Snapshots {
  /** How snapshots hold the objects that natives of the library make. */
  readonly kinds: readonly Kind[];
  readonly take: typeof takeSnapshot;
  readonly fork: typeof forkRuntime;
  readonly restore: typeof restoreSnapshot;
}
