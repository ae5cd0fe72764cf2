/** Things by where they are, so that who is near to few of them looks at few. Filled anew for each snapshot. */
import type { World } from "#shared/sim/world.ts";
import type { Rectangle } from "#shared/view.ts";

const CELL_PX = 256;

export class Grid {
  readonly #columns: number;
  readonly #rows: number;
  /** Where in `#entities` those of a cell begin; those of the next begin where they end. */
  readonly #starts: Uint32Array;
  #entities = new Uint32Array();
  /** Where they are, in the same order: who looks for them goes through memory in one direction. */
  #x = new Float64Array();
  #y = new Float64Array();

  /** For a table of this size, px. */
  constructor(width: number, height: number) {
    this.#columns = Math.max(1, Math.ceil(width / CELL_PX));
    this.#rows = Math.max(1, Math.ceil(height / CELL_PX));
    this.#starts = new Uint32Array(this.#columns * this.#rows + 1);
  }

  /** Takes entities of a world as they are now: a counting sort by cell, which keeps their order in each. */
  fill(world: World, entities: readonly number[]): void {
    const { x, y } = world.components.Position;
    if (this.#entities.length < entities.length) this.#makeRoom(entities.length * 2);
    const starts = this.#starts;
    starts.fill(0);
    for (const entity of entities) starts[this.#cell(x[entity]!, y[entity]!) + 1]! += 1;
    for (let cell = 1; cell < starts.length; cell++) starts[cell]! += starts[cell - 1]!;
    for (let i = entities.length - 1; i >= 0; i--) {
      const entity = entities[i]!;
      const end = this.#cell(x[entity]!, y[entity]!) + 1;
      starts[end]! -= 1;
      const place = starts[end]!;
      this.#entities[place] = entity;
      this.#x[place] = x[entity]!;
      this.#y[place] = y[entity]!;
    }
    // Each border has moved to where its cell begins: put them back by one.
    starts.copyWithin(0, 1);
    starts[starts.length - 1] = entities.length;
  }

  /**
   * Finds the entities that lie within `marginPx` of a rectangle: writes them into `found`, which must have room for all,
   * and gives their number.
   */
  find(near: Readonly<Rectangle>, marginPx: number, found: Uint32Array): number {
    const [left, right] = [near.left - marginPx, near.right + marginPx];
    const [top, bottom] = [near.top - marginPx, near.bottom + marginPx];
    const [first, last] = [this.#column(left), this.#column(right)];
    const lastRow = this.#row(bottom);
    let count = 0;
    for (let row = this.#row(top); row <= lastRow; row++) {
      const end = this.#starts[row * this.#columns + last + 1]!;
      for (let i = this.#starts[row * this.#columns + first]!; i < end; i++) {
        const x = this.#x[i]!;
        const y = this.#y[i]!;
        if (x < left || x > right || y < top || y > bottom) continue;
        found[count++] = this.#entities[i]!;
      }
    }
    return count;
  }

  #makeRoom(count: number): void {
    this.#entities = new Uint32Array(count);
    this.#x = new Float64Array(count);
    this.#y = new Float64Array(count);
  }

  #cell(x: number, y: number): number {
    return this.#row(y) * this.#columns + this.#column(x);
  }

  #column(x: number): number {
    return Math.max(0, Math.min(this.#columns - 1, Math.floor(x / CELL_PX)));
  }

  #row(y: number): number {
    return Math.max(0, Math.min(this.#rows - 1, Math.floor(y / CELL_PX)));
  }
}
