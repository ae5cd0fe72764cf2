/**
 * Which screen one is on, and what leads from one to the next: (away →) menu → connecting → playing → (closed, in words) → menu.
 * A fault of the game's own ends in `broken`, which says so.
 */
import { nothing, render } from "lit-html";
import { CloseCode } from "#shared/protocol/closing.ts";
import { USUAL_TABLE } from "#shared/protocol/messages.ts";
import type { Offer } from "#shared/protocol/offer.ts";
import type { Mixer } from "./audio/mixer.ts";
import type { NetGraph } from "./debug/netGraph.ts";
import type { PadLook } from "./input/gamepad.ts";
import type { SeatKeeper } from "./netcode/keptSeat.ts";
import type { NearbyFeed } from "./nearby.ts";
import type { View } from "./netcode/view.ts";
import type { Play, Wish } from "./play.ts";
import type { Stage } from "./render/stage.ts";
import type { Tier } from "./render/tier.ts";
import { type Absence, ServerProbe } from "./serverProbe.ts";
import {
  closedNotice,
  isLocked,
  passwordAsked,
  roomStillThere,
  waitingNotice,
} from "./ui/closing.ts";
import { MenuScreen, type Notice } from "./ui/menu/menuScreen.ts";
import { openDialogs } from "./ui/dialogs.ts";
import {
  awayView,
  brokenView,
  connectingView,
  pictureLostView,
  reconnectingView,
} from "./ui/panels/connectionPanel.ts";
import { SettingsDialogs, type SettingsDialogsParts } from "./ui/panels/settingsDialogs.ts";
import { isNewRoom, isWatchLink, passwordFromHash, roomFromPath, roomPath } from "./ui/roomLink.ts";
import { volumesOf } from "./ui/settings.ts";
import type { StringStore } from "./ui/storage.ts";
import { applyLanguage, applyTheme, isMotionReduced, type SystemWishes } from "./ui/theme.ts";
import { words } from "./ui/words/words.ts";

export type ScreenName =
  | "away"
  | "menu"
  | "connecting"
  | "playing"
  | "results"
  | "reconnecting"
  | "broken";

export interface AppParts extends SettingsDialogsParts {
  page: {
    menu: HTMLElement;
    curtain: HTMLElement;
    panels: HTMLElement;
    stage: HTMLElement;
    root: HTMLElement;
  };
  /** Lasts from visit to visit. */
  store: StringStore;
  /** Lasts as long as the tab. */
  tabStore: StringStore;
  seatKeeper: SeatKeeper;
  mixer: Mixer;
  netGraph: NetGraph;
  random: () => number;
  systemMotion: MediaQueryList;
  systemContrast: MediaQueryList;
  /** The page is the browser's own copy: the server may be away. */
  isFromCache: boolean;
  /** Null when the server is there. */
  askServer(): Promise<Absence | null>;
  /** What there is to choose from for a new room; null when the server does not say. */
  askOffer(): Promise<Offer | null>;
  nearby: NearbyFeed;
  /** Of the page. */
  address: string;
  createStage(app: App): Promise<Stage>;
  createPlay(app: App, stage: Stage, wish: Wish): Play;
  reload(): void;
}

/** Set while the page is reloaded for another version; holds the room that was asked for. */
const RELOADED_KEY = "carom.reloaded-for";

export class App {
  readonly #parts: AppParts;
  readonly #menu: MenuScreen;
  readonly #dialogs: SettingsDialogs;
  #play: Play | null = null;
  /** Asked for, while the stage is not ready for it: nobody sits at a table that they cannot see. */
  #wish: Wish | null = null;
  #stage: Stage | null = null;
  /** Until the server is there, on a page that did not come from it. */
  #probe: ServerProbe | null = null;
  #isStageAskedFor = false;
  #roomCode = "";
  #hasDrawn = false;
  #hasSteered = false;
  #isPictureLost = false;
  #isBroken = false;
  /** What the menu says when nothing went wrong but, it may be, the loading of a language. */
  readonly #plainNotice: Notice = () => {
    const { missing } = this.#parts.language;
    return missing && words.settings.languageMissing(missing);
  };
  #lastMs = 0;

  constructor(parts: AppParts) {
    this.#parts = parts;
    this.#menu = new MenuScreen({
      ...parts,
      root: parts.page.menu,
      enter: (wish) => this.enter(wish),
      openSettings: () => this.openSettings(),
      openRecords: () => this.#dialogs.open("records"),
    });
    this.#dialogs = new SettingsDialogs(parts.page.panels, parts);
    parts.settings.watch(() => this.#applySettings());
    parts.language.watch(() => this.#retell());
    parts.controls.watch(() => this.#retell());
    for (const wish of [parts.systemMotion, parts.systemContrast])
      wish.addEventListener("change", () => this.#applySettings());
  }

  get areSettingsOpen(): boolean {
    return this.#dialogs.isOpen;
  }

  start(): void {
    if (!this.#parts.isFromCache) return this.#begin();
    this.#probe = new ServerProbe(() => this.#parts.askServer());
    this.#setScreen("away");
  }

  #begin(): void {
    const asked = this.#parts.tabStore.get(RELOADED_KEY);
    const room = roomFromPath(location.pathname);
    // Whoever loads the page anew in the midst of a match wants back into it.
    const wasSeated = room !== "" && this.#parts.seatKeeper.recall()?.room === room;
    const isWatching = isWatchLink(location.search);
    const password = passwordFromHash(location.hash);
    const wish = { name: this.#menu.name, isWatching, password, table: USUAL_TABLE };
    // How the new room was to be has gone with the old page.
    if (asked !== null && isNewRoom(asked))
      this.#showMenu("", () => words.closed.updated, { password, isLocked: false });
    else if (asked !== null) this.enter({ ...wish, room: asked });
    else if (isWatching || wasSeated) this.enter({ ...wish, room });
    else this.#showMenu(room, this.#plainNotice, { password, isLocked: false });
  }

  enter(wish: Wish): void {
    this.#menu.hide();
    this.#wish = wish;
    this.#setScreen("connecting");
  }

  /** From watching to playing, in the same room. */
  sitDown(): void {
    if (!this.#play) return;
    const wish = { ...this.#play.wish, room: this.#roomCode, isWatching: false };
    this.#play.leave();
    this.#endPlay(this.#play);
    this.#roomCode = "";
    this.enter(wish);
  }

  openSettings(): void {
    this.#dialogs.open("settings");
  }

  setAway(isAway: boolean): void {
    this.#play?.setAway(isAway);
  }

  /** The graphics card took the picture away, or gave it back. */
  setPictureLost(isLost: boolean): void {
    this.#isPictureLost = isLost;
  }

  resize(): void {
    this.#stage?.resize();
  }

  frame(nowMs: number): void {
    if (this.#isBroken) return;
    const deltaMs = nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    this.#parts.mixer.prepareNext();
    const pad = this.#parts.controls.frame(nowMs);
    if (this.#menu.isShown) this.#menu.frame(deltaMs, this.#isMotionReduced());
    if (this.#probe) this.#frameAway(this.#probe, nowMs);
    if (this.#wish) this.#frameWish(this.#wish);
    if (this.#play) this.#framePlay(this.#play, nowMs, pad);
    if (this.#stage) this.#noteTier(this.#stage.tier);
    if (!this.#isStageAskedFor) void this.#loadStage();
  }

  /** The end: something that should not happen did. */
  break(message: string, detail: string): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#menu.hide();
    this.#play?.leave();
    this.#setScreen("broken");
    render(
      brokenView(message, detail, () => this.#parts.reload()),
      this.#parts.page.curtain,
    );
  }

  #frameAway(probe: ServerProbe, nowMs: number): void {
    const state = probe.update(nowMs);
    if (state.kind === "there") {
      this.#probe = null;
      return this.#begin();
    }
    const retryInMs = state.kind === "away" ? state.retryAtMs - nowMs : 0;
    const away = { absence: state.absence, retryInMs, host: location.host };
    render(
      awayView(away, () => probe.retry()),
      this.#parts.page.curtain,
    );
  }

  #frameWish(wish: Wish): void {
    if (this.#stage) {
      this.#wish = null;
      this.#play = this.#parts.createPlay(this, this.#stage, wish);
      this.#play.setKillCam(this.#parts.settings.current.killCam === "on");
      return;
    }
    const cancel = (): void => {
      this.#wish = null;
      const { password } = wish;
      const room = roomFromPath(location.pathname);
      this.#showMenu(room, this.#plainNotice, { password, isLocked: false });
    };
    render(connectingView({ ...wish, isPaused: false }, 1, cancel), this.#parts.page.curtain);
  }

  #framePlay(play: Play, nowMs: number, pad: PadLook): void {
    const view = play.frame(nowMs, pad);
    const { state } = play;
    if (state.kind === "closed") return this.#close(play, state.code, state.reason);
    if (view) this.#markDrawn(view);
    this.#drawCurtain(play, nowMs, view !== null);
  }

  #drawCurtain(play: Play, nowMs: number, hasView: boolean): void {
    const { state } = play;
    const { curtain } = this.#parts.page;
    const leave = (): void => play.leave();
    const attempt = "attempt" in state ? state.attempt : 1;
    if (hasView) {
      render(this.#isPictureLost ? pictureLostView() : nothing, curtain);
    } else if (this.#roomCode === "" || play.isPaused) {
      render(connectingView(play.awaited, attempt, leave), curtain);
    } else {
      if (state.kind === "reconnecting") {
        const retryInMs = state.retryAtMs - nowMs;
        const { why, seat } = waitingNotice(state.code, nowMs - state.lostAtMs);
        const kept = play.wish.isWatching ? "" : seat;
        render(reconnectingView({ attempt, retryInMs, why, seat: kept }, leave), curtain);
        openDialogs(curtain);
      }
      this.#setScreen("reconnecting");
    }
  }

  /** Notes for tests and style sheets what is on the screen now. */
  #markDrawn(view: View): void {
    this.#setScreen(view.phase === "results" ? "results" : "playing");
    const { dataset } = this.#parts.page.root;
    dataset["phase"] = view.phase;
    dataset["slot"] = String(view.own.slot);
    if (!this.#hasDrawn) performance.mark("carom:first-frame");
    this.#hasDrawn = true;
    if (!this.#hasSteered && isSteered(view)) {
      performance.mark("carom:first-steering");
      this.#hasSteered = true;
    }
    if (view.roomCode === this.#roomCode) return;
    this.#roomCode = view.roomCode;
    this.#parts.tabStore.remove(RELOADED_KEY);
    history.replaceState(null, "", roomPath(view.roomCode, view.watched !== null));
  }

  #close(play: Play, code: number, reason: string): void {
    const { room, isWatching, password } = play.wish;
    if (code === CloseCode.otherVersion && this.#reloadOnce(room || this.#roomCode, isWatching))
      return;
    this.#endPlay(play);
    history.replaceState(null, "", roomPath(""));
    const wasIn = this.#roomCode !== "";
    const place = this.#roomCode || room;
    const isAsked = code === CloseCode.wrongPassword && password === "";
    const notice = (): string =>
      isAsked ? passwordAsked(room) : closedNotice(code, reason, place, wasIn);
    this.#showMenu(roomStillThere(code, room), notice, { password, isLocked: isLocked(code) });
  }

  #endPlay(play: Play): void {
    play.end();
    this.#play = null;
    this.#dialogs.open(null);
    const { dataset } = this.#parts.page.root;
    delete dataset["phase"];
    delete dataset["slot"];
  }

  /** Another version is met by loading the page anew, once; false when that has been tried or cannot be remembered. */
  #reloadOnce(room: string, isWatching: boolean): boolean {
    const { tabStore, reload } = this.#parts;
    const hasReloaded = tabStore.get(RELOADED_KEY) !== null;
    tabStore.remove(RELOADED_KEY);
    if (hasReloaded || !tabStore.isLasting) return false;
    tabStore.set(RELOADED_KEY, room);
    // That one watches is in the address, in which the page is loaded anew.
    if (isWatching) history.replaceState(null, "", roomPath(room, true));
    this.#play = null;
    reload();
    return true;
  }

  #showMenu(
    invitedRoom: string,
    notice: Notice,
    lock: { password: string; isLocked: boolean },
  ): void {
    this.#roomCode = "";
    render(nothing, this.#parts.page.curtain);
    this.#menu.show(invitedRoom, notice, lock);
    this.#setScreen("menu");
  }

  /** Begins with the first frame, behind the menu: by the time one plays, the picture is there and its shaders are built. */
  async #loadStage(): Promise<void> {
    this.#isStageAskedFor = true;
    try {
      const stage = await this.#parts.createStage(this);
      this.#stage = stage;
      this.#applySettings();
      stage.warm();
    } catch (error) {
      this.break(words.trouble.noWebGl, String(error));
    }
  }

  #applySettings(): void {
    const { settings, page, mixer, language } = this.#parts;
    const { shake, flash, palette, tier, textSize } = settings.current;
    const reducedMotion = this.#isMotionReduced();
    applyTheme(page.root, settings.current, this.#system);
    void language.turnTo(settings.current.language);
    mixer.setVolumes(volumesOf(settings.current));
    this.#play?.setKillCam(settings.current.killCam === "on");
    this.#stage?.setSettings({ shake, flash, palette, tier, reducedMotion, textSize });
    this.#dialogs.draw();
  }

  /** All that was said already, in the language of now and with the keys of now. What is drawn each frame needs no telling. */
  #retell(): void {
    const { page, language, netGraph } = this.#parts;
    applyLanguage(page.root, page.stage, language.current);
    netGraph.retell();
    this.#menu.retell();
    this.#dialogs.draw();
  }

  #isMotionReduced(): boolean {
    return isMotionReduced(this.#parts.settings.current, this.#system);
  }

  get #system(): SystemWishes {
    const { systemMotion, systemContrast } = this.#parts;
    return { isMotionReduced: systemMotion.matches, isContrastHigh: systemContrast.matches };
  }

  #setScreen(name: ScreenName): void {
    const { dataset } = this.#parts.page.root;
    if (dataset["screen"] !== name) dataset["screen"] = name;
  }

  /** The style sheets, too, do without what weak graphics cannot bear. */
  #noteTier(tier: Tier): void {
    const { dataset } = this.#parts.page.root;
    if (dataset["tier"] !== tier) dataset["tier"] = tier;
  }
}

/** Whether this frame shows the own skiff on its way to where it was told to go. */
function isSteered({ own, skiffs }: View): boolean {
  const skiff = skiffs.find(({ slot }) => slot === own.slot);
  return skiff !== undefined && (skiff.thrustX !== 0 || skiff.thrustY !== 0);
}
