/** What a pilot plays with: keys and a mouse, or two thumbs on a screen. */
import type { Page } from "playwright-core";
import { STICK_REACH_PX } from "../../client/input/touch.ts";
import { Fingers } from "../../tests/harness/fingers.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Hands {
  /** Begins to fire. */
  begin(): Promise<void>;
  /** Points from the skiff, which is there on the screen, this way. */
  aim(skiff: Point, angle: number): Promise<void>;
  /** Slides this way: each between -1 and 1. */
  slide(dx: number, dy: number): Promise<void>;
  /** Lets go of everything. */
  end(): Promise<void>;
}

/** The mouse stays this far from its skiff, so that it never leaves the window. */
const REACH_SHARE = 0.4;
/** A key is on or off. */
const KEY_SHARE = 0.35;
const KEYS = ["KeyW", "KeyA", "KeyS", "KeyD"] as const;

type Key = (typeof KEYS)[number];

export class KeysAndMouse implements Hands {
  readonly #page: Page;
  readonly #held = new Set<Key>();

  constructor(page: Page) {
    this.#page = page;
  }

  async begin(): Promise<void> {
    await this.#page.mouse.down();
  }

  async aim(skiff: Point, angle: number): Promise<void> {
    const { width, height } = this.#page.viewportSize()!;
    const reach = Math.min(width, height) * REACH_SHARE;
    const x = skiff.x + Math.cos(angle) * reach;
    const y = skiff.y + Math.sin(angle) * reach;
    await this.#page.mouse.move(
      Math.min(width - 2, Math.max(2, x)),
      Math.min(height - 2, Math.max(2, y)),
    );
  }

  async slide(dx: number, dy: number): Promise<void> {
    const keys: Key[] = [];
    if (Math.abs(dx) > KEY_SHARE) keys.push(dx > 0 ? "KeyD" : "KeyA");
    if (Math.abs(dy) > KEY_SHARE) keys.push(dy > 0 ? "KeyS" : "KeyW");
    await this.#hold(keys);
  }

  async end(): Promise<void> {
    await this.#page.mouse.up();
    await this.#hold([]);
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

/** Where thumbs rest, as shares of the window. */
const REST = { left: { x: 0.16, y: 0.66 }, right: { x: 0.84, y: 0.66 } };
const [LEFT, RIGHT] = [1, 2];

export class Thumbs implements Hands {
  readonly #page: Page;
  readonly #fingers: Promise<Fingers>;

  constructor(page: Page) {
    this.#page = page;
    this.#fingers = Fingers.of(page);
  }

  async begin(): Promise<void> {
    const fingers = await this.#fingers;
    for (const [id, rest] of [
      [LEFT, REST.left],
      [RIGHT, REST.right],
    ] as const) {
      const { x, y } = this.#at(rest);
      await fingers.put(id, x, y);
    }
  }

  async aim(_skiff: Point, angle: number): Promise<void> {
    await this.#push(RIGHT, REST.right, Math.cos(angle), Math.sin(angle));
  }

  async slide(dx: number, dy: number): Promise<void> {
    await this.#push(LEFT, REST.left, dx, dy);
  }

  async end(): Promise<void> {
    const fingers = await this.#fingers;
    await fingers.lift(LEFT);
    await fingers.lift(RIGHT);
  }

  async #push(id: number, rest: Point, dx: number, dy: number): Promise<void> {
    const { x, y } = this.#at(rest);
    await (await this.#fingers).put(id, x + dx * STICK_REACH_PX, y + dy * STICK_REACH_PX);
  }

  #at(share: Point): Point {
    const { width, height } = this.#page.viewportSize()!;
    return { x: width * share.x, y: height * share.y };
  }
}
