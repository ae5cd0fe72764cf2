/**
 * Matches to fuzz and to measure with: an arena with corners of every kind, seats that press and aim like people, and a
 * world in which they come and go.
 */
import { isWireEvent, type TickEvent } from "#shared/protocol/events.ts";
import { moveNumber, type CaptureSource, type SeatStatus } from "#shared/protocol/replicated.ts";
import type { ArenaSource, Point } from "#shared/sim/arena/arena.ts";
import { AIM_STEPS, askWeapon, Button, type PlayerInput } from "#shared/sim/input.ts";
import { aimOf } from "#shared/sim/math.ts";
import { joinWorld, leaveWorld } from "#shared/sim/seating.ts";
import { step } from "#shared/sim/step.ts";
import { DEFAULT_SEATS, RAIL, type Rules } from "#shared/sim/tuning.ts";
import {
  createWorld,
  isSeated,
  seatedSkiffs,
  skiffEntity,
  slotOf,
  type World,
} from "#shared/sim/world.ts";
import { Chance } from "./fuzzSeed.ts";

/** A closed hall of `size` px with cut corners, nine pillars that lean, spawns on a grid and pads between them. */
export function createHall(size: number): ArenaSource {
  const at = (share: number) => Math.round(size * share);
  const cut = at(0.08);
  const grid = [0.12, 0.32, 0.44, 0.62, 0.7, 0.88];
  return {
    name: "hall",
    title: "Hall",
    width: size,
    height: size,
    feltColor: 0x14453d,
    lightColor: 0xffc46b,
    border: [
      { x: cut, y: 0 },
      { x: size - cut, y: 0 },
      { x: size, y: cut },
      { x: size, y: size - cut },
      { x: size - cut, y: size },
      { x: cut, y: size },
      { x: 0, y: size - cut },
      { x: 0, y: cut },
    ],
    walls: [0.25, 0.52, 0.78].flatMap((x) =>
      [0.25, 0.52, 0.78].map((y) => pillar(at(x), at(y), at(0.035))),
    ),
    spawns: grid.flatMap((x) => grid.map((y) => ({ team: 0, x: at(x), y: at(y) }))),
    pads: [0.18, 0.38, 0.57, 0.83].map((share, i) => ({ kind: i % 2, x: at(share), y: at(0.38) })),
    flags: [],
    goals: [],
    puck: undefined,
  };
}

function pillar(x: number, y: number, radius: number): Point[] {
  const lean = Math.round(radius / 3);
  return [
    { x: x - lean, y: y - radius },
    { x: x + radius, y: y - lean },
    { x: x + lean, y: y + radius },
    { x: x - radius, y: y + lean },
  ];
}

/** Keys change about every 0.45 s, the aim goes after somebody about every 0.35 s; both as a hand would do it. */
const KEYS_TICKS = 27;
const AIM_TICKS = 21;

interface Hand {
  input: PlayerInput;
  target: number;
  keysTick: number;
  aimTick: number;
}

/** What 64 people might press, tick by tick. */
class ScriptedHands {
  readonly #chance: Chance;
  readonly #hands: Hand[];

  constructor(seed: number) {
    this.#chance = new Chance(seed);
    this.#hands = Array.from({ length: DEFAULT_SEATS }, () => ({
      input: { buttons: 0, moveX: 0, moveY: 0, aim: this.#chance.below(AIM_STEPS) },
      target: 0,
      keysTick: 0,
      aimTick: 0,
    }));
  }

  /** The inputs of everybody seated in `world` for its next tick; valid until the next call. */
  press(world: World): (PlayerInput | undefined)[] {
    return this.#hands.map((hand, slot) => {
      if (!isSeated(world, slot)) return undefined;
      if (world.tick >= hand.keysTick) this.#changeKeys(hand, world.tick);
      if (world.tick >= hand.aimTick) this.#chooseTarget(hand, world, slot);
      this.#moveAim(hand);
      return hand.input;
    });
  }

  #changeKeys(hand: Hand, tick: number): void {
    hand.keysTick = tick + this.#chance.between(1, 2 * KEYS_TICKS);
    const isStick = this.#chance.oneIn(3);
    hand.input.moveX = isStick ? this.#chance.between(-7, 7) : this.#chance.pick([-7, 0, 7]);
    hand.input.moveY = isStick ? this.#chance.between(-7, 7) : this.#chance.pick([-7, 0, 7]);
    const buttons =
      (this.#chance.oneIn(2) ? Button.fire : 0) | (this.#chance.oneIn(6) ? Button.dash : 0);
    hand.input.buttons = this.#chance.oneIn(8)
      ? askWeapon(buttons, this.#chance.pick([0, RAIL]))
      : buttons;
  }

  #chooseTarget(hand: Hand, world: World, slot: number): void {
    hand.aimTick = world.tick + this.#chance.between(1, 2 * AIM_TICKS);
    const { x, y } = world.components.Position;
    const me = skiffEntity(slot);
    const other = this.#chance.pick(seatedSkiffs(world));
    hand.target = aimOf(x[other]! - x[me]!, y[other]! - y[me]!) + this.#chance.between(-1500, 1500);
  }

  /** A flick that slows down as it nears its aim, by a hand that is never quite still. */
  #moveAim(hand: Hand): void {
    const left = ((hand.target - hand.input.aim) << 16) >> 16;
    const tremble = this.#chance.between(-90, 90);
    hand.input.aim = (hand.input.aim + Math.round(left * 0.25) + tremble) & (AIM_STEPS - 1);
  }
}

/** A match with its seats and everything of it that travels. */
export class FuzzMatch {
  readonly chance: Chance;
  readonly world: World;
  readonly source: CaptureSource;
  /** Every event so far that peers are told of, oldest first. */
  readonly events: TickEvent[] = [];
  /** By slot: what each stick asked for in the tick before the newest. */
  readonly midMoves = new Uint8Array(DEFAULT_SEATS);
  readonly #newestMoves = new Uint8Array(DEFAULT_SEATS);
  readonly #hands: ScriptedHands;
  readonly #status: SeatStatus[];

  constructor(seed: number, arena: ArenaSource, rules?: Rules) {
    this.chance = new Chance(seed);
    this.world = createWorld({ arena, seed, ...(rules === undefined ? {} : { rules }) });
    this.#hands = new ScriptedHands(seed + 1);
    this.#status = Array.from({ length: DEFAULT_SEATS }, () => ({ isAway: false, pingMs: 40 }));
    this.source = { world: this.world, status: (slot) => this.#status[slot]! };
  }

  join(slot: number): void {
    joinWorld(this.world, slot);
  }

  leave(slot: number): void {
    leaveWorld(this.world, slot);
  }

  tick(): void {
    this.midMoves.set(this.#newestMoves);
    step(this.world, this.#hands.press(this.world));
    for (const event of this.world.events)
      if (isWireEvent(event)) this.events.push({ tick: this.world.tick, event });
    const { moveX, moveY } = this.world.components.Control;
    for (const skiff of seatedSkiffs(this.world))
      this.#newestMoves[slotOf(skiff)] = moveNumber(moveX[skiff]!, moveY[skiff]!);
    const status = this.chance.pick(this.#status);
    if (this.chance.oneIn(3))
      status.pingMs = Math.max(0, status.pingMs + this.chance.between(-6, 6));
    if (this.chance.oneIn(60)) status.isAway = !status.isAway;
  }

  /** Somebody comes or goes, but for the slots in `kept`. */
  changeSeats(kept: readonly number[]): void {
    const slot = this.chance.below(DEFAULT_SEATS);
    if (kept.includes(slot)) return;
    if (isSeated(this.world, slot)) this.leave(slot);
    else this.join(slot);
  }
}
