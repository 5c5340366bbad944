import type { Region } from './structure.js';

/** The texts of loops, some of which keep their own count of safepoints in the variable `f`. */
export interface LoopTexts {
  /** The outermost loop around a step that keeps its own count; undefined where there is none. */
  counting(index: number): Region | undefined;
  open(loop: Region): string;
  close(loop: Region): string;
  /**
   * Counts a safepoint at a step; `exit` is what is done where others must have their turn, `turn` how it goes on after that, where
   * it goes back to the head of a loop.
   */
  safepoint(index: number, exit: string, turn: string): string;
  /** Leaves a loop that keeps its own count, and then does what `text` says. */
  leave(loop: Region, text: string): string;
}

/**
 * V8 takes the first turn of a loop out of it, and then knows which of its variables hold raw numbers, only where nothing but a jump
 * leads out of the loop. So what is done on the way out stands behind it, and the variable `way` says which (no instruction has a
 * local of that name, which would hide it). A loop that keeps its own count
 * stands in another one, from which it is entered anew when the count is used up: code that V8 compiled while the loop ran, and entered
 * in the middle, knows nothing of its variables.
 */
export function createLoopTexts(loops: readonly Region[], counting: readonly Region[]): LoopTexts {
  const refills = new Map<number, string[]>();
  const ends = new Map<number, string[]>();

  const listAt = (lists: Map<number, string[]>, start: number): string[] => {
    const known = lists.get(start) ?? [];
    lists.set(start, known);
    return known;
  };
  const chosen = (texts: readonly string[]): string =>
    texts.length < 2 ? texts.join('') : `switch (way) { ${texts.map((text, i) => `case ${i}: { ${text} break; }`).join(' ')} }`;
  const own = (index: number): Region | undefined => counting.find((r) => r.start <= index && index < r.end);
  const innermost = (index: number): Region =>
    loops.filter((r) => r.start <= index && index < r.end).reduce((x, y) => (y.end - y.start <= x.end - x.start ? y : x));

  return {
    counting: own,
    open(loop) {
      const { start } = loop;
      if (own(start) === undefined) return `L${start}: for (;;) {`;
      const outermost = counting.includes(loop);
      return `${outermost ? `Z${start}: { ` : ''}M${start}: for (;;) { ${outermost ? 'f = meter.fuel | 0; ' : ''}L${start}: for (;;) {`;
    },
    close(loop) {
      const { start } = loop;
      if (own(start) === undefined) return `break L${start}; }`;
      const outer = counting.includes(loop) ? `} meter.fuel = f; ${chosen(ends.get(start) ?? [])}` : '';
      return `break M${start}; } ${chosen(refills.get(start) ?? [])} } ${outer}`;
    },
    safepoint(index, exit, turn) {
      if (own(index) === undefined) return `if (--meter.fuel < 0 && T.${turn === '' ? 'sliceEnds()' : 'loopEnds(turns++)'}) ${exit}`;
      const refill = `meter.fuel = f; if (T.sliceEnds()) ${exit} f = meter.fuel | 0;`;
      if (turn === '') return `if ((f = f - 1 | 0) < 0) { ${refill} }`;
      const { start } = innermost(index);
      const texts = listAt(refills, start);
      texts.push(`${refill} ${turn}`);
      return `if ((f = f - 1 | 0) < 0) { way = ${texts.length - 1}; break L${start}; }`;
    },
    leave({ start }, text) {
      const texts = listAt(ends, start);
      // One way out needs no choice: a test that was never made undoes what V8 compiled.
      if (!texts.includes(text)) texts.push(text);
      return `{ way = ${texts.indexOf(text)}; break Z${start}; }`;
    },
  };
}
