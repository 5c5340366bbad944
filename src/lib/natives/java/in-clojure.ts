import { defineClass } from '../../../data/classes.js';

/**
 * The classes of Java whose behaviour the library gives in Clojure: collections that change in place ask for the hashes, equality and
 * order of elements of any kind, which natives cannot. Their namespace is loaded when a program first makes one, or calls a static
 * method of theirs; the names are here, so that a program can import and ask for them before.
 */
const NAMESPACE = 'clojure.java.util';

/** Each class with the classes and interfaces right above it. */
const CLASSES: readonly (readonly [name: string, ...above: string[]])[] = [
  ['java.util.Arrays'],
  ['java.util.Collections'],
  ['java.util.AbstractCollection', 'java.util.Collection'],
  ['java.util.AbstractList', 'java.util.AbstractCollection', 'java.util.List'],
  ['java.util.AbstractSet', 'java.util.AbstractCollection', 'java.util.Set'],
  ['java.util.AbstractQueue', 'java.util.AbstractCollection', 'java.util.Queue'],
  ['java.util.AbstractMap', 'java.util.Map'],
  ['java.util.AbstractMap$SimpleEntry', 'java.util.Map$Entry'],
  ['java.util.AbstractMap$SimpleImmutableEntry', 'java.util.Map$Entry'],
  ['java.util.HashMap$Node', 'java.util.Map$Entry'],
  ['java.util.TreeMap$Entry', 'java.util.Map$Entry'],
  ['java.util.ArrayList', 'java.util.AbstractList', 'java.util.RandomAccess'],
  ['java.util.Arrays$ArrayList', 'java.util.AbstractList', 'java.util.RandomAccess'],
  ['java.util.ArrayList$Itr', 'java.util.ListIterator'],
  ['java.util.ArrayList$SubList', 'java.util.AbstractList', 'java.util.RandomAccess'],
  ['java.util.LinkedList', 'java.util.AbstractList', 'java.util.Deque'],
  ['java.util.Vector', 'java.util.AbstractList', 'java.util.RandomAccess'],
  ['java.util.Stack', 'java.util.Vector'],
  ['java.util.ArrayDeque', 'java.util.AbstractCollection', 'java.util.Deque'],
  ['java.util.PriorityQueue', 'java.util.AbstractQueue'],
  ['java.util.HashMap', 'java.util.AbstractMap'],
  ['java.util.LinkedHashMap', 'java.util.HashMap'],
  ['java.util.IdentityHashMap', 'java.util.AbstractMap'],
  ['java.util.WeakHashMap', 'java.util.AbstractMap'],
  ['java.util.Hashtable', 'java.util.Map'],
  ['java.util.TreeMap', 'java.util.AbstractMap', 'java.util.NavigableMap'],
  ['java.util.HashMap$KeySet', 'java.util.AbstractSet'],
  ['java.util.HashMap$Values', 'java.util.AbstractCollection'],
  ['java.util.HashMap$EntrySet', 'java.util.AbstractSet'],
  ['java.util.HashSet', 'java.util.AbstractSet'],
  ['java.util.LinkedHashSet', 'java.util.HashSet'],
  ['java.util.TreeSet', 'java.util.AbstractSet', 'java.util.NavigableSet'],
  ['java.util.Collections$UnmodifiableCollection', 'java.util.Collection'],
  [
    'java.util.Collections$UnmodifiableRandomAccessList',
    'java.util.Collections$UnmodifiableCollection',
    'java.util.List',
    'java.util.RandomAccess',
  ],
  ['java.util.Collections$UnmodifiableSet', 'java.util.Collections$UnmodifiableCollection', 'java.util.Set'],
  ['java.util.Collections$UnmodifiableMap', 'java.util.Map'],
  ['java.util.Collections$ReverseComparator', 'java.util.Comparator'],
  ['java.util.StringTokenizer', 'java.util.Enumeration'],
  ['java.util.Collections$3', 'java.util.Enumeration'],
  ['java.util.BitSet', 'java.lang.Cloneable'],
  ['java.util.Optional'],
  ['java.util.Scanner', 'java.util.Iterator', 'java.io.Closeable'],
  ['java.util.Properties', 'java.util.Hashtable'],
  ['java.sql.Timestamp', 'java.util.Date', 'java.lang.Comparable'],
  ['java.util.Calendar', 'java.lang.Comparable', 'java.lang.Cloneable'],
  ['java.util.GregorianCalendar', 'java.util.Calendar'],
  ['java.util.concurrent.ConcurrentHashMap', 'java.util.AbstractMap', 'java.util.concurrent.ConcurrentMap'],
  ['java.util.concurrent.ConcurrentLinkedQueue', 'java.util.AbstractQueue'],
  ['java.util.concurrent.ConcurrentLinkedDeque', 'java.util.AbstractCollection', 'java.util.Deque'],
  ['java.util.concurrent.CopyOnWriteArrayList', 'java.util.List', 'java.util.RandomAccess'],
  ['java.util.concurrent.LinkedBlockingQueue', 'java.util.AbstractQueue', 'java.util.concurrent.BlockingQueue'],
  ['java.util.concurrent.ArrayBlockingQueue', 'java.util.AbstractQueue', 'java.util.concurrent.BlockingQueue'],
  ['java.util.concurrent.LinkedBlockingDeque', 'java.util.AbstractQueue', 'java.util.concurrent.BlockingQueue', 'java.util.Deque'],
  ['java.util.concurrent.CountDownLatch'],
  ['java.util.concurrent.Semaphore'],
  ['java.lang.ThreadLocal'],
  ['java.util.concurrent.locks.ReentrantLock', 'java.util.concurrent.locks.Lock'],
  ['java.util.concurrent.ThreadPoolExecutor', 'java.util.concurrent.ScheduledExecutorService'],
];
for (const [name, ...above] of CLASSES) defineClass(name, ['java.lang.Object', ...above]);

/** The classes that programs make with `new`. */
const CONSTRUCTORS: Readonly<Record<string, string>> = {
  'java.util':
    'AbstractMap$SimpleEntry AbstractMap$SimpleImmutableEntry ArrayDeque ArrayList BitSet HashMap HashSet Hashtable IdentityHashMap ' +
    'LinkedHashMap LinkedHashSet LinkedList PriorityQueue Properties Scanner Stack StringTokenizer TreeMap TreeSet Vector WeakHashMap',
  'java.util.concurrent':
    'ArrayBlockingQueue ConcurrentHashMap ConcurrentLinkedDeque ConcurrentLinkedQueue CopyOnWriteArrayList CountDownLatch ' +
    'LinkedBlockingDeque LinkedBlockingQueue Semaphore',
  'java.util.concurrent.locks': 'ReentrantLock',
  'java.lang': 'Thread ThreadLocal',
};

/** The static methods that programs call. */
const STATICS: Readonly<Record<string, string>> = {
  Arrays: 'asList binarySearch copyOf copyOfRange deepToString equals fill hashCode sort stream toString',
  Collections:
    'addAll binarySearch disjoint emptyList emptyMap emptySet enumeration fill frequency list max min nCopies reverse reverseOrder rotate shuffle singleton ' +
    'singletonList singletonMap sort swap synchronizedCollection synchronizedList synchronizedMap synchronizedSet unmodifiableCollection ' +
    'unmodifiableList unmodifiableMap unmodifiableSet',
  ConcurrentHashMap: 'newKeySet',
  Executors:
    'newCachedThreadPool newFixedThreadPool newScheduledThreadPool newSingleThreadExecutor newSingleThreadScheduledExecutor newWorkStealingPool',
  List: 'copyOf of',
  Map: 'copyOf entry of',
  Optional: 'empty of ofNullable',
  Set: 'copyOf of',
  Thread: 'getDefaultUncaughtExceptionHandler setDefaultUncaughtExceptionHandler yield',
  ThreadLocal: 'withInitial',
};

/** The namespace that gives a member, by `new full.Class` and `Class/method`. */
export const inClojure: ReadonlyMap<string, string> = new Map([
  ...Object.entries(CONSTRUCTORS).flatMap(([home, names]) => names.split(' ').map((name) => [`new ${home}.${name}`, NAMESPACE] as const)),
  ['new java.sql.Timestamp', 'clojure.java.dates'],
  ...Object.entries(STATICS).flatMap(([type, names]) => names.split(' ').map((name) => [`${type}/${name}`, NAMESPACE] as const)),
]);
