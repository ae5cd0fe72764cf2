/**
 * One bot: it looks, thinks and presses buttons, and is bound by the same rules as everybody. Errands say where to go,
 * the pilot goes there, reflexes save it from bolts, the gunner shoots. The same seed and sights give the same inputs.
 */
import { Button, IDLE_INPUT, MOVE_MAX, type PlayerInput } from "#shared/sim/input.ts";
import { lengthOf } from "#shared/sim/math.ts";
import { Aim } from "./aim.ts";
import { Dice } from "./dice.ts";
import { Errands, isInSight, SIGHT_PX } from "./errands.ts";
import { Gunner } from "./gunner.ts";
import { Memory } from "./memory.ts";
import { Pilot } from "./pilot.ts";
import { Reflexes } from "./reflexes.ts";
import type { BotSight, SkiffSight } from "./sight.ts";
import type { BotSkill } from "./skill.ts";

/** Nearer than this an enemy in sight is fought rather than approached. */
const FIGHT_PX = 560;
const ON_DUTY_FIGHT_PX = 360;
/** One nearer than this is shot at rather than the puck; which of the two it is, is decided so often. */
const PRESSING_PX = 190;
const PUCK_LOOK_TICKS = 12;

export class Bot {
  readonly #aim: Aim;
  readonly #memory: Memory;
  readonly #gunner: Gunner;
  readonly #errands: Errands;
  readonly #pilot: Pilot;
  readonly #reflexes: Reflexes;
  #wasAlive = false;
  #shootsPuck = false;
  readonly #input: PlayerInput = { ...IDLE_INPUT };

  constructor(seed: number, skill: BotSkill) {
    const dice = new Dice(seed);
    this.#aim = new Aim(skill, dice);
    this.#memory = new Memory(skill.reactionTicks);
    this.#gunner = new Gunner(skill, dice, this.#aim, this.#memory);
    this.#errands = new Errands(skill, dice);
    this.#pilot = new Pilot(skill, dice);
    this.#reflexes = new Reflexes(skill, dice);
  }

  /** What it presses for the next tick, always in the same object. Call it once for each tick. */
  think(sight: BotSight): PlayerInput {
    if (!sight.self.isAlive) {
      this.#wasAlive = false;
      return this.#press(0, 0, 0);
    }
    if (!this.#wasAlive) this.#begin(sight);
    this.#errands.consider(sight);
    const target = this.#errands.targetIn(sight);
    if (target) this.#memory.watch(target);
    const isSeen = target !== undefined && isInSight(sight, target);
    const dash = this.#move(sight, target, isSeen) ? Button.dash : 0;
    const buttons = dash | this.#shoot(sight, target, isSeen);
    const isStepping = this.#reflexes.x !== 0 || this.#reflexes.y !== 0;
    const { x, y } = isStepping ? this.#reflexes : this.#pilot;
    return this.#press(buttons, x, y);
  }

  /** Begins anew: what it was about, and what it knew, was of another match. */
  forget(): void {
    this.#wasAlive = false;
    this.#errands.forget();
  }

  #begin(sight: BotSight): void {
    this.#wasAlive = true;
    this.#memory.forget();
    this.#errands.begin(sight);
    this.#pilot.reset(sight);
  }

  /** Sets where to go; returns whether to dash there. */
  #move(sight: BotSight, target: SkiffSight | undefined, isSeen: boolean): boolean {
    if (this.#pilot.notesStuck(sight)) this.#errands.drop();
    const { kind, x, y } = this.#errands;
    const isHeldUp = kind !== "fetch" && !this.#errands.isUrgent;
    const fightPx = kind === "duty" ? ON_DUTY_FIGHT_PX : FIGHT_PX;
    if (target && isSeen && isHeldUp && isNear(sight, target, fightPx))
      this.#pilot.fight(sight, target);
    else if (target && kind === "hunt") this.#pilot.goTo(sight, target.x, target.y);
    else if (kind !== "hunt") this.#pilot.goTo(sight, x, y);
    const isEscaping = this.#reflexes.look(sight);
    if (this.#errands.savesDash) return this.#errands.wantsDash;
    return isEscaping || this.#pilot.wantsDash || this.#errands.wantsDash;
  }

  /** Turns the aim; returns the buttons of weapon and trigger. */
  #shoot(sight: BotSight, target: SkiffSight | undefined, isSeen: boolean): number {
    if (sight.puck && this.#isAtPuck(sight, isSeen ? target : undefined))
      return this.#gunner.engagePuck(sight, this.#errands.puck);
    if (!target || !isNear(sight, target, SIGHT_PX)) {
      this.#gunner.rest(this.#pilot.x, this.#pilot.y);
      return 0;
    }
    return this.#gunner.engage(sight, target, isSeen);
  }

  /** Whether it shoots at the puck rather than at an enemy. */
  #isAtPuck(sight: BotSight, enemy: SkiffSight | undefined): boolean {
    if ((sight.tick + sight.self.slot) % PUCK_LOOK_TICKS === 0)
      this.#shootsPuck = this.#errands.wantsPuckShot(sight);
    return this.#shootsPuck && !(enemy && isNear(sight, enemy, PRESSING_PX));
  }

  #press(buttons: number, x: number, y: number): PlayerInput {
    const input = this.#input;
    input.buttons = buttons;
    // The sum turns -0 into 0: a stick at rest is one thing, not two.
    input.moveX = Math.round(x * MOVE_MAX) + 0;
    input.moveY = Math.round(y * MOVE_MAX) + 0;
    input.aim = this.#aim.steps;
    return input;
  }
}

function isNear({ self }: BotSight, other: SkiffSight, px: number): boolean {
  return lengthOf(other.x - self.x, other.y - self.y) < px;
}
