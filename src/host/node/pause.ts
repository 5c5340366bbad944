const clock = new Int32Array(new SharedArrayBuffer(4));

/** Does nothing for so many milliseconds, without turning the event loop. */
export function pause(milliseconds: number): void {
  Atomics.wait(clock, 0, 0, milliseconds);
}
