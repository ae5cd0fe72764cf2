/**
 * One bot: it looks, thinks and presses buttons, and is bound by the same rules as everybody. Errands say where to go,
 * the pilot goes there, reflexes save it from bolts, the gunner shoots. The same seed and sights give the same inputs.
 */
import { askWeapon, Button, MOVE_MAX, type PlayerInput } from "#shared/sim/input.ts";
import { lengthOf } from "#shared/sim/math.ts";
import { Aim } from "./aim.ts";
import { Dice } from "./dice.ts";
import { Errands, isInSight, SIGHT_PX } from "./errands.ts";
import { Gunner } from "./gunner.ts";
import { Memory } from "./memory.ts";
import { Pilot } from "./pilot.ts";
import { Reflexes } from "./reflexes.ts";
import type { BotSight, SkiffSight } from "./sight.ts";
import { REGULAR } from "./skill.ts";

/** Nearer than this an enemy in sight is fought rather than approached. */
const FIGHT_PX = 560;

export class Bot {
  readonly #aim: Aim;
  readonly #memory: Memory;
  readonly #gunner: Gunner;
  readonly #errands: Errands;
  readonly #pilot: Pilot;
  readonly #reflexes: Reflexes;
  #wasAlive = false;

  constructor(seed: number) {
    const dice = new Dice(seed);
    this.#aim = new Aim(REGULAR, dice);
    this.#memory = new Memory(REGULAR.reactionTicks);
    this.#gunner = new Gunner(REGULAR, dice, this.#aim, this.#memory);
    this.#errands = new Errands(dice);
    this.#pilot = new Pilot(dice);
    this.#reflexes = new Reflexes(REGULAR, dice);
  }

  /** What it presses for the next tick. Call it once for each tick. */
  think(sight: BotSight): PlayerInput {
    if (!sight.self.isAlive) {
      this.#wasAlive = false;
      return { buttons: 0, moveX: 0, moveY: 0, aim: this.#aim.steps };
    }
    if (!this.#wasAlive) this.#begin(sight);
    this.#errands.consider(sight);
    const target = this.#errands.targetIn(sight);
    if (target) this.#memory.watch(target);
    const isSeen = target !== undefined && isInSight(sight, target);
    const isDashing = this.#move(sight, target, isSeen);
    return this.#press(isDashing, this.#shoot(sight, target, isSeen));
  }

  #begin(sight: BotSight): void {
    this.#wasAlive = true;
    this.#memory.forget();
    this.#errands.drop();
    this.#pilot.reset(sight);
  }

  /** Sets where to go; returns whether to dash there. */
  #move(sight: BotSight, target: SkiffSight | undefined, isSeen: boolean): boolean {
    if (this.#pilot.notesStuck(sight)) this.#errands.drop();
    const { kind, x, y } = this.#errands;
    const isBusy = kind === "repair" || kind === "rail";
    if (target && isSeen && !isBusy && isNear(sight, target, FIGHT_PX))
      this.#pilot.fight(sight, target);
    else if (target && kind === "hunt") this.#pilot.goTo(sight, target.x, target.y);
    else if (kind !== "hunt") this.#pilot.goTo(sight, x, y);
    const isEscaping = this.#reflexes.look(sight);
    return isEscaping || this.#pilot.wantsDash;
  }

  /** Turns the aim; returns the buttons of weapon and trigger. */
  #shoot(sight: BotSight, target: SkiffSight | undefined, isSeen: boolean): number {
    if (!target || !isNear(sight, target, SIGHT_PX)) {
      this.#gunner.rest(this.#pilot.x, this.#pilot.y);
      return 0;
    }
    const weapon = this.#gunner.chooseWeapon(sight, target);
    const isFiring = this.#gunner.engage(sight, target, isSeen, weapon);
    return askWeapon(isFiring ? Button.fire : 0, weapon);
  }

  #press(isDashing: boolean, buttons: number): PlayerInput {
    const isStepping = this.#reflexes.x !== 0 || this.#reflexes.y !== 0;
    const { x, y } = isStepping ? this.#reflexes : this.#pilot;
    return {
      buttons: isDashing ? buttons | Button.dash : buttons,
      // The sum turns -0 into 0: a stick at rest is one thing, not two.
      moveX: Math.round(x * MOVE_MAX) + 0,
      moveY: Math.round(y * MOVE_MAX) + 0,
      aim: this.#aim.steps,
    };
  }
}

function isNear({ self }: BotSight, other: SkiffSight, px: number): boolean {
  return lengthOf(other.x - self.x, other.y - self.y) < px;
}
