/**
 * One stay in a room, from asking for a seat to leaving it. Each frame the session gives a view, and the stage, the HUD
 * and the sounds show it; each tick the session asks here what the player does.
 */
import type { TableWish } from "#shared/protocol/messages.ts";
import { Button, IDLE_INPUT, type PlayerInput } from "#shared/sim/input.ts";
import { Captions } from "./audio/captions.ts";
import { Cues } from "./audio/cues.ts";
import type { Mixer } from "./audio/mixer.ts";
import type { NetGraph } from "./debug/netGraph.ts";
import { isPageAction, type Role } from "./input/actions.ts";
import type { Bindings } from "./input/bindings.ts";
import { BoundButtons } from "./input/boundButtons.ts";
import type { DeviceInUse } from "./input/deviceInUse.ts";
import { followPad, type PadLook } from "./input/gamepad.ts";
import { listenToInput, type PageControls } from "./input/listen.ts";
import { PointerSource } from "./input/pointer.ts";
import { InputSampler } from "./input/sampler.ts";
import { TouchSource } from "./input/touch.ts";
import { placeAhead } from "./markedPlace.ts";
import type { Arrival, Session, SessionState } from "./netcode/session.ts";
import type { View } from "./netcode/view.ts";
import type { Stage } from "./render/stage.ts";
import { KillCam } from "./replay/killCam.ts";
import { roleIn } from "./role.ts";
import { type GameActions, GameScreen } from "./ui/gameScreen.ts";
import type { Hints } from "./ui/hud/hints.ts";
import type { WatchActions } from "./ui/hud/watchBar.ts";
import type { Mutes } from "./ui/mutes.ts";
import { createShortcuts, listenToChoices, type ShortcutParts } from "./ui/shortcuts.ts";
import { words } from "./ui/words/words.ts";

/** What the player asks for. */
export interface Wish {
  readonly name: string;
  /** "" any room, NEW_ROOM or NEW_OPEN_ROOM a new one, PRACTICE_ROOM one against bots, else a code. */
  readonly room: string;
  /** Of that room; "" for none. */
  readonly password: string;
  /** What a new one is to play. */
  readonly table: Readonly<TableWish>;
  /** No seat, only to see. */
  readonly isWatching: boolean;
}

export interface PlayParts {
  openSession(sampleInput: () => PlayerInput): Session;
  stage: Stage;
  mixer: Mixer;
  netGraph: NetGraph;
  /** The element that the stage draws into. */
  surface: HTMLElement;
  hudRoot: HTMLElement;
  hints: Hints;
  areHintsOn(): boolean;
  areCaptionsOn(): boolean;
  mutes: Mutes;
  inUse: DeviceInUse;
  /** As they are now. */
  getBindings(): Bindings;
  /** Whether something lies above the match that keys belong to. */
  isCovered(): boolean;
  actions: Pick<GameActions, "openSettings" | "linkTo" | "copyText"> & {
    /** Gives up watching for a seat in the same room. */
    sitDown(): void;
  };
}

const NEWS_SOUND = { bus: "ui", priority: 3, gain: 0.8, pan: 0, rate: 1, cutHz: Infinity } as const;

export class Play {
  readonly wish: Wish;
  readonly #parts: PlayParts;
  readonly #cues: Cues;
  readonly #captions = new Captions();
  readonly #keys = new BoundButtons();
  readonly #pad = new BoundButtons();
  readonly #touch = new TouchSource();
  readonly #pointer: PointerSource;
  readonly #shortcuts: PageControls;
  readonly #sampler: InputSampler;
  readonly #screen: GameScreen;
  readonly #session: Session;
  readonly #ending = new AbortController();
  readonly #killCam = new KillCam();
  #isPressing = false;
  #view: View | null = null;
  #input: PlayerInput = { ...IDLE_INPUT };
  #bindings: Bindings | null = null;
  #role: Role | null = null;
  #greeted: SessionState | undefined;

  constructor(wish: Wish, parts: PlayParts) {
    this.wish = wish;
    this.#parts = parts;
    this.#cues = new Cues([parts.mixer, this.#captions]);
    this.#pointer = new PointerSource((xPx, yPx) => this.#aimAt(xPx, yPx));
    this.#sampler = this.#createSampler();
    this.#session = parts.openSession(() => this.#sample());
    const watch: WatchActions = {
      follow: (by) => this.#follow(by),
      free: () => this.#session.lookout?.free(),
      sitDown: () => {
        if (this.#view?.watched?.hasFreeSeat === true) parts.actions.sitDown();
      },
    };
    this.#screen = new GameScreen(
      parts.hudRoot,
      { thumbs: this.#touch, mutes: parts.mutes },
      {
        ...parts.actions,
        password: wish.password,
        watch,
        say: (text, isTeam) => this.#session.sendChat(text, isTeam),
        sayPhrase: (number) => this.#session.sendPhrase(number),
        mark: () => this.#mark(),
        vote: (message) => this.#session.vote(message),
        leave: () => this.#session.leave(),
        chime: () => parts.mixer.play("news", NEWS_SOUND),
      },
    );
    const shortcuts: ShortcutParts = {
      screen: this.#screen,
      watch,
      mark: () => this.#mark(),
      toggleNetGraph: () => parts.netGraph.toggle(),
      isCovered: () => this.#isCovered,
    };
    this.#shortcuts = createShortcuts(shortcuts);
    // First, for a choice by number is none of a weapon.
    listenToChoices(shortcuts, this.#ending.signal);
    this.#listen();
  }

  get state(): SessionState {
    return this.#session.state;
  }

  get isPaused(): boolean {
    return this.#session.isPaused;
  }

  /** What one waits for while there is nothing to see. */
  get awaited(): Pick<Wish, "room" | "isWatching"> & { isPaused: boolean } {
    const { room, isWatching } = this.wish;
    return { room, isWatching, isPaused: this.isPaused };
  }

  /** Whether my own end is shown once more, where the room allows it. */
  setKillCam(isWanted: boolean): void {
    this.#killCam.isWanted = isWanted;
  }

  setAway(isAway: boolean): void {
    this.#session.setAway(isAway);
    this.#sampler.release();
  }

  leave(): void {
    this.#session.leave();
  }

  /** Advances the session and draws what comes of it. Returns the view that was drawn. */
  frame(nowMs: number, pad: PadLook): View | null {
    const { stage } = this.#parts;
    this.#rebind();
    this.#followPad(pad);
    const seen = this.#session.frame(nowMs);
    const view = seen && this.#parts.mutes.silence(seen);
    this.#sampler.setActive(!this.#screen.isTyping && !this.#isCovered && !this.isPaused);
    if (!view) return null;
    this.#view = view;
    this.#greet(nowMs);
    stage.setPointer(this.#mouse);
    const shown = this.#killCam.update(view);
    stage.draw(shown);
    this.#session.setScreen(stage.visible);
    this.#captions.advance(nowMs);
    this.#cues.update(this.#killCam.audible(shown));
    this.#drawScreen(view);
    this.#parts.netGraph.update(view.net, nowMs);
    return view;
  }

  #drawScreen(view: View): void {
    const { hints, netGraph } = this.#parts;
    const { areScoresOpen } = this.#screen;
    const deeds = { input: this.#input, areScoresOpen, isNetDetailed: netGraph.isOpen };
    const hint = hints.update(view, deeds, this.#parts.areHintsOn());
    const captions = this.#parts.areCaptionsOn() ? this.#captions.lines : [];
    const replaySpeed = this.#killCam.speed;
    const isTouched = this.#parts.inUse.current === "touch";
    const isNetDetailed = netGraph.isOpen;
    this.#screen.draw(view, { isNetDetailed, replaySpeed, isTouched, hint, captions });
  }

  end(): void {
    this.#ending.abort();
    this.#screen.clear();
    this.#parts.netGraph.hide();
  }

  /** Points the team to where the mouse is, or else to what one aims at. */
  #mark(): void {
    const view = this.#view;
    if (!view?.hasTeams || view.watched) return;
    const mouse = this.#mouse;
    const place = mouse ? this.#parts.stage.screenToWorld(mouse.x, mouse.y) : placeAhead(view);
    if (place) this.#session.sendMark(place.x, place.y);
  }

  #follow(by: 1 | -1): void {
    const slots = this.#view?.seats.map(({ slot }) => slot) ?? [];
    this.#session.lookout?.step(by, slots);
  }

  #createSampler(): InputSampler {
    const sources = [
      ["keys", this.#pointer],
      ["keys", this.#keys],
      ["pad", this.#pad],
      ["touch", this.#touch],
    ] as const;
    return new InputSampler(sources, this.#parts.inUse, () => this.#aimAtCentre());
  }

  #listen(): void {
    listenToInput(
      {
        sampler: this.#sampler,
        keys: this.#keys,
        pointer: this.#pointer,
        touch: this.#touch,
        page: this.#shortcuts,
        surface: this.#parts.surface,
      },
      this.#ending.signal,
    );
  }

  #rebind(): void {
    const bindings = this.#parts.getBindings();
    const role = roleIn(this.#view, this.wish);
    if (bindings === this.#bindings && role === this.#role) return;
    this.#bindings = bindings;
    this.#role = role;
    this.#keys.bind(bindings, "keys", role);
    this.#pad.bind(bindings, "pad", role);
  }

  #followPad(look: PadLook): void {
    for (const code of look.pressed) {
      const action = this.#pad.actionOf(code);
      if (action && isPageAction(action)) this.#shortcuts.press(action);
    }
    for (const code of look.released) {
      const action = this.#pad.actionOf(code);
      if (action && isPageAction(action)) this.#shortcuts.letGo(action);
    }
    if (this.#sampler.isActive) followPad(this.#pad, look);
  }

  /** Where the mouse is, while it is what one aims with. */
  get #mouse(): { x: number; y: number } | null {
    const { position } = this.#pointer;
    if (!position || this.#parts.inUse.current !== "keys") return null;
    return { x: position.xPx, y: position.yPx };
  }

  /** Says once how one has come to one's seat. */
  #greet(nowMs: number): void {
    const { state } = this.#session;
    if (state === this.#greeted || state.kind !== "playing") return;
    this.#greeted = state;
    const isMoved = this.#view?.watched && !this.wish.isWatching;
    const welcome = isMoved ? words.watch.moved : welcomeTo(state.arrival);
    if (welcome !== "") this.#screen.announce(welcome, nowMs);
  }

  /** Whether keys belong to something else than the match. */
  get #isCovered(): boolean {
    return this.#session.state.kind !== "playing" || !this.#view || this.#parts.isCovered();
  }

  #sample(): PlayerInput {
    this.#input = this.#view ? this.#sampler.sample(this.#view.own) : { ...IDLE_INPUT };
    const isPressing = (this.#input.buttons & (Button.fire | Button.dash)) !== 0;
    // Whoever still fires when he goes out has not asked for anything yet.
    if (isPressing && !this.#isPressing) this.#killCam.skip();
    this.#isPressing = isPressing;
    return this.#input;
  }

  #aimAt(xPx: number, yPx: number): number | null {
    return this.#aimTowards(this.#parts.stage.screenToWorld(xPx, yPx));
  }

  #aimAtCentre(): number | null {
    if (!this.#view) return null;
    const { width, height } = this.#view.arena;
    return this.#aimTowards({ x: width / 2, y: height / 2 });
  }

  /** Radians from where the own skiff is drawn, or after its death from where it died, to a place of the world. */
  #aimTowards(target: { x: number; y: number }): number | null {
    if (!this.#view) return null;
    const { own, skiffs, focusX, focusY } = this.#view;
    const skiff = skiffs.find(({ slot }) => slot === own.slot);
    return Math.atan2(target.y - (skiff?.y ?? focusY), target.x - (skiff?.x ?? focusX));
  }
}

/** What to say to somebody who sits down. */
function welcomeTo(arrival: Arrival): string {
  const { back, tooLate } = words.connection;
  return { new: "", back, "too late": tooLate }[arrival];
}
