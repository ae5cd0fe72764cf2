/**
 * What a measured player presses: he plays as the server's bots do, by what his screen shows, and between whiles rams
 * whoever is nearest, so that in a minute everything happens that two people can do to each other. His fingers are on
 * four keys, as those of most are: a bot's stick turns fifteen times a second, which no hand does.
 */
import { Button, IDLE_INPUT, MOVE_MAX, type PlayerInput } from "#shared/sim/input.ts";
import { randomBelow } from "#shared/sim/random.ts";
import { TICK_RATE } from "#shared/timing.ts";
import type { SkiffView, View } from "../../client/netcode/view.ts";
import { Bot } from "../../server/bots/bot.ts";
import { SKILLS } from "../../server/bots/skill.ts";
import { sightOf } from "./viewSight.ts";

/** Of every so many ticks, so many are spent ramming. */
const ROUND_TICKS = 10 * TICK_RATE;
const RAM_TICKS = 2 * TICK_RATE;
/** Mean time between two dashes that nothing asked for. */
const DASH_TICKS = 4 * TICK_RATE;
const PRESS_TICKS = 4;
/** Keys rest for this long after each change: with that there is one in 0.45 s, as of people who play on keys. */
const KEY_TICKS = 18;
/** A key goes down when the way leads at least so much along it, and up when it leads less than that. */
const DOWN_SHARE = 0.45;
const UP_SHARE = 0.3;

export class Hands {
  readonly #bot: Bot;
  readonly #random: { randomState: number };
  readonly #phase: number;
  #tick = 0;
  #dashLeft = 0;
  #keyX = 0;
  #keyY = 0;
  #keyedTick = 0;

  constructor(seed: number) {
    this.#bot = new Bot(seed, SKILLS.regular);
    this.#random = { randomState: seed };
    this.#phase = randomBelow(this.#random, ROUND_TICKS);
  }

  /** The input of the next tick. */
  play(view: View | null): PlayerInput {
    this.#tick += 1;
    if (view === null) return { ...IDLE_INPUT };
    const input = { ...this.#bot.think(sightOf(view, this.#tick)) };
    if ((this.#tick + this.#phase) % ROUND_TICKS < RAM_TICKS) ram(view, input);
    this.#pressKeys(input);
    if (randomBelow(this.#random, DASH_TICKS) === 0) this.#dashLeft = PRESS_TICKS;
    this.#dashLeft -= 1;
    if (this.#dashLeft > 0) input.buttons |= Button.dash;
    return input;
  }

  /** Puts the stick where the keys that are nearest to it can. */
  #pressKeys(input: PlayerInput): void {
    if (this.#tick - this.#keyedTick >= KEY_TICKS) this.#moveFingers(input);
    input.moveX = this.#keyX * MOVE_MAX;
    input.moveY = this.#keyY * MOVE_MAX;
  }

  #moveFingers({ moveX, moveY }: PlayerInput): void {
    const length = Math.max(1, Math.hypot(moveX, moveY));
    const keyX = keyFor(moveX / length, this.#keyX);
    const keyY = keyFor(moveY / length, this.#keyY);
    if (keyX === this.#keyX && keyY === this.#keyY) return;
    this.#keyX = keyX;
    this.#keyY = keyY;
    this.#keyedTick = this.#tick;
  }
}

/** Which of two opposite keys, -1 or 1, is down for a way along them, or 0 for none, after `before`. */
function keyFor(way: number, before: number): number {
  const isStillDown = before !== 0 && way * before > UP_SHARE;
  return isStillDown ? before : Math.abs(way) > DOWN_SHARE ? Math.sign(way) : 0;
}

function ram(view: View, input: PlayerInput): void {
  const distance = (skiff: SkiffView) => Math.hypot(skiff.x - view.focusX, skiff.y - view.focusY);
  const others = view.skiffs.filter((skiff) => skiff.relation !== "self");
  const nearest = others.sort((a, b) => distance(a) - distance(b))[0];
  if (nearest === undefined) return;
  const length = Math.max(1, distance(nearest));
  input.moveX = Math.round(((nearest.x - view.focusX) / length) * MOVE_MAX);
  input.moveY = Math.round(((nearest.y - view.focusY) / length) * MOVE_MAX);
}
