let clock: Int32Array<SharedArrayBuffer> | null = null;

/** Does nothing for so many milliseconds, without turning the event loop. */
export function pause(milliseconds: number): void {
  clock ??= new Int32Array(new SharedArrayBuffer(4));
  Atomics.wait(clock, 0, 0, milliseconds);
}
