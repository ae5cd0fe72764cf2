/**
 * What the camera looks at: the own skiff, or whom one watches; when the own one is out, first the place where it
 * happened, then, as long as they are in the arena, whoever did it. `hasSwitched` says that it is another thing than in
 * the frame before: glide there.
 */
import type { SkiffView, View } from "../netcode/view.ts";

/** Time to see one's own end before the camera leaves it. */
const LINGER_MS = 120;
const NOBODY = -1;

export class Focus {
  x = 0;
  y = 0;
  hasSwitched = false;
  #killer = NOBODY;
  #outMs = 0;
  #watched = NOBODY;

  /** Call once per frame. */
  update(view: View): void {
    this.hasSwitched = false;
    if (view.isReplay) {
      this.x = view.focusX;
      this.y = view.focusY;
      return;
    }
    this.#hear(view);
    this.#outMs = view.own.isAlive ? 0 : this.#outMs + view.deltaMs;
    const killer = this.#outMs > LINGER_MS ? findSkiff(view.skiffs, this.#killer) : undefined;
    const watched = killer?.slot ?? view.watched?.slot ?? NOBODY;
    this.hasSwitched = watched !== this.#watched;
    this.#watched = watched;
    this.x = killer?.x ?? view.focusX;
    this.y = killer?.y ?? view.focusY;
  }

  #hear({ events, own }: View): void {
    if (own.isAlive) this.#killer = NOBODY;
    for (const event of events) {
      if (event.type !== "death") continue;
      if (event.victimRelation === "self") this.#killer = event.attacker;
      // Whoever is out and comes back elsewhere is not worth chasing.
      else if (event.victim === this.#killer) this.#killer = NOBODY;
    }
  }
}

function findSkiff(skiffs: readonly SkiffView[], slot: number): SkiffView | undefined {
  return skiffs.find((skiff) => skiff.slot === slot && skiff.relation !== "self");
}

/** The one that I steer; in a replay nobody is. */
export function ownSkiff(view: View): SkiffView | null {
  if (view.isReplay) return null;
  for (const skiff of view.skiffs) if (skiff.relation === "self") return skiff;
  return null;
}
