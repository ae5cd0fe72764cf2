/** A player without a screen: the real client netcode over a real WebSocket, steered by a few lines of chance. */
import WebSocket from "ws";
import { AIM_STEPS, Button, IDLE_INPUT, MOVE_MAX, type PlayerInput } from "#shared/sim/input.ts";
import { aimOf } from "#shared/sim/math.ts";
import { nextRandom, randomBelow } from "#shared/sim/random.ts";
import { Session } from "../client/netcode/session.ts";
import type { SkiffView, View } from "../client/netcode/view.ts";

/** Mean time between two changes of direction, in ticks. */
const TURN_TICKS = 27;
/** Shots go this far off at most, as people's do. */
const AIM_ERROR_STEPS = AIM_STEPS / 90;

export interface LoadBotOptions {
  url: string;
  protocolId: string;
  name: string;
  room: string;
  seed: number;
}

export class LoadBot {
  readonly session: Session;
  readonly #random: { randomState: number };
  readonly #input: PlayerInput = { ...IDLE_INPUT };
  view: View | null = null;

  constructor(options: LoadBotOptions) {
    this.#random = { randomState: options.seed };
    const { protocolId, name, room } = options;
    this.session = new Session({
      openSocket: () => new WebSocket(options.url),
      now: () => performance.now(),
      protocolId,
      name,
      room,
      sampleInput: () => this.#play(),
    });
  }

  frame(): void {
    this.view = this.session.frame(performance.now()) ?? this.view;
  }

  #play(): PlayerInput {
    const input = this.#input;
    if (randomBelow(this.#random, TURN_TICKS) === 0) {
      input.moveX = (randomBelow(this.#random, 3) - 1) * MOVE_MAX;
      input.moveY = (randomBelow(this.#random, 3) - 1) * MOVE_MAX;
      input.buttons = nextRandom(this.#random) & (Button.fire | Button.dash);
    }
    const me = this.view?.skiffs.find((skiff) => skiff.relation === "self");
    const enemy = me && nearestTo(me, this.view!.skiffs);
    if (me !== undefined && enemy !== undefined) {
      const error = randomBelow(this.#random, 2 * AIM_ERROR_STEPS) - AIM_ERROR_STEPS;
      input.aim = (aimOf(enemy.x - me.x, enemy.y - me.y) + Math.round(error)) & (AIM_STEPS - 1);
    }
    return input;
  }
}

function nearestTo(me: SkiffView, skiffs: readonly SkiffView[]): SkiffView | undefined {
  const distance = (skiff: SkiffView) => Math.hypot(skiff.x - me.x, skiff.y - me.y);
  const others = skiffs.filter((skiff) => skiff.relation !== "self");
  return others.reduce<SkiffView | undefined>(
    (best, skiff) => (best === undefined || distance(skiff) < distance(best) ? skiff : best),
    undefined,
  );
}
