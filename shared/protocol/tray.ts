/**
 * A list that is filled and emptied for each receiver of each snapshot and keeps its room: an array that is cut to nothing
 * gives its own back and grows anew. What lies beyond `count` is what was there before.
 */
export class Tray<T> {
  readonly items: T[] = [];
  count = 0;

  constructor(items: readonly T[] = []) {
    for (const item of items) this.add(item);
  }

  clear(): void {
    this.count = 0;
  }

  add(item: T): void {
    this.items[this.count++] = item;
  }
}
