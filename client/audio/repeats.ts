/**
 * The same sound twice in one moment is heard once: the second would only be louder. Unless it matters more, or the first was
 * so far away that it is nothing beside it.
 */

/** Within this time. */
const REPEAT_MS = 24;
/** So many times as loud, the second is heard beside the first. */
const LOUDER = 2;

/** What is known of a sound that is to be heard. */
interface Weight {
  readonly priority: number;
  /** How loud it is where one is. */
  readonly gain: number;
}

export class Repeats<Name> {
  readonly #last = new Map<Name, Weight & { atMs: number }>();

  /** Whether it is to be heard at `nowMs`. */
  isNew(name: Name, { priority, gain }: Weight, nowMs: number): boolean {
    const last = this.#last.get(name);
    if (last === undefined || nowMs - last.atMs >= REPEAT_MS) return true;
    return priority > last.priority || (priority === last.priority && gain >= last.gain * LOUDER);
  }

  note(name: Name, { priority, gain }: Weight, nowMs: number): void {
    this.#last.set(name, { priority, gain, atMs: nowMs });
  }
}
