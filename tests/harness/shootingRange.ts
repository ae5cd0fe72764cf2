/**
 * Some shoot at others with rails that never run dry: players move like hands that play by chance, aim at where
 * the next one is drawn, more or less, and shoot as often as they can. What they foresaw is held against what the server
 * made of it.
 */
import { AIM_STEPS, askWeapon, Button, type PlayerInput } from "#shared/sim/input.ts";
import { aimOf } from "#shared/sim/math.ts";
import { RAIL, SKIFF } from "#shared/sim/tuning.ts";
import { seatedSkiffs, slotOf, type World } from "#shared/sim/world.ts";
import { arenaOf, spawnsAt } from "./arenas.ts";
import { Chance } from "./fuzzSeed.ts";
import { Hand } from "./hand.ts";
import { Stepper, type Player, type StepperOptions } from "./stepper.ts";

export interface RangeOptions extends Partial<StepperOptions> {
  /** Those who shoot, and those who only move. */
  shooters: number;
  targets: number;
  seconds: number;
  /** Aims miss the middle of what is drawn by up to this much. */
  aimErrorPx: number;
  dashes: boolean;
  /** Called once all are in, before the shooting. */
  prepare?(match: Stepper): void;
  /** Called after each tick of the server. */
  onTick?(match: Stepper): void;
}

export interface Shot {
  slot: number;
  tick: number;
  /** Who was hit, and who should have been as far as the shooter knew. */
  hit: Set<number>;
  foreseen: Set<number>;
  /** Whom nothing could touch in that tick, as nobody else could know. */
  dashing: Set<number>;
}

const SETTLE_TICKS = 240;
/** They begin on the spawn points, and go apart before the first shot. */
const SPREAD_TICKS = 60;
/** The trigger is pulled once in so many ticks: not all at once. */
const TRIGGER_TICKS = 10;
const MOST_SHOTS = 255;

/** Wide enough that they seldom push one another, which nobody can foresee. */
const HALL = arenaOf({
  width: 3000,
  height: 2000,
  spawns: spawnsAt([300, 300], [2700, 300], [300, 1700], [2700, 1700], [1000, 1000], [2000, 1000]),
});

export class ShootingRange {
  readonly match: Stepper;
  readonly #options: RangeOptions;
  readonly #shots = new Map<string, Shot>();

  constructor(options: RangeOptions) {
    this.#options = options;
    this.match = new Stepper({ maps: [HALL], ...options });
  }

  /** Shoots for the time that was asked for, and gives every shot that the server knows or somebody foresaw to hit. */
  run(): Shot[] {
    const { match } = this;
    const { shooters, targets } = this.#options;
    for (let i = 0; i < shooters + targets; i++) match.join(`P${i}`);
    match.run(SETTLE_TICKS);
    // Beams go on to where nobody could know who is there: here everybody sees all.
    for (const { viewer } of match.room.seats) viewer.screen = { widthPx: 8192, heightPx: 8192 };
    match.beginPlay();
    this.#options.prepare?.(match);
    const chances = match.players.map((_, i) => new Chance(100 + i));
    const hands = match.players.map((_, i) => new Hand(i + 1));
    const beginTick = match.room.world.tick + SPREAD_TICKS;
    match.run(this.#options.seconds * 60, () => {
      this.#note();
      const isOpen = match.room.world.tick > beginTick;
      match.players.forEach((player, i) =>
        this.#steer(player, hands[i]!, chances[i]!, isOpen && i < shooters),
      );
      this.#options.onTick?.(match);
    });
    for (const player of match.players) player.input.buttons = 0;
    match.run(60, () => this.#note());
    this.#compare();
    return [...this.#shots.values()];
  }

  #steer(player: Player, hand: Hand, chance: Chance, isOpen: boolean): void {
    const { input } = player;
    const { aim } = input;
    hand.press(input);
    if (!this.#options.dashes) input.buttons &= ~Button.dash;
    input.aim = aim;
    input.buttons = askWeapon(input.buttons & Button.dash, RAIL);
    if (isOpen && chance.oneIn(TRIGGER_TICKS)) input.buttons |= Button.fire;
    this.#aim(player, input, chance);
  }

  /** At one of the targets, or of the shooters where there are only those. */
  #aim(player: Player, input: PlayerInput, chance: Chance): void {
    const { shooters, targets } = this.#options;
    const me = player.sees(player.slot);
    const others =
      player.view?.skiffs.filter(
        ({ slot }) => slot !== player.slot && (targets === 0 || slot >= shooters),
      ) ?? [];
    const target = others[player.slot % others.length];
    if (me === undefined || target === undefined) return;
    const dx = target.x - me.x;
    const dy = target.y - me.y;
    const error = chance.between(-1000, 1000) / 1000;
    const offset = (error * this.#options.aimErrorPx) / Math.max(1, Math.hypot(dx, dy));
    input.aim = aimOf(dx - dy * offset, dy + dx * offset) & (AIM_STEPS - 1);
  }

  /** What the server says; and nobody dies of it. */
  #note(): void {
    const { world } = this.match.room;
    for (const event of world.events) {
      if (!("weapon" in event) || event.weapon !== RAIL) continue;
      if (event.type === "fire") this.#shotOf(event.slot, world.tick).dashing = untouchable(world);
      if (event.type === "hit") this.#shotOf(event.attacker, event.firedTick).hit.add(event.victim);
    }
    const { Ammo, Skiff } = world.components;
    for (const skiff of seatedSkiffs(world)) {
      if (Ammo[RAIL]![skiff] === 0) Ammo[RAIL]![skiff] = MOST_SHOTS;
      Skiff.health[skiff] = SKIFF.maxHealth;
      if (Skiff.shieldEndTick[skiff]! <= world.tick) Skiff.shieldEndTick[skiff] = world.tick + 300;
    }
  }

  #compare(): void {
    for (const { session } of this.match.players) {
      for (const { slot, tick, victim } of session.visit!.forecast.predictedHits)
        this.#shotOf(slot, tick).foreseen.add(victim);
    }
  }

  #shotOf(slot: number, tick: number): Shot {
    const key = `${slot} ${tick}`;
    const shot = this.#shots.get(key) ?? {
      slot,
      tick,
      hit: new Set(),
      foreseen: new Set(),
      dashing: new Set(),
    };
    this.#shots.set(key, shot);
    return shot;
  }
}

function untouchable(world: World): Set<number> {
  const { dashTick } = world.components.Skiff;
  const isDashing = (skiff: number) => world.tick < dashTick[skiff]! + SKIFF.dashImmuneTicks;
  return new Set(seatedSkiffs(world).filter(isDashing).map(slotOf));
}

/** Share of shots that hit just whom they should have hit, but for who dashed in that very moment. */
export function agreement(shots: readonly Shot[]): number {
  const isSame = ({ hit, foreseen, dashing }: Shot) =>
    [...foreseen].every((victim) => hit.has(victim) || dashing.has(victim)) &&
    [...hit].every((victim) => foreseen.has(victim));
  return shots.filter(isSame).length / shots.length;
}

/** Share of shots that hit anybody. */
export function hitShare(shots: readonly Shot[]): number {
  return shots.filter(({ hit }) => hit.size > 0).length / shots.length;
}
