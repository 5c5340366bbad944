/** A stretch of instructions that becomes a loop or a labelled block: indices from `start` to before `end`. */
export interface Region {
  start: number;
  end: number;
  readonly isLoop: boolean;
}

export interface Jump {
  readonly from: number;
  readonly to: number;
}

/**
 * The loops and blocks by which jumps between the instructions of a function become JavaScript: a jump back continues
 * a loop that starts at its target, a jump forward leaves a block that ends there. They are properly nested; those that
 * start at the same instruction come outermost first. `refuse` is called, and throws, where a jump leads into a loop
 * from outside. (The idea is that of the "stackifier" of compilers to WebAssembly.)
 */
export function nest(jumps: readonly Jump[], refuse: (reason: string) => never): Region[] {
  const loops = new Map<number, Region>();
  const blocks = new Map<number, Region>();
  for (const { from, to } of jumps) {
    const kind = to <= from ? loops : blocks;
    const known = kind.get(to);
    if (to <= from) {
      if (known === undefined) loops.set(to, { start: to, end: from + 1, isLoop: true });
      else known.end = Math.max(known.end, from + 1);
    } else if (known === undefined) blocks.set(to, { start: from, end: to, isLoop: false });
    else known.start = Math.min(known.start, from);
  }
  const regions = [...loops.values(), ...blocks.values()];
  while (regions.some((r) => regions.some((other) => disentangle(r, other))));
  for (const { from, to } of jumps)
    for (const loop of loops.values())
      if (to > loop.start && to < loop.end && (from < loop.start || from >= loop.end)) refuse(`a jump into the loop at ${loop.start}`);
  return regions.sort((x, y) => x.start - y.start || y.end - x.end || Number(x.isLoop) - Number(y.isLoop));
}

/** Where two regions overlap and neither holds the other, widens one of them; whether it did. */
function disentangle(x: Region, y: Region): boolean {
  if (!(x.start < y.start && y.start < x.end && x.end < y.end)) return false;
  // A loop can only grow at its end, since its start is where it is continued; a block only at its start.
  if (!y.isLoop) y.start = x.start;
  else if (x.isLoop) x.end = y.end;
  else return false;
  return true;
}
