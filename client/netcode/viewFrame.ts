/** Puts the view of one frame together from all that the visit keeps; the same objects serve every frame. */
import { TICK_MS, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import type { ServerMessage } from "#shared/protocol/messages.ts";
import type { Snapshot } from "#shared/protocol/snapshot.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { MOVE_MAX, radiansFromAim, type PlayerInput } from "#shared/sim/input.ts";
import { VELOCITY_STEPS_PER_PX } from "#shared/sim/math.ts";
import { skiffEntity } from "#shared/sim/world.ts";
import { MATCH_AT } from "#shared/protocol/replicated.ts";
import { FORESEEN_TICKS } from "./company.ts";
import type { LeadClock, ServerClock } from "./clock.ts";
import { Glide } from "./glide.ts";
import type { Happenings } from "./happenings.ts";
import type { Bracket, RemoteClock } from "./interpolation.ts";
import { fillFlags, modeIn, readMatch } from "./matchRow.ts";
import type { NetMeter } from "./netMeter.ts";
import type { Prediction } from "./prediction.ts";
import { readOwn, SkiffRows } from "./scene.ts";
import { PuckTrack } from "./puckView.ts";
import type { Shots } from "./shots.ts";
import type { Sides } from "./sides.ts";
import type {
  FlagView,
  NetView,
  OwnView,
  PadView,
  PuckView,
  SeatView,
  SkiffView,
  View,
  ViewEvent,
} from "./view.ts";

export interface FrameSources {
  arena: ArenaSource;
  prediction: Prediction;
  shots: Shots;
  happenings: Happenings;
  newest: Snapshot;
  input: Readonly<PlayerInput>;
  clock: ServerClock;
  lead: LeadClock;
  remote: RemoteClock;
  meter: NetMeter;
  sides: Sides;
  listSeats(): SeatView[];
  fillPads(rows: PadView[], tick: number): void;
}

export interface FrameTimes {
  nowMs: number;
  /** Own predicted time and the time at which others are drawn, in ticks. */
  ownTick: number;
  remoteTick: number;
  bracket: Bracket;
}

/**
 * So far ahead of where the others are drawn everything has been told, odd ticks and usual jitter included: the delay of
 * the others is an interval and more. Nearer to now some of it is not.
 */
const TOLD_AHEAD_TICKS = 1;

export class ViewFrame {
  readonly #slot: number;
  readonly #rows = new SkiffRows();
  readonly #glide = new Glide();
  readonly #pads: PadView[] = [];
  readonly #flags: FlagView[] = [];
  readonly #puck: PuckView = { x: 0, y: 0, velocityX: 0, velocityY: 0, readyInMs: 0 };
  readonly #puckTrack = new PuckTrack();
  readonly #events: ViewEvent[] = [];
  readonly #own: OwnView;
  readonly #net: NetView = emptyNet();
  readonly #view: Pick<View, "roomCode" | "hasKillCam">;
  readonly #place = { x: 0, y: 0 };
  #lastMs: number | undefined;

  constructor(welcome: ServerMessage & { type: "welcome" }) {
    this.#slot = welcome.slot;
    this.#own = emptyOwn(welcome.slot);
    const { roomCode, hasKillCam } = welcome;
    this.#view = { roomCode, hasKillCam };
  }

  build(from: FrameSources, times: FrameTimes): View {
    const { nowMs, ownTick, remoteTick, bracket } = times;
    const deltaMs = nowMs - (this.#lastMs ?? nowMs);
    this.#lastMs = nowMs;
    const serverTick = from.clock.tickAt(nowMs);
    this.#events.length = 0;
    const skiffs = this.#rows.fill(bracket, from.sides);
    if (bracket.isStarved) extrapolate(skiffs, from.prediction, bracket.to.tick, remoteTick);
    this.#glide.settle(skiffs, bracket, deltaMs);
    from.prediction.fade(deltaMs);
    this.#placeOwn(from, ownTick);
    readOwn(from.prediction.world, this.#slot, ownTick, serverTick, this.#own);
    if (this.#own.isAlive) this.#addOwnSkiff(from);
    const emit = (event: ViewEvent) => this.#events.push(event);
    const seenTick = remoteTick + from.remote.delayMs / TICK_MS + TICKS_PER_SNAPSHOT;
    const outlook = from.prediction.company;
    const toldTick = remoteTick + TOLD_AHEAD_TICKS;
    const drawn = { ownTick, remoteTick, toldTick, seenTick, deltaMs, outlook, emit };
    const bolts = from.shots.advance(drawn);
    from.happenings.release(remoteTick, toldTick, this.#events);
    from.fillPads(this.#pads, serverTick);
    const { sides } = from;
    fillFlags(this.#flags, from.arena, from.newest, serverTick, { sides, skiffs });
    this.#fillNet(from, times, serverTick);
    return {
      ...this.#view,
      nowMs,
      deltaMs,
      arena: from.arena,
      isReplay: false,
      ...readMatch(from.newest, serverTick, from.sides),
      own: this.#own,
      focusX: this.#place.x,
      focusY: this.#place.y,
      skiffs,
      bolts,
      pads: this.#pads,
      flags: this.#flags,
      puck: this.#drawPuck(from, times, deltaMs, serverTick),
      seats: from.listSeats(),
      events: this.#events,
      net: this.#net,
    };
  }

  #drawPuck(
    { newest, prediction }: FrameSources,
    { bracket, ownTick }: FrameTimes,
    deltaMs: number,
    serverTick: number,
  ): PuckView | undefined {
    if (!modeIn(newest).hasPuck) return undefined;
    const { values } = newest.match;
    const frame = { bracket, ownTick, deltaMs, own: this.#place };
    this.#puckTrack.draw(prediction.company, frame, this.#puck);
    this.#puck.velocityX = values[MATCH_AT.puckVelocityX]! / VELOCITY_STEPS_PER_PX;
    this.#puck.velocityY = values[MATCH_AT.puckVelocityY]! / VELOCITY_STEPS_PER_PX;
    const left = values[MATCH_AT.puckReadyTick]! - serverTick;
    this.#puck.readyInMs = Math.max(0, left * TICK_MS);
    return this.#puck;
  }

  /** The part of the next tick that has passed is drawn too: nothing that I do waits for a tick to end. */
  #placeOwn(from: FrameSources, ownTick: number): void {
    const share = Math.max(0, Math.min(1, ownTick - from.prediction.tick));
    from.prediction.drawnAt(share, from.input, this.#place);
  }

  #addOwnSkiff({ prediction, input }: FrameSources): void {
    const { Skiff, Velocity } = prediction.world.components;
    const skiff = skiffEntity(this.#slot);
    const { tick } = prediction.world;
    const row: SkiffView = this.#rows.take(this.#slot, "self");
    row.x = this.#place.x;
    row.y = this.#place.y;
    row.velocityX = Velocity.x[skiff]!;
    row.velocityY = Velocity.y[skiff]!;
    row.aim = radiansFromAim(input.aim);
    row.thrustX = input.moveX / MOVE_MAX;
    row.thrustY = input.moveY / MOVE_MAX;
    row.health = this.#own.health;
    row.weapon = this.#own.weapon;
    row.shieldPoints = this.#own.shieldPoints;
    row.isShielded = tick < Skiff.shieldEndTick[skiff]!;
    row.isOverdriven = tick < Skiff.overdriveEndTick[skiff]!;
    row.isDashing = tick < Skiff.dashEndTick[skiff]!;
    row.isAway = false;
  }

  #fillNet(
    { clock, lead, remote, prediction, shots, meter }: FrameSources,
    times: FrameTimes,
    serverTick: number,
  ): void {
    const net = this.#net;
    net.rttMs = clock.rttMs;
    net.jitterMs = Math.max(clock.jitterMs, remote.jitterMs);
    net.leadTicks = times.ownTick - serverTick;
    net.marginTicks = lead.margin();
    net.interpolationMs = remote.delayMs;
    net.interpolationReason = remote.reason;
    net.corrections = prediction.corrections;
    net.lastCorrectionPx = prediction.lastCorrectionPx;
    net.refusedShots = shots.refused;
    // The first is the start.
    net.clockJumps = Math.max(0, lead.snaps - 1);
    meter.fill(net, times.nowMs);
  }

  /** The figures of the pipe itself, which only its owner has. */
  setTraffic(bytesDownPerSecond: number, bytesUpPerSecond: number): void {
    this.#net.bytesDownPerSecond = bytesDownPerSecond;
    this.#net.bytesUpPerSecond = bytesUpPerSecond;
  }
}

/** Past the newest snapshot the others go on for a moment by the rules, cushions and pushes too. */
function extrapolate(
  skiffs: readonly SkiffView[],
  { company }: Prediction,
  newestTick: number,
  remoteTick: number,
): void {
  const tick = Math.min(remoteTick, newestTick + FORESEEN_TICKS - 0.01);
  for (const skiff of skiffs) company.placeAt(skiff.slot, tick, skiff);
}

function emptyOwn(slot: number): OwnView {
  return {
    slot,
    isAlive: false,
    health: 0,
    shieldPoints: 0,
    overdriveInMs: 0,
    weapon: 0,
    ammo: [],
    dashCharge: 1,
    weaponCharge: 1,
    respawnInMs: 0,
    killer: -1,
  };
}

function emptyNet(): NetView {
  return {
    quality: "good",
    rttMs: 0,
    jitterMs: 0,
    leadTicks: 0,
    marginTicks: 0,
    interpolationMs: 0,
    interpolationReason: "snapshot rate",
    silenceMs: 0,
    snapshotsPerSecond: 0,
    bytesDownPerSecond: 0,
    bytesUpPerSecond: 0,
    corrections: 0,
    correctionsPerMinute: 0,
    lastCorrectionPx: 0,
    worstCorrectionPx: 0,
    starvedFrames: 0,
    starvedShare: 0,
    lateInputs: 0,
    skippedSnapshots: 0,
    resyncs: 0,
    refusedShots: 0,
    clockJumps: 0,
    recent: [],
  };
}
