/** Turns of the host's events. */
export interface Turns {
  /** Lets the host's events run until `wake`, or for so many milliseconds at most; null: for as long as it takes. */
  next(milliseconds: number | null): Promise<void>;
  wake(): void;
}

type Then = () => void;

let later: ((then: Then) => void) | null = null;

/** Where there is no `setImmediate`: a message to oneself comes after the events that wait, and unlike a timer at once. */
function byMessage(): (then: Then) => void {
  const waiting: Then[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', () => waiting.shift()?.());
  port1.start();
  return (then) => {
    waiting.push(then);
    port2.postMessage(null);
  };
}

/**
 * After one turn of the host's events. Not by a timer: of two programs that work for longer than their timers take, each would find that of the
 * other due, and nothing else would ever have its turn.
 */
function afterEvents(then: Then): void {
  if (typeof setImmediate === 'function') setImmediate(then);
  else {
    later ??= byMessage();
    later(then);
  }
}

/** The turns of one program. */
export function createTurns(): Turns {
  let wake: Then | null = null;
  let woken = false;
  return {
    next: (milliseconds) =>
      new Promise((resolve) => {
        let timer: ReturnType<typeof setTimeout> | null = null;
        const go = (): void => {
          if (wake !== go) return;
          if (timer !== null) clearTimeout(timer);
          wake = null;
          resolve();
        };
        wake = go;
        if (woken || milliseconds === 0) afterEvents(go);
        else if (milliseconds !== null) timer = setTimeout(go, milliseconds);
        woken = false;
      }),
    wake() {
      if (wake === null) woken = true;
      else wake();
    },
  };
}
