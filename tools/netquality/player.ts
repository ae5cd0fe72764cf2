/**
 * One measured player: the client's own netcode over a real WebSocket, without a screen. All that it does and shows is
 * recorded on the machine's clock.
 */
import WebSocket from "ws";
import { IDLE_INPUT, type PlayerInput } from "#shared/sim/input.ts";
import { skiffEntity } from "#shared/sim/world.ts";
import { PUCK_VICTIM } from "../../client/netcode/strikes.ts";
import { Session } from "../../client/netcode/session.ts";
import type { View, ViewEvent } from "../../client/netcode/view.ts";
import type { Visit } from "../../client/netcode/visit.ts";
import { machineMs } from "./clock.ts";
import { CoverWatch } from "./coverWatch.ts";
import { Hands } from "./hands.ts";
import { PuckWatch } from "./puckWatch.ts";
import { createRecording, type Recording } from "./recording.ts";

export interface PlayerOptions {
  readonly port: number;
  readonly protocolId: string;
  readonly name: string;
  readonly seed: number;
}

/** The own skiff, in the simulation and on the screen. */
interface OwnPlace {
  readonly visit: Visit;
  readonly newestTick: number;
  readonly ownTick: number;
  readonly wasRight: boolean;
  readonly unheardUntil: number;
  readonly touchedTick: number;
  readonly isAlive: boolean;
  readonly x: number;
  readonly y: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

export class Player {
  readonly session: Session;
  readonly recording: Recording = createRecording();
  readonly #hands: Hands;
  readonly #cover = new CoverWatch();
  readonly #puck = new PuckWatch(this.recording.puck);
  #view: View | null = null;
  #visit: Visit | undefined;
  #before: OwnPlace | undefined;
  /** By how much messages have moved the own skiff on the screen since the last frame. */
  #shiftX = 0;
  #shiftY = 0;
  #refused = 0;
  #stick: Readonly<PlayerInput> = IDLE_INPUT;
  #foreseenTick = 0;
  #wasAlive = false;

  constructor(options: PlayerOptions) {
    const { protocolId, name } = options;
    this.#hands = new Hands(options.seed);
    this.session = new Session({
      openSocket: () => this.#openSocket(`ws://127.0.0.1:${options.port}/play`),
      now: machineMs,
      protocolId,
      name,
      room: "",
      sampleInput: () => this.#sampleInput(),
    });
  }

  get isPlaying(): boolean {
    return this.#view !== null && this.session.state.kind === "playing";
  }

  /** Draws a frame, as far as there is anything to draw it on. */
  frame(nowMs: number): void {
    const before = this.#ownPlace();
    this.#view = this.session.frame(nowMs);
    const after = this.#ownPlace();
    const { visit } = this.session;
    if (this.#view === null || visit === undefined || after === undefined) return;
    const fadeX = after.offsetX - (before?.offsetX ?? 0);
    const fadeY = after.offsetY - (before?.offsetY ?? 0);
    const jumpPx = Math.hypot(this.#shiftX + fadeX, this.#shiftY + fadeY);
    this.#shiftX = this.#shiftY = 0;
    const isThere = after.isAlive && this.#wasAlive && before?.visit === visit;
    this.#wasAlive = after.isAlive;
    this.#noteFrame(this.#view, visit, nowMs, isThere ? jumpPx : Number.NaN);
    this.#puck.note(this.#view, visit, nowMs);
    this.#noteHits(this.#view, visit);
    this.#noteEvents(this.#view, nowMs);
  }

  /** Two listeners stand around the session's own: what is before a message, and what it made of it. */
  #openSocket(url: string): WebSocket {
    const socket = new WebSocket(url);
    if (this.recording.slot >= 0) this.recording.reconnects += 1;
    socket.addEventListener("message", ({ data }) => this.#noteMessage(data));
    socket.addEventListener("open", () => {
      socket.addEventListener("message", () => this.#noteReconciliation());
    });
    return socket;
  }

  #sampleInput(): PlayerInput {
    const { inputs, turnsMs } = this.recording;
    const nowMs = machineMs();
    inputs.tick.push((this.session.visit?.prediction?.tick ?? 0) + 1);
    inputs.atMs.push(nowMs);
    const input = this.#hands.play(this.#view);
    const { moveX, moveY } = this.#stick;
    if (input.moveX !== moveX || input.moveY !== moveY) turnsMs.push(nowMs);
    this.#stick = input;
    return input;
  }

  #ownPlace(): OwnPlace | undefined {
    const { visit } = this.session;
    const prediction = visit?.prediction;
    if (visit === undefined || prediction === undefined) return undefined;
    const { Position, Skiff } = prediction.world.components;
    const skiff = skiffEntity(Math.max(0, this.recording.slot));
    return {
      visit,
      newestTick: visit.newest?.tick ?? 0,
      ownTick: prediction.tick,
      wasRight: prediction.wasRight,
      unheardUntil: prediction.unheardUntil,
      touchedTick: prediction.company.touchedTick,
      isAlive: Skiff.isAlive[skiff] === 1,
      x: Position.x[skiff]!,
      y: Position.y[skiff]!,
      offsetX: prediction.offset.x,
      offsetY: prediction.offset.y,
    };
  }

  #noteMessage(data: unknown): void {
    const { messages } = this.recording;
    messages.atMs.push(machineMs());
    messages.bytes.push(data instanceof ArrayBuffer ? data.byteLength : 0);
    this.#before = this.#ownPlace();
  }

  #noteReconciliation(): void {
    const before = this.#before;
    const after = this.#ownPlace();
    if (this.session.visit !== this.#visit) this.recording.welcomedMs = machineMs();
    this.#visit = this.session.visit;
    if (before === undefined || after === undefined || before.visit !== after.visit) return;
    if (after.newestTick === before.newestTick) return;
    const fadeX = after.offsetX - before.offsetX;
    const fadeY = after.offsetY - before.offsetY;
    // Where word of a tick comes before the late frame that would predict it, the skiff goes on besides: then only what
    // the client leads the eye over is a correction.
    const isCaughtUp = after.ownTick > before.ownTick;
    const dx = isCaughtUp ? -fadeX : after.x - before.x;
    const dy = isCaughtUp ? -fadeY : after.y - before.y;
    const isThere = before.isAlive && after.isAlive;
    this.#shiftX += dx + fadeX;
    this.#shiftY += dy + fadeY;
    this.recording.reconciliations.push({
      atMs: machineMs(),
      tick: after.newestTick,
      fromTick: before.newestTick,
      ownTick: after.ownTick,
      wasRight: after.wasRight,
      unheardUntil: after.unheardUntil,
      expectedTouch: before.touchedTick > before.newestTick,
      expectsTouch: after.touchedTick > after.newestTick,
      margin: after.visit.meter.lastMargin,
      movedX: isThere ? dx : Number.NaN,
      movedY: isThere ? dy : Number.NaN,
    });
  }

  #noteFrame(view: View, visit: Visit, nowMs: number, jumpPx: number): void {
    const { frames, others } = this.recording;
    this.recording.slot = view.own.slot;
    this.recording.resyncs = visit.meter.resyncs;
    frames.atMs.push(nowMs);
    frames.ownTick.push(visit.shown.ownTick);
    frames.remoteTick.push(visit.shown.remoteTick);
    frames.newestTick.push(visit.newest?.tick ?? 0);
    frames.serverTick.push(visit.shown.ownTick - view.net.leadTicks);
    frames.rttMs.push(view.net.rttMs);
    frames.ownX.push(view.focusX);
    frames.ownY.push(view.focusY);
    frames.jumpPx.push(jumpPx);
    frames.firstOther.push(others.slot.length);
    for (const { relation, slot, x, y } of view.skiffs) {
      if (relation === "self") continue;
      others.slot.push(slot);
      others.x.push(x);
      others.y.push(y);
    }
    this.#cover.note(view, nowMs);
  }

  /** Bolts that met somebody on this screen, and beams that go through somebody as he was seen. */
  #noteHits(view: View, { shots, forecast }: Visit): void {
    const { foretold, falseShotsMs } = this.recording;
    const atMs = view.nowMs;
    for (const { attacker, firedTick, victim, tick, isTold } of shots?.touches ?? [])
      // A shot that strikes the puck is nobody's hit, for the server neither.
      if (attacker === view.own.slot && victim !== PUCK_VICTIM)
        foretold.push({ firedTick, victim, tick, isTold, isBeam: false, atMs });
    for (const { tick, victim } of forecast.predictedHits)
      if (tick > this.#foreseenTick)
        foretold.push({ firedTick: tick, victim, tick, isTold: false, isBeam: true, atMs });
    this.#foreseenTick = forecast.predictedHits.at(-1)?.tick ?? this.#foreseenTick;
    const refused = shots?.refused ?? 0;
    if (refused > this.#refused) falseShotsMs.push(view.nowMs);
    this.#refused = refused;
  }

  #noteEvents(view: View, nowMs: number): void {
    const { shown, deaths } = this.recording;
    for (const event of view.events) {
      const key = keyOf(event);
      if (key !== undefined) shown.set(key, [...(shown.get(key) ?? []), nowMs]);
      if (event.type === "death" && event.victimRelation === "self")
        deaths.push({ atMs: nowMs, isBehindCover: this.#cover.isBehindCover(event, view, nowMs) });
    }
  }
}

/** What an event has in common with what the truth says of it; where a hit was is told no closer than to a snapshot. */
function keyOf(event: ViewEvent): string | undefined {
  if (event.type === "hit" || event.type === "death") {
    const { type, attacker, victim, weapon, bounces } = event;
    return [type, attacker, victim, weapon, bounces].join();
  }
  if (event.type !== "fire" || event.relation === "self") return undefined;
  const { type, slot, weapon, angle } = event;
  return [type, slot, weapon, angle].join();
}
