import { type ClassRef, defineClass, findClass } from './classes.js';

/**
 * Classes of Java and of Clojure's own workings that real programs import, extend protocols to, ask `instance?` of and
 * hint with. Clove has their names only: no value is an instance of one, and what they do says at run time that it needs a JVM.
 * So a library loads although a corner of it cannot work here.
 */
const NAMES: Readonly<Record<string, string>> = {
  'java.awt.image': 'BufferedImage',
  'java.io':
    'DataInputStream DataOutputStream ObjectInputStream ObjectOutputStream PipedInputStream PipedOutputStream ' + 'RandomAccessFile',
  'java.lang':
    'Appendable ClassLoader Deprecated Enum InheritableThreadLocal Override Package Process ProcessBuilder Readable Runtime ' +
    'RuntimePermission SecurityManager StackTraceElement StrictMath SuppressWarnings Thread$State ' +
    'Thread$UncaughtExceptionHandler ThreadGroup ThreadLocal Void',
  'java.lang.management': 'ManagementFactory',
  'java.lang.ref': 'PhantomReference Reference ReferenceQueue SoftReference WeakReference',
  'java.lang.reflect': 'Array Constructor Field InvocationHandler Method Modifier Proxy',
  'java.net':
    'HttpURLConnection InetAddress InetSocketAddress JarURLConnection ServerSocket Socket URLDecoder URLEncoder ' +
    'URLClassLoader URLConnection',
  'java.nio': 'Buffer ByteBuffer ByteOrder CharBuffer',
  'java.nio.channels': 'FileChannel',
  'java.nio.file': 'CopyOption Files LinkOption OpenOption Path Paths StandardCopyOption StandardOpenOption',
  'java.nio.file.attribute': 'FileAttribute',
  'java.security': 'KeyStore SecureRandom',
  'java.sql': 'Connection Date DriverManager PreparedStatement ResultSet Time',
  'java.text': 'DateFormat DecimalFormat DecimalFormatSymbols Normalizer Normalizer$Form NumberFormat SimpleDateFormat',
  'java.time':
    'Clock DayOfWeek Duration Instant LocalDate LocalDateTime LocalTime Month MonthDay OffsetDateTime OffsetTime Period Year ' +
    'YearMonth ZoneId ZoneOffset ZonedDateTime',
  'java.time.format': 'DateTimeFormatter DateTimeFormatterBuilder',
  'java.time.temporal': 'ChronoField ChronoUnit Temporal TemporalAccessor TemporalAdjusters TemporalAmount TemporalUnit',
  'java.util':
    'Currency Dictionary EnumMap EnumSet ServiceLoader SimpleTimeZone ' + 'Spliterator SplittableRandom TimeZone Timer TimerTask',
  'java.util.concurrent':
    'CompletableFuture CyclicBarrier DelayQueue Executors ForkJoinPool ForkJoinTask ' +
    'ScheduledThreadPoolExecutor SynchronousQueue ThreadFactory ThreadLocalRandom',
  'java.util.concurrent.atomic': 'AtomicReferenceArray LongAdder',
  'java.util.concurrent.locks': 'ReadWriteLock ReentrantReadWriteLock',
  'java.util.function':
    'BooleanSupplier DoubleFunction IntFunction IntPredicate LongFunction ToDoubleFunction ToIntFunction ToLongFunction',
  'java.util.jar': 'JarEntry JarFile Manifest',
  'java.util.logging': 'Level Logger',
  'java.util.stream': 'Collectors IntStream Stream',
  'java.util.zip': 'CRC32 GZIPInputStream GZIPOutputStream ZipEntry ZipFile ZipInputStream ZipOutputStream',
  'javax.crypto': 'Cipher Mac',
  'javax.crypto.spec': 'SecretKeySpec',
  'clojure.lang':
    'ATransientMap ATransientSet Compiler Compiler$LocalBinding Compiler$LocalBindingExpr Compiler$ObjExpr Compiler$ObjMethod ' +
    'DynamicClassLoader LispReader LispReader$RegexReader LispReader$StringReader LazilyPersistentVector Murmur3 Numbers ' +
    'ProxyTest RT Reflector RestFn SeqEnumeration Util XMLHandler',
};

/** Exceptions that programs name and that only Java throws, by their parent. */
const ERRORS: Readonly<Record<string, string>> = {
  'java.lang.Error':
    'java.lang.LinkageError java.lang.ThreadDeath java.lang.VirtualMachineError java.io.IOError java.nio.charset.CoderMalfunctionError',
  'java.lang.LinkageError':
    'java.lang.ClassCircularityError java.lang.ClassFormatError java.lang.ExceptionInInitializerError ' +
    'java.lang.IncompatibleClassChangeError java.lang.NoClassDefFoundError java.lang.UnsatisfiedLinkError java.lang.VerifyError',
  'java.lang.ClassFormatError': 'java.lang.UnsupportedClassVersionError',
  'java.lang.IncompatibleClassChangeError': 'java.lang.InstantiationError java.lang.NoSuchFieldError java.lang.NoSuchMethodError',
  'java.lang.VirtualMachineError': 'java.lang.InternalError java.lang.UnknownError',
  'java.lang.Exception':
    'java.lang.ReflectiveOperationException java.security.GeneralSecurityException java.sql.SQLException java.text.ParseException ' +
    'java.util.concurrent.BrokenBarrierException',
  'java.lang.ReflectiveOperationException':
    'java.lang.NoSuchFieldException java.lang.NoSuchMethodException java.lang.InstantiationException ' +
    'java.lang.IllegalAccessException java.lang.reflect.InvocationTargetException',
  'java.lang.RuntimeException':
    'java.lang.EnumConstantNotPresentException java.lang.TypeNotPresentException java.time.DateTimeException ' +
    'java.util.MissingResourceException java.util.concurrent.RejectedExecutionException',
  'java.lang.IllegalArgumentException':
    'java.lang.IllegalThreadStateException java.util.IllegalFormatException java.util.regex.PatternSyntaxException',
  'java.lang.IllegalStateException': 'java.util.concurrent.CompletionException',
  'java.security.GeneralSecurityException': 'java.security.NoSuchAlgorithmException',
  'java.io.IOException':
    'java.io.UnsupportedEncodingException java.net.SocketException java.net.MalformedURLException java.net.UnknownHostException ' +
    'java.net.SocketTimeoutException java.nio.file.NoSuchFileException java.nio.charset.CharacterCodingException',
  'java.net.SocketException': 'java.net.ConnectException',
};

const namesOnly = new Set<ClassRef>();

let defined = false;

/** Makes the names known, but for those that something of Clove's stands behind already. To be called after all of that is defined; once is enough. */
export function defineJavaNames(): void {
  if (defined) return;
  defined = true;
  for (const [home, names] of Object.entries(NAMES))
    for (const simple of names.split(' ')) {
      const name = `${home}.${simple}`;
      if (findClass(name) === undefined) namesOnly.add(defineClass(name));
    }
  for (const [parent, names] of Object.entries(ERRORS)) for (const name of names.split(' ')) defineClass(name, [parent]);
}

/** Whether Clove has no more of the class than its name. */
export const isNameOnly = (type: ClassRef): boolean => namesOnly.has(type);
