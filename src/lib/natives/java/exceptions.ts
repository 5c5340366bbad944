import { defineClass } from '../../../data/classes.js';

/** Exceptions of Java that programs name, beside those that Clove throws itself. */
const EXCEPTIONS: readonly (readonly [string, string])[] = [
  ['java.lang.InterruptedException', 'java.lang.Exception'],
  ['java.lang.CloneNotSupportedException', 'java.lang.Exception'],
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
