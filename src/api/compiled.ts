import type { Fn } from '../data/functions.js';
import { EMPTY_VECTOR, listFromArray, vectorFromArray } from '../data/seqs/index.js';
import { symbol } from '../data/symbol.js';
import type { Value } from '../data/value.js';
import { EOF } from '../reader/context.js';
import { createReader } from '../reader/reader.js';
import type { Source } from '../reader/source.js';
import type { Runtime as World } from '../runtime/runtime.js';

/**
 * The function that runs the forms of a text one after the other, with these parameters. All forms are read and compiled before any is run, so
 * that a macro or an alias that one defines is not there for the next.
 */
export function compileText(world: World, source: Source, params: readonly string[]): Fn {
  world.sources.set(source.file, source);
  const reader = createReader(source, world.readerContext);
  const forms: Value[] = [];
  for (;;) {
    const form = world.finishRead(
      () => reader.read(),
      (value) => reader.resume(value),
    );
    if (form === EOF) break;
    forms.push(form);
  }
  const names = params.length === 0 ? EMPTY_VECTOR : vectorFromArray(params.map((name) => symbol(null, name)));
  return world.evalForm(listFromArray([symbol(null, 'fn*'), symbol(null, 'program'), names, ...forms])) as Fn;
}
