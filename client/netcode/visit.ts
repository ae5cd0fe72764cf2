/**
 * One stay in a room over one connection: takes in snapshots, runs the own ticks that are due, and makes a view of it
 * for each frame. When the connection breaks, the visit is over and the next one starts from nothing.
 */
import { Foresight } from "#shared/protocol/foresight.ts";
import { decodeBody, NO_MARGIN } from "#shared/protocol/frame.ts";
import { NO_SLOT, type ServerMessage } from "#shared/protocol/messages.ts";
import { SnapshotRing, type Snapshot } from "#shared/protocol/snapshot.ts";
import { ticksFromMs, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { Happenings, listMissing } from "./happenings.ts";
import { Helm, type Craft, type HelmOptions } from "./helm.ts";
import type { HitForecast } from "./hitForecast.ts";
import { findBracket, RemoteClock } from "./interpolation.ts";
import { Lookout } from "./lookout.ts";
import { phaseIn } from "./matchRow.ts";
import { NetMeter } from "./netMeter.ts";
import { Prediction } from "./prediction.ts";
import type { PuckTrack } from "./puckView.ts";
import { Pulse } from "./pulse.ts";
import { RoomNews } from "./roomNews.ts";
import { Roster } from "./roster.ts";
import { Scoreboard } from "./scoreboard.ts";
import { fillPads, listSeats, type Marksmanship } from "./scene.ts";
import { Shots } from "./shots.ts";
import { Sides } from "./sides.ts";
import { Silence } from "./silence.ts";
import { Standstill } from "./standstill.ts";
import { ViewFrame, type FrameSources } from "./viewFrame.ts";
import type { View } from "./view.ts";

const RESYNC_INTERVAL_MS = 250;
/** A frame that is overdue by this much says that this page stood still, not the network. */
const STANDSTILL_MS = 100;
/** A keyframe this long after what was here: of bolts that ended between the two no word comes. */
const LONG_GAP_TICKS = ticksFromMs(100);

/** All that goes when the map does. */
interface Stage extends Omit<Craft, "prediction"> {
  arena: ArenaSource;
  /** Of who watches there is nothing to predict. */
  prediction: Prediction | undefined;
  foresight: Foresight;
}

export class Visit {
  readonly #options: HelmOptions;
  readonly #slot: number;
  readonly #seats: number;
  readonly #pulse = new Pulse();
  readonly #helm: Helm;
  readonly #remote = new RemoteClock();
  readonly #silence = new Silence();
  readonly #standstill = new Standstill();
  readonly #meter = new NetMeter();
  readonly #sides: Sides;
  readonly #scores: Scoreboard;
  readonly #ring: SnapshotRing;
  readonly #marks = new Map<number, Marksmanship>();
  readonly #view: ViewFrame;
  /** Of who only watches. */
  readonly lookout: Lookout | undefined;
  readonly news: RoomNews;
  readonly #roster = new Roster();
  #stage: Stage | undefined;
  #newest: Snapshot | undefined;
  #isStarted = false;
  #resyncMs = -Infinity;
  /** The times, in ticks, that the last frame showed. */
  readonly shown = { ownTick: 0, remoteTick: 0 };
  #framedMs = -Infinity;

  constructor(welcome: ServerMessage & { type: "welcome" }, options: HelmOptions) {
    this.#options = options;
    this.#helm = new Helm(options, this.#pulse);
    this.#slot = welcome.slot;
    this.#seats = welcome.seats;
    this.#sides = new Sides(welcome.slot, welcome.seats);
    this.#scores = new Scoreboard(welcome.seats);
    this.#ring = new SnapshotRing(welcome.seats);
    this.#view = new ViewFrame(welcome);
    this.news = new RoomNews(welcome.slot);
    const isWatching = welcome.slot === NO_SLOT;
    this.lookout = isWatching ? new Lookout((message) => options.send(message)) : undefined;
  }

  /** Figures for tests and load bots. */
  get meter(): NetMeter {
    return this.#meter;
  }

  /** The own skiff and the shots of the map that is played; undefined before the first. */
  get prediction(): Prediction | undefined {
    return this.#stage?.prediction;
  }

  get shots(): Shots | undefined {
    return this.#stage?.shots;
  }

  /** Whom own rails should have hit: for tests and load bots. */
  get forecast(): HitForecast {
    return this.#helm.forecast;
  }

  /** How the puck is drawn: for load bots. */
  get puckTrack(): PuckTrack {
    return this.#view.puckTrack;
  }

  /** The newest snapshot that is held. */
  get newest(): Snapshot | undefined {
    return this.#newest;
  }

  /** Seconds for which the match stands still yet; null while it does not. */
  get pausedSeconds(): number | null {
    return this.#standstill.seconds;
  }

  /** `atMs` is the page's time, and so it is in `frame`; in between all is told by that of the match. */
  receive(message: ServerMessage, atMs: number): void {
    const nowMs = this.#standstill.timeAt(atMs);
    switch (message.type) {
      case "welcome":
        break;
      case "paused":
        this.#standstill.note(message.seconds, atMs);
        break;
      case "arena":
        this.#enter(message.arena);
        break;
      case "snapshot":
        this.#receiveSnapshot(message.body, nowMs);
        break;
      case "roster":
        // Who is there already has not just come.
        this.#roster.receive(message);
        break;
      case "joined":
      case "left":
        this.#compareRosters(this.#roster.receive(message), this.#roster.seats);
        break;
      case "chat":
      case "phrase":
        this.#stage?.happenings.add({ ...message, name: this.#roster.nameOf(message.slot) });
        break;
      case "mark": {
        const { slot } = message;
        const relation = this.#sides.relationOf(slot);
        this.#stage?.happenings.add({ ...message, name: this.#roster.nameOf(slot), relation });
        break;
      }
      case "pong":
        this.#receivePong(message, nowMs);
        break;
      case "results":
        for (const seat of message.seats) this.#marks.set(seat.slot, seat);
        break;
      default: {
        const event = this.news.receive(message, this.#roster.nameOf);
        if (event) this.#stage?.happenings.add(event);
      }
    }
  }

  /** Runs what is due and shows how things stand at `atMs`; null until the first snapshot and pong are here. */
  frame(atMs: number): View | null {
    const nowMs = this.#standstill.timeAt(atMs);
    const sinceMs = nowMs - this.#framedMs;
    this.#framedMs = nowMs;
    this.#pulse.update(nowMs, this.#options.send);
    const stage = this.#stage;
    const newest = this.#newest;
    if (stage === undefined || !this.#pulse.clock.isKnown) return null;
    if (!this.#isStarted && newest !== undefined) this.#start(stage, nowMs);
    if (!this.#isStarted) return null;
    const predictedTick = isFlown(stage) ? this.#runDueTicks(stage, nowMs) : undefined;
    if (newest === undefined) return null;
    const remoteTick = this.#remote.advance(nowMs);
    const bracket = findBracket(this.#ring, newest.tick, remoteTick);
    if (bracket === undefined) return null;
    // Who watches has no time of his own.
    const ownTick = predictedTick ?? remoteTick;
    if (this.lookout) this.#look(this.lookout, newest, nowMs, sinceMs);
    this.#meter.noteFrame(bracket.isStarved);
    Object.assign(this.shown, { ownTick, remoteTick });
    return this.#view.build(this.#sources(stage, newest), { nowMs, ownTick, remoteTick, bracket });
  }

  noteTraffic(bytesDownPerSecond: number, bytesUpPerSecond: number): void {
    this.#view.setTraffic(bytesDownPerSecond, bytesUpPerSecond);
  }

  /** The player comes back to a hidden page. What ended meanwhile he may never hear of; what flies the next keyframe tells. */
  comeBack(): void {
    if (this.#stage) this.#emptyAir(this.#stage);
    this.#meter.noteReturn();
    this.#refresh();
  }

  #sources(stage: Stage, newest: Snapshot): FrameSources {
    const { prediction, shots, happenings, arena } = stage;
    return {
      arena,
      prediction,
      shots,
      happenings,
      newest,
      input: this.#helm.input,
      clock: this.#pulse.clock,
      lead: this.#helm.lead,
      remote: this.#remote,
      meter: this.#meter,
      sides: this.#sides,
      lookout: this.lookout,
      news: this.news,
      nameOf: this.#roster.nameOf,
      pausedSeconds: this.pausedSeconds,
      listSeats: () => listSeats(this.#roster.seats, this.#scores, this.#marks, this.#sides),
      fillPads: (rows, tick) => fillPads(rows, arena, newest, tick),
    };
  }

  #enter(arena: ArenaSource): void {
    const shots = new Shots(arena, this.#sides);
    const happenings = new Happenings(shots.arena, this.#sides);
    if (this.#stage) happenings.takeOver(this.#stage.happenings);
    const prediction = this.lookout ? undefined : new Prediction(arena, this.#slot, this.#seats);
    // Ticks go on from one map to the next, and the clock with them.
    if (this.#isStarted && this.#stage?.prediction) prediction?.jumpTo(this.#stage.prediction.tick);
    this.lookout?.enter(arena);
    this.puckTrack.reset();
    const foresight = new Foresight(arena, this.#seats);
    this.#stage = { arena, shots, happenings, prediction, foresight };
    this.#ring.clear();
    this.#scores.clear();
    this.#marks.clear();
    this.#newest = undefined;
  }

  #start(stage: Stage, nowMs: number): void {
    this.#isStarted = true;
    if (isFlown(stage)) this.#helm.start(stage, nowMs);
  }

  #runDueTicks(stage: Stage & Craft, nowMs: number): number {
    const { remoteTick } = this.shown;
    return this.#helm.runDueTicks(
      stage,
      { ring: this.#ring, newest: this.#newest, remoteTick },
      nowMs,
    );
  }

  /** The stick of who watches moves his eye, and word of that is all that he sends. */
  #look(lookout: Lookout, newest: Snapshot, nowMs: number, sinceMs: number): void {
    const { moveX, moveY } = this.#options.sampleInput();
    lookout.move(moveX, moveY, Math.min(sinceMs, STANDSTILL_MS));
    lookout.tell(nowMs, newest.tick);
  }

  #compareRosters(before: Roster["seats"], seats: Roster["seats"]): void {
    this.#stage?.happenings.compareRosters(before, seats);
    for (const { slot } of listMissing(before, seats)) {
      this.#scores.drop(slot);
      this.#marks.delete(slot);
      this.#stage?.shots.dropOf(slot);
      this.#stage?.prediction?.company.dropOf(slot);
    }
  }

  #receiveSnapshot(body: Uint8Array, nowMs: number): void {
    const stage = this.#stage;
    if (stage === undefined) return;
    const frame = decodeBody(body, this.#slot, this.#ring, stage.foresight);
    if (frame.kind !== "snapshot") {
      this.#askForKeyframe(nowMs);
      return;
    }
    const { snapshot, events, isKeyframe, margin } = frame;
    if (snapshot.tick <= (this.#newest?.tick ?? 0)) return;
    const lateMs = this.#remote.noteArrival(snapshot.tick, nowMs, this.#isStandstill(nowMs));
    this.#meter.noteSnapshot(nowMs, body.length, lateMs, isKeyframe, snapshot.tick);
    this.#meter.noteMargin(margin);
    if (margin > NO_MARGIN) this.#helm.lead.noteMargin(snapshot.tick, margin);
    const before = this.#newest;
    this.#newest = snapshot;
    this.#scores.follow(snapshot);
    this.#sides.follow(this.#scores);
    stage.happenings.compare(before, snapshot);
    const knownTick = before?.tick ?? snapshot.tick - TICKS_PER_SNAPSHOT;
    if (isKeyframe && snapshot.tick - knownTick > LONG_GAP_TICKS) {
      // It tells of those that fly yet.
      stage.shots.dropOthers();
      stage.prediction?.company.dropAll();
    }
    for (const { tick, event } of events) {
      if (event.type === "fire") {
        stage.shots.addConfirmed(event, tick);
        stage.prediction?.company.noteShot(event, tick);
      } else if (event.type === "hit" || event.type === "nudge") {
        stage.shots.noteHit(event, tick);
        stage.prediction?.company.noteHit(event);
      }
      // A keyframe tells again of shots that are in the air.
      if (tick > knownTick) stage.happenings.learn({ tick, event });
    }
    stage.shots.refuseUnconfirmed(snapshot.tick);
    if (this.#isStandstill(nowMs)) stage.shots.dropEnded(snapshot.tick);
    this.#followPhase(stage, before, snapshot);
    const unheardUntil = this.#unheardUntil(snapshot, margin, nowMs);
    stage.prediction?.reconcile(snapshot, unheardUntil, this.#silence.heardTick);
  }

  #receivePong({ id, time }: ServerMessage & { type: "pong" }, nowMs: number): void {
    // It has waited for this page, or the match has.
    if (this.#isStandstill(nowMs) || this.pausedSeconds !== null) return;
    // How often its time has come round only a snapshot can tell.
    if (this.#newest === undefined) return;
    if (this.#pulse.notePong(id, time, nowMs, this.#newest.tick)) this.#refresh();
  }

  #unheardUntil({ tick }: Snapshot, margin: number, nowMs: number): number {
    const { clock } = this.#pulse;
    const serverTick = clock.isKnown ? clock.tickAt(nowMs) : tick;
    return this.#silence.note(tick, margin === NO_MARGIN, nowMs, serverTick);
  }

  /** A countdown takes every bolt out of the air. */
  #followPhase(stage: Stage, before: Snapshot | undefined, now: Snapshot): void {
    const wasCountdown = before !== undefined && phaseIn(before) === "countdown";
    if (phaseIn(now) !== "countdown" || wasCountdown) return;
    this.#emptyAir(stage);
    this.#marks.clear();
  }

  /** Nobody looked, or a clock has jumped: what was kept of time and place is old. */
  #refresh(): void {
    this.#remote.reset();
    this.#stage?.happenings.forget();
    this.#isStarted = false;
  }

  #emptyAir(stage: Stage): void {
    stage.shots = new Shots(stage.arena, this.#sides);
    stage.prediction?.company.dropAll();
  }

  /** What comes now has waited for this page: its time says nothing about the network. */
  #isStandstill(nowMs: number): boolean {
    return this.#pulse.clock.isKnown && nowMs - this.#framedMs > STANDSTILL_MS;
  }

  #askForKeyframe(nowMs: number): void {
    if (nowMs - this.#resyncMs < RESYNC_INTERVAL_MS) return;
    this.#resyncMs = nowMs;
    this.#meter.resyncs += 1;
    this.#options.send({ type: "resync" });
  }
}

/** By a player, not only watched. */
function isFlown(stage: Stage): stage is Stage & Craft {
  return stage.prediction !== undefined;
}
