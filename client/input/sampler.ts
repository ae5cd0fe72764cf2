/** Asks every source once a tick and makes one `PlayerInput` of their answers. */
import { aimFromRadians, IDLE_INPUT, type PlayerInput } from "#shared/sim/input.ts";
import { createIntent, headingOf, inputFromIntent, type InputSource } from "./intent.ts";

/** What the sampler must know of the own skiff to turn "the next weapon" into a weapon. */
export interface Armed {
  readonly weapon: number;
  /** Shots left by weapon; -1 is endless. */
  readonly ammo: readonly number[];
}

/** A change of weapon is asked for in this many inputs, so that one lost input does not lose it. */
const ASK_TICKS = 6;

export class InputSampler {
  readonly #sources: readonly InputSource[];
  readonly #firstAim: () => number | null;
  #isActive = false;
  /** The last one, in steps; null as long as there was none. */
  #aim: number | null = null;
  #asked = -1;
  #askTicksLeft = 0;

  /** `firstAim`: radians to aim at before any source has said where, or null when that is not known either. */
  constructor(sources: readonly InputSource[], firstAim: () => number | null) {
    this.#sources = sources;
    this.#firstAim = firstAim;
  }

  get isActive(): boolean {
    return this.#isActive;
  }

  /** While inactive (menus, chat, a hidden tab) the skiff is let go. */
  setActive(isActive: boolean): void {
    if (isActive !== this.#isActive) this.release();
    this.#isActive = isActive;
  }

  release(): void {
    for (const source of this.#sources) source.release();
    this.#askTicksLeft = 0;
  }

  sample(armed: Armed): PlayerInput {
    if (!this.#isActive) return { ...IDLE_INPUT, aim: this.#restingAim() };
    const intent = createIntent();
    for (const source of this.#sources) source.contribute(intent);
    this.#ask(intent.weapon >= 0 ? intent.weapon : stepWeapon(armed, intent.weaponSteps));
    // Who steers with keys alone aims where they go.
    intent.aim ??= headingOf(intent);
    const input = inputFromIntent(intent, this.#takeAsked(armed), this.#restingAim());
    if (intent.aim !== null) this.#aim = input.aim;
    return input;
  }

  #restingAim(): number {
    return this.#aim ?? aimFromRadians(this.#firstAim() ?? 0);
  }

  #ask(weapon: number): void {
    if (weapon < 0) return;
    this.#asked = weapon;
    this.#askTicksLeft = ASK_TICKS;
  }

  #takeAsked(armed: Armed): number {
    if (this.#askTicksLeft === 0 || armed.weapon === this.#asked) return -1;
    this.#askTicksLeft -= 1;
    return this.#asked;
  }
}

/** The weapon `steps` on from the one in hand, among those that have shots left; -1 when that changes nothing. */
export function stepWeapon(armed: Armed, steps: number): number {
  if (steps === 0) return -1;
  const loaded = armed.ammo.flatMap((shots, weapon) => (shots !== 0 ? [weapon] : []));
  const inHand = loaded.indexOf(armed.weapon);
  if (loaded.length === 0) return -1;
  const count = loaded.length;
  const next = loaded[(((inHand + steps) % count) + count) % count];
  return next === undefined || next === armed.weapon ? -1 : next;
}
