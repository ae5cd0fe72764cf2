/** Puts the view of one frame together from all that the visit keeps; the same objects serve every frame. */
import { TICK_MS, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { NO_SLOT, type ServerMessage } from "#shared/protocol/messages.ts";
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
import type { Lookout } from "./lookout.ts";
import type { RoomNews } from "./roomNews.ts";
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
  WatchedView,
} from "./view.ts";

export interface FrameSources {
  arena: ArenaSource;
  prediction: Prediction | undefined;
  /** Of who only watches, who has no prediction. */
  lookout: Lookout | undefined;
  news: RoomNews;
  nameOf(slot: number): string;
  shots: Shots;
  happenings: Happenings;
  newest: Snapshot;
  input: Readonly<PlayerInput>;
  clock: ServerClock;
  lead: LeadClock;
  remote: RemoteClock;
  meter: NetMeter;
  sides: Sides;
  pausedSeconds: number | null;
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

/** Who watches foresees nothing. */
const NO_OUTLOOK = { strikeOf: () => undefined, puckAt: () => false };

export class ViewFrame {
  readonly #slot: number;
  readonly #seatCount: number;
  readonly #rows = new SkiffRows();
  readonly #glide = new Glide();
  readonly #pads: PadView[] = [];
  readonly #flags: FlagView[] = [];
  readonly #puck: PuckView = { x: 0, y: 0, velocityX: 0, velocityY: 0, readyInMs: 0 };
  /** For instruments. */
  readonly puckTrack = new PuckTrack();
  readonly #events: ViewEvent[] = [];
  readonly #own: OwnView;
  readonly #net: NetView = emptyNet();
  readonly #view: Pick<View, "roomCode" | "hasKillCam">;
  readonly #place = { x: 0, y: 0 };
  #lastMs: number | undefined;

  constructor(welcome: ServerMessage & { type: "welcome" }) {
    this.#slot = welcome.slot;
    this.#seatCount = welcome.seats;
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
    const { prediction } = from;
    if (bracket.isStarved && prediction)
      extrapolate(skiffs, prediction, bracket.to.tick, remoteTick);
    this.#glide.settle(skiffs, bracket, deltaMs);
    const seats = from.listSeats();
    if (prediction) this.#showOwn(from, prediction, ownTick, serverTick, deltaMs);
    const watched = from.lookout ? this.#watch(from, from.lookout, skiffs, seats) : null;
    const emit = (event: ViewEvent) => this.#events.push(event);
    const seenTick = remoteTick + from.remote.delayMs / TICK_MS + TICKS_PER_SNAPSHOT;
    const outlook = prediction?.company ?? NO_OUTLOOK;
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
      pausedSeconds: from.pausedSeconds,
      ...readMatch(from.newest, serverTick, from.sides),
      own: this.#own,
      focusX: this.#place.x,
      focusY: this.#place.y,
      skiffs,
      bolts,
      pads: this.#pads,
      flags: this.#flags,
      puck: this.#drawPuck(from, times, deltaMs, serverTick),
      seats,
      watched,
      watchers: from.news.watchers,
      poll: from.news.view(serverTick, from.nameOf),
      rounds: from.news.rounds,
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
    this.puckTrack.draw(prediction?.company ?? NO_OUTLOOK, frame, this.#puck);
    this.#puck.velocityX = values[MATCH_AT.puckVelocityX]! / VELOCITY_STEPS_PER_PX;
    this.#puck.velocityY = values[MATCH_AT.puckVelocityY]! / VELOCITY_STEPS_PER_PX;
    const left = values[MATCH_AT.puckReadyTick]! - serverTick;
    this.#puck.readyInMs = Math.max(0, left * TICK_MS);
    return this.#puck;
  }

  #showOwn(
    { input }: FrameSources,
    prediction: Prediction,
    ownTick: number,
    serverTick: number,
    deltaMs: number,
  ): void {
    prediction.fade(deltaMs);
    // The part of the next tick that has passed is drawn too: nothing that I do waits for a tick to end.
    const share = Math.max(0, Math.min(1, ownTick - prediction.tick));
    prediction.drawnAt(share, input, this.#place);
    readOwn(prediction.world, this.#slot, ownTick, serverTick, this.#own);
    if (this.#own.isAlive) this.#addOwnSkiff(prediction, input);
  }

  /** Looks along with whom the lookout follows, and marks him. */
  #watch(
    { newest }: FrameSources,
    lookout: Lookout,
    skiffs: readonly SkiffView[],
    seats: SeatView[],
  ): WatchedView {
    lookout.update(
      skiffs,
      seats.map((seat) => seat.slot),
    );
    const { slot } = lookout;
    this.#place.x = lookout.x;
    this.#place.y = lookout.y;
    // Where there are teams, sides have colours already.
    if (!modeIn(newest).hasTeams)
      for (const row of [...skiffs, ...seats]) if (row.slot === slot) row.relation = "ally";
    const people = seats.filter((seat) => !seat.isBot).length;
    return { slot, hasFreeSeat: people < this.#seatCount };
  }

  #addOwnSkiff(prediction: Prediction, input: Readonly<PlayerInput>): void {
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
    net.leadTicks = prediction ? times.ownTick - serverTick : 0;
    net.marginTicks = lead.margin();
    net.interpolationMs = remote.delayMs;
    net.interpolationReason = remote.reason;
    net.corrections = prediction?.corrections ?? 0;
    net.lastCorrectionPx = prediction?.lastCorrectionPx ?? 0;
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
    // Who watches is never out.
    isAlive: slot === NO_SLOT,
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
