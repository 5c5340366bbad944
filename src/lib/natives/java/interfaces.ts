import { defineClass } from '../../../data/classes.js';

/** Interfaces that types may implement and that nothing else defines, each before those below it. */
const CLOJURE = [
  'IAtom', 'IAtom2', 'IBlockingDeref', 'IChunk', 'IDeref', 'IExceptionInfo', 'IFn', 'Fn', 'IHashEq', 'IKVReduce', 'IKeywordLookup', 'IMapEntry', 'IMapIterable',
  'IMeta', 'IObj', 'IPending', 'IPersistentStack', 'IProxy', 'IRecord', 'IReduce', 'IReduceInit', 'IReference', 'IRef', 'ITransientAssociative',
  'ITransientCollection', 'ITransientMap', 'ITransientSet', 'ITransientVector', 'IType', 'ILookup', 'IndexedSeq', 'MapEquivalence', 'Named', 'Settable',
];
const JAVA = [
  'java.lang.AutoCloseable', 'java.lang.Cloneable', 'java.lang.Comparable', 'java.lang.Iterable', 'java.lang.Runnable', 'java.io.Closeable', 'java.io.Serializable',
  'java.util.Comparator', 'java.util.Iterator', 'java.util.concurrent.Callable', 'java.util.function.Function', 'java.util.function.Predicate',
  'java.util.function.Supplier', 'java.util.function.Consumer',
];

for (const name of CLOJURE) defineClass(`clojure.lang.${name}`, [], 'interface');
for (const name of JAVA) defineClass(name, [], 'interface');

/** Exceptions of Java that programs name, beside those that Clove throws itself. */
const EXCEPTIONS: readonly (readonly [string, string])[] = [
  ['java.lang.InterruptedException', 'java.lang.Exception'],
  ['java.lang.CloneNotSupportedException', 'java.lang.Exception'],
  ['java.lang.ClassNotFoundException', 'java.lang.Exception'],
  ['java.lang.ArrayStoreException', 'java.lang.RuntimeException'],
  ['java.lang.SecurityException', 'java.lang.RuntimeException'],
  ['java.lang.OutOfMemoryError', 'java.lang.Error'],
  ['java.util.NoSuchElementException', 'java.lang.RuntimeException'],
  ['java.util.ConcurrentModificationException', 'java.lang.RuntimeException'],
  ['java.util.EmptyStackException', 'java.lang.RuntimeException'],
  ['java.util.InputMismatchException', 'java.util.NoSuchElementException'],
  ['java.util.concurrent.ExecutionException', 'java.lang.Exception'],
  ['java.util.concurrent.TimeoutException', 'java.lang.Exception'],
  ['java.util.concurrent.CancellationException', 'java.lang.IllegalStateException'],
  ['java.io.UncheckedIOException', 'java.lang.RuntimeException'],
  ['java.io.EOFException', 'java.io.IOException'],
  ['java.time.format.DateTimeParseException', 'java.lang.RuntimeException'],
  ['java.net.URISyntaxException', 'java.lang.Exception'],
];
for (const [name, parent] of EXCEPTIONS) defineClass(name, [parent]);
