/** Asks every source once a tick and makes one `PlayerInput` of their answers. */
import { aimFromRadians, IDLE_INPUT, type PlayerInput } from "#shared/sim/input.ts";
import type { Device, DeviceInUse } from "./deviceInUse.ts";
import {
  createIntent,
  headingOf,
  inputFromIntent,
  type InputSource,
  type Intent,
} from "./intent.ts";

/** What the sampler must know of the own skiff to turn "the next weapon" into a weapon. */
export interface Armed {
  readonly weapon: number;
  /** Shots left by weapon; -1 is endless. */
  readonly ammo: readonly number[];
}

/** A change of weapon is asked for in this many inputs, so that one lost input does not lose it. */
const ASK_TICKS = 6;

/** What moves, fires and aims, and the device that it is a part of. */
export type OwnedSource = readonly [owner: Device, source: InputSource];

export class InputSampler {
  readonly #sources: readonly OwnedSource[];
  readonly #inUse: Pick<DeviceInUse, "current">;
  readonly #firstAim: () => number | null;
  /** The device that has aimed last. */
  #aimer: Device | null = null;
  #isActive = false;
  /** The last one, in steps; null as long as there was none. */
  #aim: number | null = null;
  #asked = -1;
  #askTicksLeft = 0;

  /** `firstAim`: radians to aim at before any source has said where, or null when that is not known either. */
  constructor(
    sources: readonly OwnedSource[],
    inUse: Pick<DeviceInUse, "current">,
    firstAim: () => number | null,
  ) {
    this.#sources = sources;
    this.#inUse = inUse;
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
    for (const [, source] of this.#sources) source.release();
    this.#askTicksLeft = 0;
  }

  sample(armed: Armed): PlayerInput {
    if (!this.#isActive) return { ...IDLE_INPUT, aim: this.#restingAim() };
    const intent = this.#gather();
    this.#ask(intent.weapon >= 0 ? intent.weapon : stepWeapon(armed, intent.weaponSteps));
    const input = inputFromIntent(intent, this.#takeAsked(armed), this.#restingAim());
    if (intent.aim !== null) this.#aim = input.aim;
    return input;
  }

  /** Everything may move and fire; only what is in use aims, for a mouse that lies still points somewhere, too. */
  #gather(): Intent {
    const intent = createIntent();
    const { current } = this.#inUse;
    for (const [owner, source] of this.#sources) {
      const { aim } = intent;
      source.contribute(intent);
      if (owner !== current) intent.aim = aim;
    }
    if (intent.aim !== null) this.#aimer = current;
    // Who has nothing to aim with, or has not used it yet, aims where he goes.
    else if (this.#aimer !== current) intent.aim = headingOf(intent);
    return intent;
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
