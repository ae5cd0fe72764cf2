/** All that lies above the stage during a match: HUD, chat, scores, results, pause. Drawn anew each frame. */
import { html, nothing, render, type TemplateResult } from "lit-html";
import type { Caption } from "../audio/captions.ts";
import type { View } from "../netcode/view.ts";
import { closeDialogs, openDialogs } from "./dialogs.ts";
import { Banner } from "./hud/banner.ts";
import { type Callout, Callouts } from "./hud/callouts.ts";
import { captionsView } from "./hud/captionsView.ts";
import { ChatLog } from "./hud/chatLog.ts";
import { ConnectionLog } from "./hud/connectionReport.ts";
import { hintView } from "./hud/hintView.ts";
import type { HintName } from "./hud/hints.ts";
import { calloutView, connectionView, killFeedView } from "./hud/hudView.ts";
import { KillFeed } from "./hud/killFeed.ts";
import { matchBarView } from "./hud/matchBar.ts";
import { ownPanelView, pickupView, weaponsView } from "./hud/ownPanel.ts";
import { MatchLog } from "./hud/matchLog.ts";
import { PickupNotes } from "./hud/pickupNotes.ts";
import { chatView } from "./panels/chat.ts";
import { pauseView } from "./panels/pausePanel.ts";
import { resultsView } from "./panels/results.ts";
import { scoreboardView } from "./panels/scoreboard.ts";
import { words } from "./words/words.ts";

export interface GameActions {
  say(text: string): void;
  openSettings(): void;
  leave(): void;
  /** Sounds as something is called out that is not a kill of one's own, which has a sound already. */
  chime(): void;
  /** Full address of a room. */
  linkTo(roomCode: string): string;
  /** Rejects where the browser does not let us. */
  copyText(text: string): Promise<void>;
}

/** What is drawn beside the view. */
export interface Extras {
  isNetDetailed: boolean;
  /** My end is being shown once more. */
  isReplay: boolean;
  hint: HintName | null;
  captions: readonly Caption[];
}

export class GameScreen {
  readonly #root: HTMLElement;
  readonly #actions: GameActions;
  readonly #feed = new KillFeed();
  readonly #callouts = new Callouts();
  readonly #banner = new Banner();
  readonly #log = new MatchLog();
  readonly #pickups = new PickupNotes();
  readonly #chat = new ChatLog();
  readonly #connection = new ConnectionLog();
  #isChatOpen = false;
  #isPaused = false;
  #isOver = false;
  #areScoresHeld = false;
  #copyNews = "";
  #calloutId = -1;

  constructor(root: HTMLElement, actions: GameActions) {
    this.#root = root;
    this.#actions = actions;
  }

  /** Whether keys and mouse belong to the page now, not to the skiff. */
  get isTyping(): boolean {
    return this.#isChatOpen || this.#isPaused;
  }

  /** Whether the results are on the screen. */
  get isOver(): boolean {
    return this.#isOver;
  }

  get areScoresOpen(): boolean {
    return this.#areScoresHeld;
  }

  openChat(): void {
    this.#isChatOpen = true;
  }

  openPause(): void {
    this.#isPaused = true;
    this.#copyNews = "";
  }

  holdScores(isHeld: boolean): void {
    this.#areScoresHeld = isHeld;
  }

  /** A line among what is said in the room. */
  announce(text: string, nowMs: number): void {
    this.#chat.announce(text, nowMs);
  }

  draw(view: View, extras: Extras): void {
    this.#hear(view);
    render(this.#view(view, extras), this.#root);
    openDialogs(this.#root);
    if (this.#isChatOpen) this.#focusChat();
  }

  clear(): void {
    render(nothing, this.#root);
  }

  #hear(view: View): void {
    for (const event of view.events)
      if (event.type === "death" || event.type === "kill")
        this.#feed.add(event, view.seats, view.nowMs);
    this.#banner.update(view);
    this.#log.update(view);
    this.#chat.update(view);
    this.#connection.update(view);
  }

  #view(view: View, { isNetDetailed, isReplay, hint, captions }: Extras): TemplateResult {
    const isOver = view.phase === "results";
    this.#isOver = isOver;
    const callout = this.#callouts.update(view);
    this.#ring(callout);
    return html`
      <main
        class="hud ${isOver ? "over" : ""} ${isReplay ? "replay" : ""}"
        aria-label=${words.hud.match}
      >
        <h1 class="unseen">${view.arena.title}</h1>
        ${matchBarView(view)} ${killFeedView(this.#feed.lines(view.nowMs))} ${calloutView(callout)}
        ${this.#banner.view(view, isReplay)} ${ownPanelView(view.own)} ${weaponsView(view.own)}
        ${pickupView(this.#pickups.update(view))} ${captionsView(captions)} ${hintView(hint)}
        ${connectionView(view, isNetDetailed)}
      </main>
      ${isOver ? resultsView(view, this.#connection.report(), this.#log) : nothing}
      ${this.#chatView(view)} ${this.#areScoresHeld && !isOver ? scoreboardView(view) : nothing}
      ${this.#isPaused ? this.#pauseView(view.roomCode) : nothing}
    `;
  }

  #ring(callout: Callout | null): void {
    if (!callout || callout.id === this.#calloutId) return;
    this.#calloutId = callout.id;
    if (callout.kind === "news") this.#actions.chime();
  }

  #chatView({ nowMs }: View): TemplateResult {
    const close = (): void => {
      this.#isChatOpen = false;
    };
    const send = (text: string): void => {
      if (text) this.#actions.say(text);
      close();
    };
    return chatView(this.#chat.lines(nowMs, this.#isChatOpen), this.#isChatOpen, { send, close });
  }

  #pauseView(roomCode: string): TemplateResult {
    const { openSettings, leave } = this.#actions;
    const resume = (): void => {
      this.#isPaused = false;
      closeDialogs(this.#root);
    };
    return pauseView(roomCode, this.#copyNews, {
      resume,
      openSettings,
      leave,
      copyLink: () => void this.#copyLink(roomCode),
    });
  }

  async #copyLink(roomCode: string): Promise<void> {
    const link = this.#actions.linkTo(roomCode);
    try {
      await this.#actions.copyText(link);
      this.#copyNews = words.pause.copied;
    } catch {
      // Pages without TLS, as on a LAN, may not write to the clipboard: the link is shown instead.
      this.#copyNews = words.pause.copyFailed(link);
    }
  }

  #focusChat(): void {
    const box = this.#root.querySelector<HTMLInputElement>("#chat-box");
    if (box && document.activeElement !== box) box.focus();
  }
}
