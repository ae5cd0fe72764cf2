/**
 * The own ticks: when they are due, what is pressed in each of them, and word of it to the server. It goes on from one
 * map to the next, as ticks do.
 */
import { LIMIT, type ClientMessage } from "#shared/protocol/messages.ts";
import type { Snapshot, SnapshotRing } from "#shared/protocol/snapshot.ts";
import type { FireEvent } from "#shared/sim/events.ts";
import { IDLE_INPUT, REWIND_STEPS_PER_TICK, type PlayerInput } from "#shared/sim/input.ts";
import { LeadClock } from "./clock.ts";
import type { Happenings } from "./happenings.ts";
import { HitForecast } from "./hitForecast.ts";
import { InputPost, toMessages } from "./inputPost.ts";
import type { Prediction } from "./prediction.ts";
import type { Pulse } from "./pulse.ts";
import type { Shots } from "./shots.ts";

/** More ticks than this at once is not play any more: the clock starts anew. */
const MOST_DUE_TICKS = 15;

export interface HelmOptions {
  send(message: ClientMessage): void;
  sampleInput(): PlayerInput;
}

/** What an own tick acts on. */
export interface Craft {
  prediction: Prediction;
  shots: Shots;
  happenings: Happenings;
}

/** What the ticks of one frame are run in sight of. */
export interface Sight {
  ring: SnapshotRing;
  newest: Snapshot | undefined;
  /** The time at which the others were drawn in the frame before, in ticks. */
  remoteTick: number;
}

export class Helm {
  readonly lead = new LeadClock();
  /** What was pressed last. */
  readonly input: PlayerInput = { ...IDLE_INPUT };
  /** Whom own rails should have hit: for tests and load bots. */
  readonly forecast = new HitForecast();
  readonly #options: HelmOptions;
  readonly #pulse: Pulse;
  readonly #post = new InputPost();

  constructor(options: HelmOptions, pulse: Pulse) {
    this.#options = options;
    this.#pulse = pulse;
  }

  /** Sets the own clock anew, from the server's, which must be known. */
  start(craft: Craft, nowMs: number): void {
    this.lead.start(nowMs, this.#pulse.clock);
    this.#putClock(craft, nowMs);
  }

  /** Samples, predicts and sends the ticks that the own clock has reached; gives that clock's time. */
  runDueTicks(craft: Craft, sight: Sight, nowMs: number): number {
    const { prediction } = craft;
    this.#keepClock(craft, sight, nowMs);
    const ownTick = this.lead.advance(nowMs);
    const inputs: PlayerInput[] = [];
    let isAllLeftOut = true;
    while (prediction.tick + 1 <= ownTick) {
      Object.assign(this.input, this.#options.sampleInput());
      inputs.push({ ...this.input });
      const isAct = this.#predict(craft, sight);
      const { tick } = prediction;
      isAllLeftOut = this.#post.leavesOut(tick, this.input, isAct) && isAllLeftOut;
      this.lead.noteSent(tick);
    }
    if (!isAllLeftOut) this.#sendInputs(prediction.tick - inputs.length + 1, inputs, sight);
    // A clock that jumped back waits for the ticks that were predicted already.
    return Math.max(ownTick, prediction.tick);
  }

  /** A clock that is too far off to be steered jumps. */
  #keepClock(craft: Craft, { newest }: Sight, nowMs: number): void {
    if (this.lead.advance(nowMs) - craft.prediction.tick > MOST_DUE_TICKS) this.start(craft, nowMs);
    else if (this.lead.isLost) {
      this.lead.jump();
      this.#putClock(craft, nowMs);
    }
    // Snapshots have passed it, so it is wrong, and no input would ever be due to tell so.
    if (newest && newest.tick > this.lead.advance(nowMs)) this.#pulse.doubt(nowMs);
  }

  #putClock({ prediction, shots }: Craft, nowMs: number): void {
    prediction.jumpTo(Math.floor(this.lead.advance(nowMs)));
    shots.refuseAfter(prediction.tick);
  }

  /** Gives whether the player did something in this tick. */
  #predict({ prediction, shots, happenings }: Craft, sight: Sight): boolean {
    let isAct = false;
    for (const event of prediction.predict(this.input)) {
      happenings.addOwn(event, prediction);
      isAct ||= event.type === "fire" || event.type === "dash";
      if (event.type !== "fire") continue;
      shots.addPredicted(event, prediction.tick);
      this.#foresee(event, prediction.tick, shots, sight);
    }
    return isAct;
  }

  #foresee(event: FireEvent, tick: number, { arena }: Shots, sight: Sight): void {
    const known = { arena, ring: sight.ring, newestTick: sight.newest?.tick ?? 0 };
    this.forecast.judge(event, tick, viewAgeAt(tick, sight), known);
  }

  #sendInputs(firstTick: number, inputs: readonly PlayerInput[], sight: Sight): void {
    const ackTick = sight.newest?.tick ?? 0;
    const ageAt = (tick: number) => viewAgeAt(tick, sight);
    for (const message of toMessages(inputs, firstTick, ackTick, ageAt))
      this.#options.send(message);
  }
}

/** How old, at `tick`, the picture is that was on the screen when its input was pressed: that of the frame before. */
function viewAgeAt(tick: number, { remoteTick }: Sight): number {
  const age = Math.round((tick - remoteTick) * REWIND_STEPS_PER_TICK);
  return Math.max(0, Math.min(LIMIT.viewAge, age));
}
