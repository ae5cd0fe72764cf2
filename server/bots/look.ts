/** Shows the world to the bots of a room. What all of them see alike is gathered once per tick. */
import { RAIL, WEAPONS } from "#shared/sim/tuning.ts";
import {
  boltsInFlight,
  pads,
  seatedSkiffs,
  skiffEntity,
  slotOf,
  type World,
} from "#shared/sim/world.ts";
import type { BoltSight, BotSight, PadSight, SelfSight, SkiffSight } from "./sight.ts";

export class Look {
  readonly #skiffs: SkiffSight[] = [];
  readonly #others: SkiffSight[] = [];
  readonly #bolts: BoltSight[] = [];
  readonly #pads: PadSight[] = [];
  readonly #self: SelfSight = {
    ...noSkiff(),
    health: 0,
    weapon: 0,
    railAmmo: 0,
    canDash: false,
    isAlive: false,
  };

  /** Gathers what there is at this tick; to be called before `from`. */
  gather(world: World): void {
    const { Position, Skiff, Velocity } = world.components;
    this.#skiffs.length = 0;
    for (const skiff of seatedSkiffs(world)) {
      if (Skiff.isAlive[skiff] === 0) continue;
      this.#skiffs.push({
        slot: slotOf(skiff),
        x: Position.x[skiff]!,
        y: Position.y[skiff]!,
        velocityX: Velocity.x[skiff]!,
        velocityY: Velocity.y[skiff]!,
        isShielded: world.tick < Skiff.shieldEndTick[skiff]!,
      });
    }
    this.#gatherBolts(world);
    this.#gatherPads(world);
  }

  /** What the seat on `slot` sees of it. The same object each time. */
  from(world: World, slot: number): BotSight {
    const { Ammo, Position, Skiff, Velocity } = world.components;
    const skiff = skiffEntity(slot);
    const self = this.#self;
    self.slot = slot;
    self.x = Position.x[skiff]!;
    self.y = Position.y[skiff]!;
    self.velocityX = Velocity.x[skiff]!;
    self.velocityY = Velocity.y[skiff]!;
    self.health = Skiff.health[skiff]!;
    self.weapon = Skiff.weapon[skiff]!;
    self.railAmmo = Ammo[RAIL]![skiff]!;
    self.canDash = world.tick >= Skiff.dashReadyTick[skiff]!;
    self.isAlive = Skiff.isAlive[skiff] === 1;
    this.#others.length = 0;
    for (const other of this.#skiffs) if (other.slot !== slot) this.#others.push(other);
    const { arena, tick } = world;
    return { tick, arena, self, others: this.#others, bolts: this.#bolts, pads: this.#pads };
  }

  #gatherBolts(world: World): void {
    const { Bolt, Position } = world.components;
    this.#bolts.length = 0;
    for (const bolt of boltsInFlight(world)) {
      const speed = WEAPONS[Bolt.weapon[bolt]!]!.speedPxPerSecond;
      this.#bolts.push({
        slot: Bolt.owner[bolt]!,
        x: Position.x[bolt]!,
        y: Position.y[bolt]!,
        velocityX: Bolt.directionX[bolt]! * speed,
        velocityY: Bolt.directionY[bolt]! * speed,
      });
    }
  }

  #gatherPads(world: World): void {
    const { Pad, Position } = world.components;
    this.#pads.length = 0;
    for (const pad of pads(world)) {
      this.#pads.push({
        kind: Pad.kind[pad]!,
        x: Position.x[pad]!,
        y: Position.y[pad]!,
        isReady: world.tick >= Pad.readyTick[pad]!,
      });
    }
  }
}

function noSkiff() {
  return { slot: 0, x: 0, y: 0, velocityX: 0, velocityY: 0 };
}
