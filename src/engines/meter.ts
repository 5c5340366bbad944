import { type Budget, type LimitName, Strike } from '../data/budget.js';
import { type LimitServices, SLICE } from './services.js';

/** What it means that the fuel is used up that was granted. */
export interface MeterEnd {
  /** The turn of the fiber that runs is over. */
  readonly turn: boolean;
  /** The limits want to be asked. */
  readonly struck: boolean;
}

const ON: MeterEnd = { turn: false, struck: false };
const TURN: MeterEnd = { turn: true, struck: false };
const STRUCK_ALONE: MeterEnd = { turn: false, struck: true };
const TURN_STRUCK: MeterEnd = { turn: true, struck: true };

/**
 * Counts fuel for all fibers of an engine, in the interpreter and in compiled code. `fuel` is granted in parts that end with
 * the turn of the fiber that runs or where the limits strike, whichever comes first; at a safepoint that finds it below zero, `ends`
 * says which. The counts depend on the program alone.
 */
export class Meter implements Budget {
  fuel = SLICE;
  charged = 0;
  /** How many safepoints a turn of a fiber has, 1 at the least. */
  slice = SLICE;
  private granted = SLICE;
  /** Safepoints left of the turn, when `fuel` was granted. */
  private turn = SLICE;
  private spent = 0;

  constructor(private readonly limits: LimitServices) {}

  /** The units that have been used altogether. */
  get used(): number {
    return this.spent + this.granted - this.fuel;
  }

  get limited(): boolean {
    return this.limits.isBounded();
  }

  /** `fuel` is below zero: grants more. */
  ends(): MeterEnd {
    this.settle();
    const ended = this.turn < 0;
    if (ended) this.turn = this.slice;
    const { limits } = this;
    const struck = limits.isDue(this.spent);
    this.grant();
    return struck ? (ended ? TURN_STRUCK : STRUCK_ALONE) : ended ? TURN : ON;
  }

  isLateIn(milliseconds: number): boolean {
    return this.limits.timeLeft() <= milliseconds;
  }

  afford(units: number, bytes: number): void {
    const limit: LimitName | null = this.limits.refuse(this.used, units, bytes);
    if (limit !== null) throw new Strike(limit);
    this.spent += units;
    this.refresh();
  }

  /** The safepoints left of the turn: changes with each that is passed, and with nothing else. */
  get safepoints(): number {
    return this.turn - this.granted + this.fuel + this.charged;
  }

  /** Another fiber runs, or another limit holds: counts what was used, and grants again. Answers what is left of the turn. */
  switchTurn(safepoints: number): number {
    this.settle();
    const left = this.turn;
    this.turn = safepoints;
    this.grant();
    return left;
  }

  /** The turns of fibers have so many safepoints, the one that runs too. */
  setSlice(safepoints: number): void {
    this.slice = safepoints;
    this.switchTurn(safepoints);
  }

  /** The limits have changed. */
  refresh(): void {
    this.settle();
    this.grant();
  }

  /** The safepoint after so many others finds nothing left, and asks `ends`, as if less had been granted. */
  askAgain(others = 0): void {
    this.settle();
    this.grant();
    this.granted = Math.min(this.granted, others);
    this.fuel = this.granted;
  }

  private settle(): void {
    const took = this.granted - this.fuel;
    this.spent += took;
    this.turn -= took - this.charged;
    this.charged = 0;
    this.granted = 0;
    this.fuel = 0;
  }

  private grant(): void {
    this.granted = Math.max(-1, Math.min(this.turn, this.limits.askAt() - this.spent)) | 0;
    this.fuel = this.granted;
  }
}
