/**
 * How bots find their way: a grid of cells between which a skiff can go straight, and for each goal a flow field that
 * tells every cell where to go next. One goal stands for a block of cells, so that 32 bots who hunt the same few
 * skiffs share a few hundred fields; all bots on all tables with the same map share this object. Of cells and ways that
 * are equally good the choice goes by the map, never by who comes first: what is fair to both sides stays so.
 */
import type { ArenaSource, Point } from "#shared/sim/arena/arena.ts";
import type { Arena } from "#shared/sim/arena/geometry.ts";
import { SKIFF } from "#shared/sim/tuning.ts";
import { isPassable, isShortWayPassable } from "./passage.ts";

export const CELL_PX = 32;
/** A goal is known to within a block of this many cells a side. */
const BLOCK_CELLS = 3;
const BLOCK_MIDDLE = 1;
/** Most fields kept; beyond it the one that was made first goes. 512 fields of the largest map take 8 MB. */
const MOST_FIELDS = 512;
/** A point that is near a cushion may have its own cell blocked: it belongs to an open one this many cells off. */
const NEAR_CELLS = 2;
/** What leans on a cushion has no room to spare on that side. */
const LEANING_PX = 2;

const COLUMN_STEPS = [1, 1, 0, -1, -1, -1, 0, 1] as const;
const ROW_STEPS = [0, 1, 1, 1, 0, -1, -1, -1] as const;
/** Cost of a step in each of the eight directions, straight ones first: 5 : 7 is close to 1 : √2. */
const STEP_COSTS = [5, 7, 5, 7, 5, 7, 5, 7] as const;
const MOST_STEP_COST = 7;
const STEP_LENGTHS = STEP_COSTS.map((cost) => (cost === MOST_STEP_COST ? Math.SQRT2 : 1));
/** In a field: this cell is the goal, or there is no way from it. */
const NOWHERE = 8;

/** For each cell the direction (0..7, clockwise from +x) of the next one on the shortest way, or NOWHERE. */
export type FlowField = Uint8Array;

export class Navigation {
  readonly columns: number;
  readonly rows: number;
  readonly #arena: Arena;
  readonly #radiusPx: number;
  readonly #middle: Point;
  /** See `heartOf`. */
  readonly #heart: Point;
  /** Rows and columns of blocks begin so many cells outside the map, and end so many beyond it. */
  readonly #marginColumns: number;
  readonly #marginRows: number;
  /** For each cell a bit per direction in which a skiff can go on; 0 for a cell that cannot be entered. */
  readonly #links: Uint8Array;
  /** For each block its goal cell, or -1 for one that is all cushion. */
  readonly #goals: Int32Array;
  readonly #fields = new Map<number, FlowField>();
  /** For `#flood`: cost so far, and rings of cells by cost. Reused. */
  readonly #costs: Int32Array;
  readonly #rings: number[][] = Array.from({ length: MOST_STEP_COST + 1 }, () => []);

  /** For skiffs, or for what has another radius. */
  constructor(arena: Arena, radiusPx: number = SKIFF.radiusPx) {
    this.#arena = arena;
    this.#radiusPx = radiusPx;
    this.columns = Math.ceil(arena.width / CELL_PX);
    this.rows = Math.ceil(arena.height / CELL_PX);
    this.#middle = { x: arena.width / 2, y: arena.height / 2 };
    this.#heart = heartOf(arena.source);
    this.#marginColumns = this.columns % BLOCK_CELLS;
    this.#marginRows = this.rows % BLOCK_CELLS;
    this.#links = new Uint8Array(this.columns * this.rows);
    this.#costs = new Int32Array(this.columns * this.rows);
    this.#goals = new Int32Array(this.#blockColumns * Math.ceil(this.rows / BLOCK_CELLS + 2));
    this.#linkCells();
    this.#keepReachable();
    this.#placeGoals();
  }

  /** Middle of a cell in px. */
  xOf(cell: number): number {
    return ((cell % this.columns) + 0.5) * CELL_PX;
  }

  yOf(cell: number): number {
    return (Math.floor(cell / this.columns) + 0.5) * CELL_PX;
  }

  /** Whether a skiff can be in the middle of this cell, and get there from the first spawn point. */
  isOpen(cell: number): boolean {
    return this.#links[cell] !== 0;
  }

  /**
   * The open cell at (x, y), or the nearest that a skiff there can go straight to; -1 when there is none. Of the two
   * beside a line it is the one towards `from`, by itself the middle of the map.
   */
  cellAt(x: number, y: number, from: Point = this.#middle): number {
    const column = indexOf(x, from.x);
    const row = indexOf(y, from.y);
    if (column < 0 || column >= this.columns || row < 0 || row >= this.rows) return -1;
    const own = row * this.columns + column;
    return this.isOpen(own) ? own : this.#nearestCell(column, row, x, y);
  }

  /**
   * The field that leads to the block around (x, y), where two meet to that on the side of `from`; undefined when no skiff
   * can be there. The first call for a block floods the map (16,384 cells at most); later ones look it up.
   */
  fieldTo(x: number, y: number, from?: Point): FlowField | undefined {
    const cell = this.cellAt(x, y, from);
    if (cell < 0) return undefined;
    const goal = this.#goalFor(cell);
    const known = this.#fields.get(goal);
    if (known) return known;
    const field = this.#flood(goal);
    if (this.#fields.size >= MOST_FIELDS) this.#fields.delete(this.#fields.keys().next().value!);
    this.#fields.set(goal, field);
    return field;
  }

  /** The cell after `cell` on the way that `field` shows; `cell` itself at its end. */
  nextCell(field: FlowField, cell: number): number {
    const direction = field[cell] ?? NOWHERE;
    return direction === NOWHERE ? cell : this.#neighbour(cell, direction);
  }

  #nearestCell(column: number, row: number, x: number, y: number): number {
    let best = -1;
    let bestSquare = Infinity;
    const lastRow = Math.min(this.rows - 1, row + NEAR_CELLS);
    const lastColumn = Math.min(this.columns - 1, column + NEAR_CELLS);
    for (let r = Math.max(0, row - NEAR_CELLS); r <= lastRow; r++) {
      for (let c = Math.max(0, column - NEAR_CELLS); c <= lastColumn; c++) {
        const cell = r * this.columns + c;
        const square = this.#squareTo(cell, x, y);
        if (square > bestSquare || !this.isOpen(cell) || !this.#isStraightTo(cell, x, y)) continue;
        if (square === bestSquare && !this.#isRather(cell, best)) continue;
        best = cell;
        bestSquare = square;
      }
    }
    return best;
  }

  /** Which of two cells that are equally good is taken: seen in a mirror, or turned with all of the map, it is the same. */
  #isRather(a: number, b: number): boolean {
    const ax = this.xOf(a) - this.#heart.x;
    const ay = this.yOf(a) - this.#heart.y;
    const bx = this.xOf(b) - this.#heart.x;
    const by = this.yOf(b) - this.#heart.y;
    const farther = ax * ax + ay * ay - (bx * bx + by * by);
    return farther === 0 ? ax * by - ay * bx > 0 : farther < 0;
  }

  #neighbour(cell: number, direction: number): number {
    return cell + ROW_STEPS[direction]! * this.columns + COLUMN_STEPS[direction]!;
  }

  #squareTo(cell: number, x: number, y: number): number {
    const dx = this.xOf(cell) - x;
    const dy = this.yOf(cell) - y;
    return dx * dx + dy * dy;
  }

  #isStraightTo(cell: number, x: number, y: number): boolean {
    const { all } = this.#arena;
    const radius = this.#radiusPx - LEANING_PX;
    return isPassable(this.#arena, all, x, y, this.xOf(cell), this.yOf(cell), radius);
  }

  #linkCells(): void {
    for (let cell = 0; cell < this.#links.length; cell++) {
      for (let direction = 0; direction < 4; direction++) this.#link(cell, direction);
    }
  }

  /** Links a cell and its neighbour both ways if a skiff can go straight between them. */
  #link(cell: number, direction: number): void {
    const column = (cell % this.columns) + COLUMN_STEPS[direction]!;
    const row = Math.floor(cell / this.columns) + ROW_STEPS[direction]!;
    if (column < 0 || column >= this.columns || row >= this.rows) return;
    const next = this.#neighbour(cell, direction);
    const x = this.xOf(next);
    const y = this.yOf(next);
    const isClear = isShortWayPassable(
      this.#arena,
      this.xOf(cell),
      this.yOf(cell),
      x,
      y,
      this.#radiusPx,
    );
    if (!isClear) return;
    this.#links[cell]! |= 1 << direction;
    this.#links[next]! |= 1 << (direction + 4);
  }

  /** Cells outside the border and inside walls are linked among themselves: only what spawns can reach stays open. */
  #keepReachable(): void {
    const start = this.#firstSpawnCell();
    const field = start < 0 ? undefined : this.#flood(start);
    for (let cell = 0; cell < this.#links.length; cell++) {
      if (cell !== start && (!field || field[cell] === NOWHERE)) this.#links[cell] = 0;
    }
  }

  #firstSpawnCell(): number {
    const spawn = this.#arena.source.spawns[0];
    return spawn ? this.cellAt(spawn.x, spawn.y) : -1;
  }

  get #blockColumns(): number {
    return (this.columns + 2 * this.#marginColumns) / BLOCK_CELLS;
  }

  #blockOf(cell: number): number {
    const column = Math.floor(((cell % this.columns) + this.#marginColumns) / BLOCK_CELLS);
    const row = Math.floor((Math.floor(cell / this.columns) + this.#marginRows) / BLOCK_CELLS);
    return row * this.#blockColumns + column;
  }

  /** The goal of a block is its cell with most ways out of it, away from cushions; of these the one in the middle. */
  #placeGoals(): void {
    this.#goals.fill(-1);
    for (let cell = 0; cell < this.#links.length; cell++) {
      if (!this.isOpen(cell)) continue;
      const block = this.#blockOf(cell);
      const goal = this.#goals[block]!;
      const better = goal < 0 ? 1 : this.#goalWorth(cell) - this.#goalWorth(goal);
      if (better > 0 || (better === 0 && this.#isRather(cell, goal))) this.#goals[block] = cell;
    }
  }

  #goalWorth(cell: number): number {
    const column = ((cell % this.columns) + this.#marginColumns) % BLOCK_CELLS;
    const row = (Math.floor(cell / this.columns) + this.#marginRows) % BLOCK_CELLS;
    const fromMiddle = Math.abs(column - BLOCK_MIDDLE) + Math.abs(row - BLOCK_MIDDLE);
    return this.#waysOut(cell) * BLOCK_CELLS - fromMiddle;
  }

  /** The goal of the block of `cell`, or `cell` itself when a cushion stands between the two. */
  #goalFor(cell: number): number {
    const goal = this.#goals[this.#blockOf(cell)]!;
    return this.#isStraightTo(goal, this.xOf(cell), this.yOf(cell)) ? goal : cell;
  }

  #waysOut(cell: number): number {
    let ways = 0;
    for (let bits = this.#links[cell]!; bits !== 0; bits &= bits - 1) ways++;
    return ways;
  }

  /** Cheapest ways from everywhere to `goal`, by rings of equal cost (Dial's version of Dijkstra's algorithm). */
  #flood(goal: number): FlowField {
    const field = new Uint8Array(this.#links.length).fill(NOWHERE);
    const costs = this.#costs.fill(0x7fffffff);
    const rings = this.#rings;
    costs[goal] = 0;
    rings[0]!.push(goal);
    let waiting = 1;
    for (let cost = 0; waiting > 0; cost++) {
      const ring = rings[cost % rings.length]!;
      waiting -= ring.length;
      for (const cell of ring)
        if (costs[cell] === cost) waiting += this.#spread(field, goal, cell, cost);
      ring.length = 0;
    }
    return field;
  }

  /** Offers the neighbours of `cell` the way through it; returns how many have it as their first or as a cheaper one. */
  #spread(field: FlowField, goal: number, cell: number, cost: number): number {
    const links = this.#links[cell]!;
    let taken = 0;
    for (let direction = 0; direction < 8; direction++) {
      if ((links & (1 << direction)) === 0) continue;
      const next = this.#neighbour(cell, direction);
      const through = cost + STEP_COSTS[direction]!;
      if (through > this.#costs[next]!) continue;
      const back = (direction + 4) % 8;
      if (through === this.#costs[next]) {
        if (this.#isStraighter(next, goal, back, field[next]!)) field[next] = back;
        continue;
      }
      this.#costs[next] = through;
      field[next] = back;
      this.#rings[through % this.#rings.length]!.push(next);
      taken++;
    }
    return taken;
  }

  /** Of two ways of equal cost, whether that in direction `a` leads straighter to the goal than that in `b`. */
  #isStraighter(cell: number, goal: number, a: number, b: number): boolean {
    const dx = (goal % this.columns) - (cell % this.columns);
    const dy = Math.floor(goal / this.columns) - Math.floor(cell / this.columns);
    const better = shareOf(a, dx, dy) - shareOf(b, dx, dy);
    if (better !== 0) return better > 0;
    return this.#isRather(this.#neighbour(cell, a), this.#neighbour(cell, b));
  }
}

/** How much of (dx, dy) one goes with each px in a direction. */
function shareOf(direction: number, dx: number, dy: number): number {
  return (COLUMN_STEPS[direction]! * dx + ROW_STEPS[direction]! * dy) / STEP_LENGTHS[direction]!;
}

/** The row or column of a place; on the line between two it is that on the side from which one comes. */
function indexOf(px: number, fromPx: number): number {
  return fromPx < px ? Math.ceil(px / CELL_PX) - 1 : Math.floor(px / CELL_PX);
}

/**
 * The middle of all that lies on a map, heavier or lighter by what it is: on a map that is turned by half a turn for the
 * other side it is the middle, on one that is mirrored for it somewhere on the mirror, and there as a rule at nothing else.
 */
function heartOf({ spawns, pads }: ArenaSource): Point {
  const heart = { x: 0, y: 0 };
  let weights = 0;
  const add = ({ x, y }: Point, weight: number) => {
    heart.x += x * weight;
    heart.y += y * weight;
    weights += weight;
  };
  for (const spawn of spawns) add(spawn, 1);
  for (const pad of pads) add(pad, pad.kind + 1);
  return { x: heart.x / weights, y: heart.y / weights };
}

const navigations = new WeakMap<Arena["source"], Navigation>();

/** The navigation of this arena's map: made on first use, kept as long as the map is. */
export function navigationOf(arena: Arena): Navigation {
  let navigation = navigations.get(arena.source);
  if (!navigation) {
    navigation = new Navigation(arena);
    navigations.set(arena.source, navigation);
  }
  return navigation;
}
