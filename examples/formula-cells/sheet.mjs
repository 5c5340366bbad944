// A sheet of cells with formulas in Clojure. A formula sees other cells by `(cell :a1)`; what it looked at is what it depends on.
import { CloveError, createRuntime, LimitError } from 'clove';

/** What one formula may use each time. */
const LIMITS = { fuel: 50_000, time: 500, memory: 4_000_000, depth: 50_000 };

/**
 * A sheet. `changed` hears the name, the value and the error of each cell that was computed anew. Errors are texts for the
 * people who write the formulas.
 */
export function createSheet(changed) {
  /** Cells by name: `text`, `formula` (null for a plain value), `value`, `error`, `uses`, `usedBy`. */
  const cells = new Map();
  /** The name of the cell that is being computed. */
  let computing = null;

  const runtime = createRuntime({ limits: LIMITS, namespaces: { sheet: { read } } });
  runtime.evaluate('(ns cells (:require [sheet])) (defn cell [name] (sheet/read name))');

  function cellAt(name) {
    let cell = cells.get(name);
    if (cell === undefined) {
      cell = { text: '', formula: null, value: null, error: null, uses: new Set(), usedBy: new Set() };
      cells.set(name, cell);
    }
    return cell;
  }

  /** What a formula gets for `(cell name)`. */
  function read(name) {
    const cell = cellAt(name);
    cellAt(computing).uses.add(name);
    cell.usedBy.add(computing);
    if (cell.error !== null) throw new Error(`${name} has an error`);
    return cell.value;
  }

  /** A cell uses nothing, until it is computed anew. */
  function forget(cell, name) {
    for (const used of cell.uses) cellAt(used).usedBy.delete(name);
    cell.uses.clear();
  }

  /** Whether a cell is among those that it uses, directly or through others. */
  function usesItself(name) {
    const seen = new Set();
    const reaches = (at) => {
      if (seen.has(at)) return false;
      seen.add(at);
      const { uses } = cellAt(at);
      return uses.has(name) || [...uses].some(reaches);
    };
    return reaches(name);
  }

  function compute(name) {
    const cell = cellAt(name);
    if (cell.formula === null) return changed(name, cell.value, null);
    forget(cell, name);
    cell.error = null;
    computing = name;
    try {
      cell.value = runtime.toJs(cell.formula());
      if (usesItself(name)) throw new Error(`${name} depends on itself`);
    } catch (e) {
      cell.value = null;
      cell.error = message(e);
    }
    changed(name, cell.value, cell.error);
  }

  function message(e) {
    if (e instanceof LimitError) return `stopped: ${e.message}`;
    if (!(e instanceof CloveError)) return e.message;
    return e.place === null ? e.message : `${e.message} (column ${e.place.column})`;
  }

  /** `name` and the cells that depend on it, each after all that it uses; those in a circle are there once. */
  function dependents(name) {
    const order = [];
    const seen = new Set();
    function visit(at) {
      if (seen.has(at)) return;
      seen.add(at);
      for (const user of cellAt(at).usedBy) visit(user);
      order.unshift(at);
    }
    visit(name);
    return order;
  }

  return {
    /** Puts a text into a cell: a formula where it begins with `=` or `(`, else a number or the text itself. */
    set(name, text) {
      const cell = cellAt(name);
      Object.assign(cell, { text, formula: null, value: null, error: null });
      const formula = text.startsWith('=') ? text.slice(1) : text.startsWith('(') ? text : null;
      if (formula === null) cell.value = text === '' || Number.isNaN(Number(text)) ? text : Number(text);
      else {
        try {
          // Compiled once; each computation is a call.
          cell.formula = runtime.evaluate(`(fn [] ${formula}\n)`, { file: name });
        } catch (e) {
          cell.formula = () => {
            throw e;
          };
        }
      }
      forget(cell, name);
      for (const at of dependents(name)) compute(at);
    },
    text: (name) => cells.get(name)?.text ?? '',
    value: (name) => cells.get(name)?.value ?? null,
    error: (name) => cells.get(name)?.error ?? null,
  };
}
