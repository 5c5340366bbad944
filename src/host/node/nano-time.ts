let start = -1;

/**
 * Nanoseconds that pass whatever is done to the clock, counted from about the first call. Not by the global
 * `performance`, whose first use costs 10 ms of the start.
 */
export function nanoTime(): number {
  const [seconds, nanoseconds] = process.hrtime();
  if (start < 0) start = seconds;
  return (seconds - start) * 1e9 + nanoseconds;
}
