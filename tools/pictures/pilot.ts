/**
 * Plays a page as a person does, with keys and mouse. What is where it is told by a spotter, a load bot who sits at the
 * same table: the page itself shows nothing but pixels.
 */
import type { Page } from "playwright-core";
import { findBank } from "../../server/bots/bank.ts";
import { buildArena, type Arena } from "#shared/sim/arena/geometry.ts";
import { PULSE, WEAPONS } from "#shared/sim/tuning.ts";
import type { SkiffView, View } from "../../client/netcode/view.ts";
import { lookAt } from "./moments.ts";

const STEP_MS = 70;
/** Keeps at this distance from whom it hunts. */
const NEAR_PX = 260;
const FAR_PX = 420;
const LONGEST_BANK_PX = 900;
/** The mouse stays this far from its skiff, so that it never leaves the window. */
const REACH_SHARE = 0.4;
const STRAFE_STEPS = 9;
const KEYS = ["KeyW", "KeyA", "KeyS", "KeyD"] as const;

type Key = (typeof KEYS)[number];

export class Pilot {
  readonly #page: Page;
  readonly #slot: number;
  readonly #view: () => View | null;
  readonly #held = new Set<Key>();
  #arena: Arena | null = null;
  #isPlaying = false;
  #steps = 0;
  #end: Promise<void> = Promise.resolve();

  /** `slot` is the page's seat; `view` is what the spotter sees now. */
  constructor(page: Page, slot: number, view: () => View | null) {
    this.#page = page;
    this.#slot = slot;
    this.#view = view;
  }

  start(): void {
    this.#isPlaying = true;
    this.#end = this.#play();
  }

  /** Lets go of everything; done when the last key is up. */
  async stop(): Promise<void> {
    this.#isPlaying = false;
    await this.#end;
  }

  async #play(): Promise<void> {
    await this.#page.mouse.down();
    while (this.#isPlaying) {
      await this.#step();
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    }
    await this.#page.mouse.up();
    await this.#hold([]);
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
    await this.#hold(this.#way(me, enemy));
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
    const size = this.#page.viewportSize()!;
    const camera = lookAt(view, me, size);
    const reach = Math.min(size.width, size.height) * REACH_SHARE;
    const angle = Math.atan2(target.y - me.y, target.x - me.x);
    const x = camera.screenX(me.x) + Math.cos(angle) * reach;
    const y = camera.screenY(me.y) + Math.sin(angle) * reach;
    await this.#page.mouse.move(
      Math.min(size.width - 2, Math.max(2, x)),
      Math.min(size.height - 2, Math.max(2, y)),
    );
  }

  #way(me: SkiffView, enemy: SkiffView): Key[] {
    const distance = Math.hypot(enemy.x - me.x, enemy.y - me.y);
    const towards = distance > FAR_PX ? 1 : distance < NEAR_PX ? -1 : 0;
    const side = Math.floor(this.#steps / STRAFE_STEPS) % 2 === 0 ? 0.8 : -0.8;
    const dx = ((enemy.x - me.x) * towards - (enemy.y - me.y) * side) / distance;
    const dy = ((enemy.y - me.y) * towards + (enemy.x - me.x) * side) / distance;
    const keys: Key[] = [];
    if (Math.abs(dx) > 0.35) keys.push(dx > 0 ? "KeyD" : "KeyA");
    if (Math.abs(dy) > 0.35) keys.push(dy > 0 ? "KeyS" : "KeyW");
    return keys;
  }

  async #hold(keys: readonly Key[]): Promise<void> {
    for (const key of KEYS) {
      if (keys.includes(key) === this.#held.has(key)) continue;
      if (this.#held.delete(key)) await this.#page.keyboard.up(key);
      else {
        this.#held.add(key);
        await this.#page.keyboard.down(key);
      }
    }
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
