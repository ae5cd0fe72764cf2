/** All that lies above the stage during a match: HUD, chat, scores, results, pause. Drawn anew each frame. */
import { html, nothing, render, type TemplateResult } from "lit-html";
import type { Caption } from "../audio/captions.ts";
import type { ClientMessage } from "#shared/protocol/messages.ts";
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
import { type Thumbs, thumbsView, touchMenuView } from "./hud/touchControls.ts";
import { pollView } from "./hud/pollPanel.ts";
import { watchBarView, type WatchActions } from "./hud/watchBar.ts";
import { phraseListView } from "./hud/phraseList.ts";
import type { Mutes } from "./mutes.ts";
import { chatView } from "./panels/chat.ts";
import { Invite, type InviteParts } from "./panels/invite.ts";
import { peopleView } from "./panels/people.ts";
import { pauseView } from "./panels/pausePanel.ts";
import { resultsView } from "./panels/results.ts";
import { words } from "./words/words.ts";
import { scoreboardView } from "./panels/scoreboard.ts";
import { tablesView } from "./panels/tables.ts";

/** Who has not chosen a phrase by then has come upon the list by accident: it goes, and gives its keys back. */
const PHRASES_MS = 8000;

export type Ballot = Extract<ClientMessage, { type: "propose" | "ballot" }>;

export interface GameActions extends InviteParts {
  watch: WatchActions;
  say(text: string, isTeam: boolean): void;
  /** Says one of `words.phrases`. */
  sayPhrase(number: number): void;
  /** Points the team to where one aims. */
  mark(): void;
  vote(message: Ballot): void;
  openSettings(): void;
  leave(): void;
  /** Sounds as something is called out that is not a kill of one's own, which has a sound already. */
  chime(): void;
}

/** What is drawn beside the view. */
export interface Extras {
  isNetDetailed: boolean;
  /** How many times as fast as it was my end is being shown once more; 0 while it is not. */
  replaySpeed: number;
  /** Whether fingers play. */
  isTouched: boolean;
  hint: HintName | null;
  captions: readonly Caption[];
}

export interface ScreenParts {
  thumbs: Thumbs;
  mutes: Mutes;
}

export class GameScreen {
  readonly #root: HTMLElement;
  readonly #actions: GameActions;
  readonly #thumbs: Thumbs;
  readonly #feed = new KillFeed();
  readonly #callouts = new Callouts();
  readonly #banner = new Banner();
  readonly #log = new MatchLog();
  readonly #pickups = new PickupNotes();
  readonly #chat = new ChatLog();
  readonly #connection = new ConnectionLog();
  #isChatOpen = false;
  #isTeamChat = false;
  #hasTeams = false;
  #isPaused = false;
  #isOver = false;
  #areScoresHeld = false;
  #isWatching = false;
  #mayVote = false;
  #choices = 0;
  #isTableAsked = false;
  #nowMs = 0;
  /** Until when they are open; in the past while they are not. */
  #phrasesUntilMs = -Infinity;
  readonly #mutes: Mutes;
  readonly #invite: Invite;
  #calloutId = -1;

  constructor(root: HTMLElement, { thumbs, mutes }: ScreenParts, actions: GameActions) {
    this.#root = root;
    this.#thumbs = thumbs;
    this.#mutes = mutes;
    this.#actions = actions;
    this.#invite = new Invite(actions);
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

  /** Whether the player has no seat; he then says nothing to those who play. */
  get isWatching(): boolean {
    return this.#isWatching;
  }

  /** To all, or to the team where there is one. */
  openChat(isTeam = false): void {
    this.#isChatOpen = !this.#isWatching;
    this.#isTeamChat = isTeam && this.#hasTeams;
  }

  openPause(): void {
    this.#isPaused = true;
    this.#closePhrases();
    this.#invite.open();
  }

  get arePhrasesOpen(): boolean {
    return this.#nowMs < this.#phrasesUntilMs;
  }

  togglePhrases(): void {
    if (this.arePhrasesOpen) this.#closePhrases();
    else if (!this.#isWatching) this.#phrasesUntilMs = this.#nowMs + PHRASES_MS;
  }

  readonly #closePhrases = (): void => {
    this.#phrasesUntilMs = -Infinity;
  };

  /** A choice in the vote that is open; false where there is none to make. */
  readonly choose = (choice: number): boolean => {
    if (!this.#mayVote || choice >= this.#choices) return false;
    this.#actions.vote({ type: "ballot", choice });
    return true;
  };

  /** Whether the vote that is open is about the next table, which the results ask. */
  get isTableAsked(): boolean {
    return this.#isTableAsked;
  }

  readonly sayPhrase = (number: number): void => {
    this.#closePhrases();
    this.#actions.sayPhrase(number);
  };

  holdScores(isHeld: boolean): void {
    this.#areScoresHeld = isHeld;
  }

  /** A line among what is said in the room. */
  announce(text: string, nowMs: number): void {
    this.#chat.announce(text, nowMs);
  }

  draw(view: View, extras: Extras): void {
    const { poll, own } = view;
    this.#nowMs = view.nowMs;
    this.#isWatching = view.watched !== null;
    this.#hasTeams = view.hasTeams;
    this.#mayVote = !this.#isWatching && poll?.subjectSlot !== own.slot;
    this.#choices = poll?.choices.length ?? 0;
    this.#isTableAsked = poll?.kind === "next";
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

  #view(
    view: View,
    { isNetDetailed, replaySpeed, isTouched, hint, captions }: Extras,
  ): TemplateResult {
    const isOver = view.phase === "results";
    this.#isOver = isOver;
    const callout = this.#callouts.update(view);
    this.#ring(callout);
    return html`
      <main
        class="hud ${isOver ? "over" : ""} ${replaySpeed > 0 ? "replay" : ""} ${replaySpeed > 1 ? "wound" : ""}"
        aria-label=${words.hud.match}
      >
        <h1 class="unseen">${view.arena.title}</h1>
        ${matchBarView(view)} ${killFeedView(this.#feed.lines(view.nowMs))} ${calloutView(callout)}
        ${this.#banner.view(view, replaySpeed)}
        ${
          view.watched
            ? watchBarView(view, view.watched, this.#actions.watch)
            : [ownPanelView(view.own), this.#weaponsView(view)]
        }
        ${pickupView(this.#pickups.update(view))} ${captionsView(captions)} ${hintView(hint)}
        ${connectionView(view, isNetDetailed)} ${pollView(view, this.choose)}
      </main>
      ${isOver ? resultsView(view, this.#connection.report(), this.#log, this.choose) : nothing}
      ${this.#chatView(view)}
      ${this.arePhrasesOpen ? phraseListView(this.sayPhrase, this.#closePhrases) : nothing}
      ${this.#areScoresHeld && !isOver ? scoreboardView(view, this.#isMuted) : nothing}
      ${isTouched ? this.#touchView(view) : nothing}
      ${this.#isPaused ? this.#pauseView(view) : nothing}
    `;
  }

  readonly #isMuted = (name: string): boolean => this.#mutes.has(name);

  #weaponsView({ own }: View): TemplateResult {
    return weaponsView(own, (index) => this.#thumbs.takeWeapon(index));
  }

  #touchView({ own, phase, watched, hasTeams }: View): TemplateResult {
    const menu = {
      pause: () => this.openPause(),
      chat: () => this.openChat(),
      toggleScores: () => this.holdScores(!this.#areScoresHeld),
      togglePhrases: () => this.togglePhrases(),
    };
    const opened = { areScores: this.#areScoresHeld, arePhrases: this.arePhrasesOpen };
    const mark = hasTeams ? () => this.#actions.mark() : null;
    return html`
      ${phase === "results" || watched ? nothing : thumbsView(this.#thumbs, own, mark)}
      ${touchMenuView(menu, opened, watched === null)}
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
      if (text) this.#actions.say(text, this.#isTeamChat);
      close();
    };
    const turn = (): void => {
      this.#isTeamChat = !this.#isTeamChat;
    };
    const teamOrAll = this.#isTeamChat ? "team" : "all";
    const scope = this.#hasTeams ? teamOrAll : null;
    const lines = this.#chat.lines(nowMs, this.#isChatOpen);
    return chatView(lines, this.#isChatOpen, scope, { send, close, turn });
  }

  #propose(kind: "kick" | "round", subject: number): void {
    this.#isPaused = false;
    this.#actions.vote({ type: "propose", kind, subject });
  }

  #pauseView(view: View): TemplateResult {
    const { roomCode, seats } = view;
    const { openSettings, leave } = this.#actions;
    const mayPropose = view.watched === null;
    const canKick = mayPropose && seats.filter(({ isBot }) => !isBot).length > 2;
    const people = peopleView(seats, {
      isMuted: this.#isMuted,
      toggleMute: (name) => this.#mutes.toggle(name),
      kick: canKick ? (slot) => this.#propose("kick", slot) : null,
    });
    const tables = tablesView(view, mayPropose, (round) => this.#propose("round", round));
    const resume = (): void => {
      this.#isPaused = false;
      closeDialogs(this.#root);
    };
    const sections = [people, this.#invite.view(roomCode), tables];
    return pauseView(roomCode, sections, { resume, openSettings, leave });
  }

  #focusChat(): void {
    const box = this.#root.querySelector<HTMLInputElement>("#chat-box");
    if (box && document.activeElement !== box) box.focus();
  }
}
