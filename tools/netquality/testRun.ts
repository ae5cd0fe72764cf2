/** For tests: a run made by hand, in which two skiffs go their ways and every frame shows just what was. */
import type { SimEvent } from "#shared/sim/events.ts";
import { TICK_MS } from "#shared/timing.ts";
import { MISSED_KNOWN_TICKS } from "../../server/rooms/inputQueue.ts";
import { GAMES } from "./games.ts";
import { PROFILES } from "./profiles.ts";
import { createRecording, type Recording } from "./recording.ts";
import type { Run } from "./run.ts";
import { TruthLog } from "./truthLog.ts";
import { SlotFlag, type TruthEvent } from "./truthWire.ts";

export const FIRST_TICK = 100;
export const TICKS = 600;
const BATCH_TICKS = 30;
const SLOTS = 2;
/** So many ticks are drawn behind. */
export const BEHIND_TICKS = 3;

export interface Story {
  /** Where a slot is at a tick; by default slot 0 rests at 0 and slot 1 goes right from 500, a px a tick. */
  place?(slot: number, tick: number): { x: number; y: number };
  isMissed?(slot: number, tick: number): boolean;
  /** Where the puck is at a tick; by default there is none. */
  puck?(tick: number): { x: number; y: number };
  events?: readonly { tick: number; event: SimEvent }[];
}

/** When tick n is due. */
export function msOf(tick: number): number {
  return 5000 + tick * TICK_MS;
}

export function truthOf(story: Story = {}): TruthLog {
  const truth = new TruthLog();
  for (let tick = FIRST_TICK; tick < FIRST_TICK + TICKS; tick += BATCH_TICKS)
    truth.add(batchFrom(tick, story));
  return truth;
}

function batchFrom(firstTick: number, story: Story) {
  const ticks = Array.from({ length: BATCH_TICKS }, (_, i) => firstTick + i);
  const slots = ticks.flatMap((tick) =>
    Array.from({ length: SLOTS }, (_, slot) => ({ tick, slot })),
  );
  const place = story.place ?? defaultPlace;
  const missed = story.isMissed ?? (() => false);
  const puck = story.puck ?? (() => ({ x: Number.NaN, y: Number.NaN }));
  const isIn = ({ tick }: TruthEvent) => tick >= firstTick && tick < firstTick + BATCH_TICKS;
  return {
    firstTick,
    slots: SLOTS,
    scheduledMs: Float64Array.from(ticks, msOf),
    beganMs: Float64Array.from(ticks, (tick) => msOf(tick) + 0.5),
    endedMs: Float64Array.from(ticks, (tick) => msOf(tick) + (tick % 2 === 0 ? 2 : 1)),
    x: Float32Array.from(slots, ({ slot, tick }) => place(slot, tick).x),
    y: Float32Array.from(slots, ({ slot, tick }) => place(slot, tick).y),
    flags: Uint8Array.from(
      slots,
      ({ slot, tick }) =>
        SlotFlag.alive | (missed(slot, tick - MISSED_KNOWN_TICKS) ? SlotFlag.missed : 0),
    ),
    puckX: Float32Array.from(ticks, (tick) => puck(tick).x),
    puckY: Float32Array.from(ticks, (tick) => puck(tick).y),
    events: (story.events ?? []).filter(isIn),
  };
}

function defaultPlace(slot: number, tick: number): { x: number; y: number } {
  return slot === 0 ? { x: 0, y: 0 } : { x: 500 + tick, y: 0 };
}

/** A player who draws a frame in the middle of every tick, and samples the input of the tick after next. */
function playerOf(slot: number, truth: TruthLog): Recording {
  const player = createRecording();
  player.slot = slot;
  player.welcomedMs = msOf(FIRST_TICK + 10);
  for (let tick = FIRST_TICK + 10; tick < FIRST_TICK + TICKS - 10; tick++) {
    const nowTick = tick + 0.5;
    player.inputs.tick.push(tick + 3);
    player.inputs.atMs.push(msOf(nowTick));
    addFrame(player, truth, nowTick);
  }
  return player;
}

function addFrame({ slot, frames, others }: Recording, truth: TruthLog, nowTick: number): void {
  const remoteTick = nowTick - BEHIND_TICKS;
  frames.atMs.push(msOf(nowTick));
  frames.ownTick.push(nowTick + 2);
  frames.remoteTick.push(remoteTick);
  frames.newestTick.push(Math.ceil(remoteTick) + 1);
  frames.serverTick.push(nowTick);
  frames.rttMs.push(10);
  frames.ownX.push(0);
  frames.ownY.push(0);
  frames.jumpPx.push(0);
  frames.firstOther.push(others.slot.length);
  const other = 1 - slot;
  const [from, to] = [Math.floor(remoteTick), Math.floor(remoteTick) + 1];
  others.slot.push(other);
  others.x.push((truth.x(other, from) + truth.x(other, to)) / 2);
  others.y.push((truth.y(other, from) + truth.y(other, to)) / 2);
}

export function runOf(truth: TruthLog): Run {
  return {
    profile: PROFILES[0]!,
    game: GAMES[0]!,
    truth,
    players: [playerOf(0, truth), playerOf(1, truth)],
    fromMs: msOf(FIRST_TICK + 60),
    toMs: msOf(FIRST_TICK + TICKS - 60),
    rounds: [],
    clockOffsetMs: 0,
    relayLateMs: [0],
    frameLateMs: [0],
    snapshotsSent: 100,
    snapshotsSkipped: 0,
  };
}
