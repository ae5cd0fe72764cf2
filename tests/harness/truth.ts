/** What the server's world was, tick by tick: what a client shows is held against it. */
import { boltsInFlight, seatedSkiffs, slotOf, type World } from "#shared/sim/world.ts";
import { keyOfShot } from "../../client/netcode/strikes.ts";

export interface Place {
  x: number;
  y: number;
}

export class Truth {
  /** By tick: everybody who was alive by his slot, every bolt by its key, which is never as small as a slot. */
  readonly #places = new Map<number, Map<number, Place>>();

  /** Notes the world as it is now. */
  note(world: World): void {
    const { Bolt, Position, Skiff } = world.components;
    const alive = seatedSkiffs(world).filter((skiff) => Skiff.isAlive[skiff] === 1);
    const places = alive.map((skiff): [number, Place] => [
      slotOf(skiff),
      { x: Position.x[skiff]!, y: Position.y[skiff]! },
    ]);
    const bolts = boltsInFlight(world).map((bolt): [number, Place] => [
      keyOfShot(Bolt.owner[bolt]!, Bolt.firedTick[bolt]!, Bolt.pellet[bolt]!),
      { x: Position.x[bolt]!, y: Position.y[bolt]! },
    ]);
    this.#places.set(world.tick, new Map([...places, ...bolts]));
  }

  /** How far (x, y) is from where a slot or bolt was at a tick with a fraction; NaN unless it was there then. */
  distance(id: number, tick: number, x: number, y: number): number {
    const place = this.place(id, tick);
    return place === undefined ? Number.NaN : Math.hypot(x - place.x, y - place.y);
  }

  /** Where a slot or bolt was at a tick with a fraction. */
  place(id: number, tick: number): Place | undefined {
    const from = this.#places.get(Math.floor(tick))?.get(id);
    const to = this.#places.get(Math.ceil(tick))?.get(id);
    if (from === undefined || to === undefined) return undefined;
    const share = tick - Math.floor(tick);
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  }
}
