/** The same sound twice in one moment is heard once: the second would only be louder. Unless it matters more. */

/** Within this time. */
const REPEAT_MS = 24;

export class Repeats<Name> {
  readonly #last = new Map<Name, { priority: number; atMs: number }>();

  /** Whether it is to be heard at `nowMs`. */
  isNew(name: Name, priority: number, nowMs: number): boolean {
    const last = this.#last.get(name);
    return last === undefined || nowMs - last.atMs >= REPEAT_MS || priority > last.priority;
  }

  note(name: Name, priority: number, nowMs: number): void {
    this.#last.set(name, { priority, atMs: nowMs });
  }
}
