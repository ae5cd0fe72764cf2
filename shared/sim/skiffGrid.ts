/**
 * Who is near: the live skiffs in the cells of a grid, each cell a list linked through arrays, so that nothing is
 * allocated while the world runs and a skiff that moves can change its cell. It is made anew whenever it is wanted and
 * holds nothing that outlives a system.
 */
const CELL_PX = 64;
/** No entity has this id. */
const NONE = 0;

export class SkiffGrid {
  readonly #x: Float32Array;
  readonly #y: Float32Array;
  readonly #columns: number;
  readonly #rows: number;
  /** By cell: the first skiff in it. */
  readonly #first: Uint16Array;
  /** By skiff: its neighbours in the list of its cell, and that cell. */
  readonly #next: Uint16Array;
  readonly #previous: Uint16Array;
  readonly #cell: Uint16Array;

  /** For skiffs of ids below `end`, that are where `x` and `y` tell, in an arena of this size. */
  constructor(width: number, height: number, x: Float32Array, y: Float32Array, end: number) {
    this.#x = x;
    this.#y = y;
    this.#columns = Math.max(1, Math.ceil(width / CELL_PX));
    this.#rows = Math.max(1, Math.ceil(height / CELL_PX));
    this.#first = new Uint16Array(this.#columns * this.#rows);
    this.#next = new Uint16Array(end);
    this.#previous = new Uint16Array(end);
    this.#cell = new Uint16Array(end);
  }

  /** Forgets everybody, and puts those of `skiffs` that are alive where they are. */
  rebuild(skiffs: readonly number[], isAlive: Uint8Array): void {
    this.#first.fill(NONE);
    for (const skiff of skiffs) if (isAlive[skiff] === 1) this.#enter(skiff, this.#cellOf(skiff));
  }

  /** Follows a skiff that is in the grid to where it is now. */
  follow(skiff: number): void {
    const cell = this.#cellOf(skiff);
    if (cell === this.#cell[skiff]) return;
    const next = this.#next[skiff]!;
    const previous = this.#previous[skiff]!;
    if (next !== NONE) this.#previous[next] = previous;
    if (previous !== NONE) this.#next[previous] = next;
    else this.#first[this.#cell[skiff]!] = next;
    this.#enter(skiff, cell);
  }

  /** Writes into `found`, in no order, who is less than `reach` px away on either axis; gives how many there are. */
  collect(x: number, y: number, reach: number, found: Uint16Array): number {
    const left = this.#columnOf(x - reach);
    const right = this.#columnOf(x + reach);
    const bottom = this.#rowOf(y + reach);
    let count = 0;
    for (let row = this.#rowOf(y - reach); row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        let skiff = this.#first[row * this.#columns + column]!;
        for (; skiff !== NONE; skiff = this.#next[skiff]!) {
          if (Math.abs(this.#x[skiff]! - x) < reach && Math.abs(this.#y[skiff]! - y) < reach)
            found[count++] = skiff;
        }
      }
    }
    return count;
  }

  #enter(skiff: number, cell: number): void {
    const next = this.#first[cell]!;
    this.#cell[skiff] = cell;
    this.#next[skiff] = next;
    this.#previous[skiff] = NONE;
    if (next !== NONE) this.#previous[next] = skiff;
    this.#first[cell] = skiff;
  }

  #cellOf(skiff: number): number {
    return this.#rowOf(this.#y[skiff]!) * this.#columns + this.#columnOf(this.#x[skiff]!);
  }

  /** Whoever is beyond the edge counts as in the last cells before it, here and when they are looked for. */
  #columnOf(x: number): number {
    return Math.max(0, Math.min(this.#columns - 1, Math.floor(x / CELL_PX)));
  }

  #rowOf(y: number): number {
    return Math.max(0, Math.min(this.#rows - 1, Math.floor(y / CELL_PX)));
  }
}
