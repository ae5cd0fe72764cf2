/**
 * Plays a page as a person does, with his hands. What is where it is told by a spotter, a load bot who sits at the
 * same table: the page itself shows nothing but pixels.
 */
import type { Page } from "playwright-core";
import { findBank } from "../../server/bots/bank.ts";
import { buildArena, type Arena } from "#shared/sim/arena/geometry.ts";
import { PULSE, WEAPONS } from "#shared/sim/tuning.ts";
import type { SkiffView, View } from "../../client/netcode/view.ts";
import type { Hands } from "./hands.ts";
import { lookAt } from "./moments.ts";

const STEP_MS = 70;
/** Keeps at this distance from whom it hunts. */
const NEAR_PX = 260;
const FAR_PX = 420;
const LONGEST_BANK_PX = 900;
const STRAFE_STEPS = 9;

export class Pilot {
  readonly #page: Page;
  readonly #hands: Hands;
  readonly #slot: number;
  readonly #view: () => View | null;
  #arena: Arena | null = null;
  #isPlaying = false;
  #steps = 0;
  #end: Promise<void> = Promise.resolve();

  /** `slot` is the page's seat; `view` is what the spotter sees now. */
  constructor(page: Page, hands: Hands, slot: number, view: () => View | null) {
    this.#page = page;
    this.#hands = hands;
    this.#slot = slot;
    this.#view = view;
  }

  start(): void {
    this.#isPlaying = true;
    this.#end = this.#play();
  }

  /** Lets go of everything; done when that is so. */
  async stop(): Promise<void> {
    this.#isPlaying = false;
    await this.#end;
  }

  async #play(): Promise<void> {
    await this.#hands.begin();
    while (this.#isPlaying) {
      await this.#step();
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    }
    await this.#hands.end();
  }

  async #step(): Promise<void> {
    const view = this.#view();
    const me = view?.skiffs.find(({ slot }) => slot === this.#slot);
    if (!view || !me) return;
    if (this.#arena?.source !== view.arena) this.#arena = buildArena(view.arena);
    const enemy = nearestTo(me, view.skiffs);
    if (!enemy) return;
    this.#steps += 1;
    await this.#aim(view, me, this.#target(this.#arena, me, enemy));
    await this.#slide(me, enemy);
  }

  /** Every other volley goes off a cushion, where there is a way. */
  #target(arena: Arena, me: SkiffView, enemy: SkiffView): { x: number; y: number } {
    const seconds = Math.hypot(enemy.x - me.x, enemy.y - me.y) / WEAPONS[PULSE]!.speedPxPerSecond;
    const x = enemy.x + enemy.velocityX * seconds;
    const y = enemy.y + enemy.velocityY * seconds;
    const bank = { segment: -1, x, y };
    const wantsBank = Math.floor(this.#steps / STRAFE_STEPS) % 2 === 0;
    if (wantsBank) findBank(arena, me.x, me.y, x, y, LONGEST_BANK_PX, bank);
    return bank;
  }

  async #aim(view: View, me: SkiffView, target: { x: number; y: number }): Promise<void> {
    const camera = lookAt(view, me, this.#page.viewportSize()!);
    const skiff = { x: camera.screenX(me.x), y: camera.screenY(me.y) };
    await this.#hands.aim(skiff, Math.atan2(target.y - me.y, target.x - me.x));
  }

  async #slide(me: SkiffView, enemy: SkiffView): Promise<void> {
    const distance = Math.hypot(enemy.x - me.x, enemy.y - me.y);
    const towards = distance > FAR_PX ? 1 : distance < NEAR_PX ? -1 : 0;
    const side = Math.floor(this.#steps / STRAFE_STEPS) % 2 === 0 ? 0.8 : -0.8;
    const dx = ((enemy.x - me.x) * towards - (enemy.y - me.y) * side) / distance;
    const dy = ((enemy.y - me.y) * towards + (enemy.x - me.x) * side) / distance;
    await this.#hands.slide(dx, dy);
  }
}

function nearestTo(me: SkiffView, skiffs: readonly SkiffView[]): SkiffView | undefined {
  let best: SkiffView | undefined;
  let bestDistance = Infinity;
  for (const skiff of skiffs) {
    const distance = Math.hypot(skiff.x - me.x, skiff.y - me.y);
    if (skiff.slot === me.slot || distance >= bestDistance) continue;
    best = skiff;
    bestDistance = distance;
  }
  return best;
}
