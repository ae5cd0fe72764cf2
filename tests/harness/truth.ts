/** What the server's world was, tick by tick: what a client shows is held against it. */
import { seatedSkiffs, slotOf, type World } from "#shared/sim/world.ts";

export interface Place {
  x: number;
  y: number;
}

export class Truth {
  /** By tick, then by slot: everybody who was alive. */
  readonly #places = new Map<number, Map<number, Place>>();

  /** Notes the world as it is now. */
  note(world: World): void {
    const { Position, Skiff } = world.components;
    const alive = seatedSkiffs(world).filter((skiff) => Skiff.isAlive[skiff] === 1);
    const places = alive.map((skiff): [number, Place] => [
      slotOf(skiff),
      { x: Position.x[skiff]!, y: Position.y[skiff]! },
    ]);
    this.#places.set(world.tick, new Map(places));
  }

  /** How far (x, y) is from where a slot was at a tick with a fraction; NaN unless it was there then. */
  distance(slot: number, tick: number, x: number, y: number): number {
    const from = this.#places.get(Math.floor(tick))?.get(slot);
    const to = this.#places.get(Math.floor(tick) + 1)?.get(slot);
    if (from === undefined || to === undefined) return Number.NaN;
    const share = tick - Math.floor(tick);
    const truthX = from.x + (to.x - from.x) * share;
    const truthY = from.y + (to.y - from.y) * share;
    return Math.hypot(x - truthX, y - truthY);
  }
}
