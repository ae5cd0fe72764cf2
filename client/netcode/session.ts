/**
 * What a game needs of the network, whole: call `frame` for each picture and draw the view that comes back. No DOM in
 * here: load bots and tests run this very code.
 */
import type { PlayerInput } from "#shared/sim/input.ts";
import { LIMIT, type ClientMessage, type ServerMessage } from "#shared/protocol/messages.ts";
import { USUAL_SCREEN, type Screen } from "#shared/view.ts";
import { Connection, type ConnectionOptions, type SessionState } from "./connection.ts";
import type { Lookout } from "./lookout.ts";
import { Visit } from "./visit.ts";
import type { View } from "./view.ts";

export type { Arrival, SessionState, SocketLike } from "./connection.ts";

export interface SessionOptions extends ConnectionOptions {
  /** Asked once per tick. */
  sampleInput(): PlayerInput;
}

/** A window that is drawn to another size has one in each frame: the server hears of it now and then. */
const SCREEN_MS = 250;

export class Session {
  readonly #options: SessionOptions;
  readonly #connection: Connection;
  #visit: Visit | undefined;
  #isAway = false;
  #screen = USUAL_SCREEN;
  #screenToldMs = -Infinity;

  /** Opens the connection at once. */
  constructor(options: SessionOptions) {
    this.#options = options;
    this.#connection = new Connection(options, {
      onMessage: (message, nowMs) => this.#receive(message, nowMs),
      onBreak: () => {
        this.#visit = undefined;
      },
    });
  }

  get state(): SessionState {
    return this.#connection.state;
  }

  /** The stay in a room, for tests and load bots that want its figures. */
  get visit(): Visit | undefined {
    return this.#visit;
  }

  /** Whether the match stands still, be there anything to see of it or not. */
  get isPaused(): boolean {
    return typeof this.#visit?.pausedSeconds === "number";
  }

  /** Where one looks who only watches; undefined for who plays. */
  get lookout(): Lookout | undefined {
    return this.#visit?.lookout;
  }

  /** Runs what is due at `nowMs` and gives what to draw; null while there is nothing to draw yet. */
  frame(nowMs: number): View | null {
    this.#connection.update(nowMs);
    const visit = this.#visit;
    if (visit === undefined) return null;
    visit.noteTraffic(this.#connection.downPerSecond(nowMs), this.#connection.upPerSecond(nowMs));
    return visit.frame(nowMs);
  }

  /** To all, or to the own team where there are teams. */
  sendChat(text: string, isTeam = false): void {
    this.#say({ type: "chat", text, isTeam });
  }

  /** Points the own team to a place. */
  sendMark(x: number, y: number): void {
    const onMap = (at: number) => Math.max(0, Math.min(LIMIT.arenaSizePx, Math.round(at)));
    this.#say({ type: "mark", x: onMap(x), y: onMap(y) });
  }

  sendPhrase(phrase: number): void {
    this.#say({ type: "phrase", phrase });
  }

  /** Puts something to the vote, or votes. */
  vote(message: Extract<ClientMessage, { type: "propose" | "ballot" }>): void {
    if (message.type === "ballot") this.#visit?.news.noteBallot(message.choice);
    this.#say(message);
  }

  /** To those who play. Whoever lost his seat over a line that he had begun would be sent away for it. */
  #say(message: ClientMessage): void {
    if (this.lookout === undefined) this.#connection.send(message);
  }

  /** The tab is hidden, or is back: while away nothing is asked of the player and little is sent. */
  setAway(isAway: boolean): void {
    if (isAway === this.#isAway) return;
    this.#isAway = isAway;
    this.#connection.setAway(isAway);
    if (!isAway) this.#visit?.comeBack();
  }

  /** How much of the world the player sees, px; to be called in each frame. Tells the server when that has changed. */
  setScreen({ widthPx, heightPx }: Screen): void {
    const screen = { widthPx: Math.round(widthPx), heightPx: Math.round(heightPx) };
    const isSame =
      screen.widthPx === this.#screen.widthPx && screen.heightPx === this.#screen.heightPx;
    if (isSame || this.#options.now() - this.#screenToldMs < SCREEN_MS) return;
    this.#screen = screen;
    if (this.#visit !== undefined) this.#tellScreen();
  }

  #tellScreen(): void {
    this.#screenToldMs = this.#options.now();
    this.#connection.send({ type: "screen", ...this.#screen });
  }

  /** Leaves for good. */
  leave(): void {
    this.#visit = undefined;
    this.#connection.leave();
  }

  #receive(message: ServerMessage, nowMs: number): void {
    if (message.type === "welcome") {
      this.#visit = new Visit(message, {
        send: (reply) => this.#connection.send(reply),
        sampleInput: () => this.#options.sampleInput(),
      });
      if (this.#isAway) this.#connection.setAway(true);
      this.#tellScreen();
    }
    this.#visit?.receive(message, nowMs);
  }
}
