/** What is said while there is no match to see: connecting, reconnecting, broken. */
import { PRACTICE_ROOM } from "#shared/protocol/messages.ts";
import { html, nothing, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { takeFocus } from "../dialogs.ts";
import { isRoomCode } from "../roomLink.ts";
import { words } from "../words/words.ts";

export interface Away {
  /** Null while it is not known yet. */
  absence: keyof typeof words.away.why | null;
  /** Until the next attempt; 0 or less while one runs. */
  retryInMs: number;
  /** Where the server should be. */
  host: string;
}

export interface Reconnecting {
  attempt: number;
  /** Until the next attempt; 0 or less while one runs. */
  retryInMs: number;
  /** Why one waits, and what has become of the seat: "" when nothing is to be said. */
  why: string;
  seat: string;
}

interface Connecting {
  room: string;
  isWatching: boolean;
  /** One is in, but the match stands still, and so there is nothing to see of it yet. */
  isPaused: boolean;
}

export function connectingView(
  wish: Connecting,
  attempt: number,
  cancel: () => void,
): TemplateResult {
  return html`
    <main class="curtain">
      <div class="rack" aria-hidden="true"><i></i><i></i><i></i></div>
      <p role="status">${connectingText(wish)}</p>
      <p class="hint">${attempt > 1 ? words.connection.attempt(attempt) : nothing}</p>
      <button class="button" id="cancel" data-back ${ref(takeFocus)} @click=${cancel}>
        ${words.connection.cancel}
      </button>
    </main>
  `;
}

function connectingText({ room, isWatching, isPaused }: Connecting): string {
  const text = words.connection;
  if (isPaused) return text.paused;
  if (isWatching) return text.connectingToWatch;
  if (room === PRACTICE_ROOM) return text.connectingPractice;
  return isRoomCode(room) ? text.connectingRoom(room) : text.connecting;
}

export function reconnectingView(
  { attempt, retryInMs, why, seat }: Reconnecting,
  leave: () => void,
): TemplateResult {
  const text = words.connection;
  return html`
    <dialog
      class="curtain over"
      role="alertdialog"
      aria-labelledby="reconnecting-title"
      @cancel=${stay}
    >
      <div class="card dialog">
        <div class="rack" aria-hidden="true"><i></i><i></i><i></i></div>
        <h2 id="reconnecting-title">${text.reconnecting}</h2>
        <p class="why">${why}</p>
        <p class="hint">${seat || nothing}</p>
        <p class="attempt">
          ${text.attempt(attempt)} ·
          ${retryInMs > 0 ? text.retryIn(Math.ceil(retryInMs / 1000)) : text.retryNow}
        </p>
        <button class="button" id="give-up" data-back @click=${leave}>${text.leave}</button>
      </div>
    </dialog>
  `;
}

/** There is nothing behind this to go back to: Escape alone gives no seat up. */
function stay(event: Event): void {
  event.preventDefault();
}

/** A page that was started from the browser's own copy, and finds no server. */
export function awayView({ absence, retryInMs, host }: Away, retry: () => void): TemplateResult {
  const text = words.away;
  const isAsking = retryInMs <= 0;
  return html`
    <main class="curtain">
      <div class="card dialog">
        <div class="rack" aria-hidden="true"><i></i><i></i><i></i></div>
        <h2>${absence ? text.title : text.looking}</h2>
        <p class="why" role="status">${absence ? text.why[absence](host) : nothing}</p>
        <p class="hint">${text.kept}</p>
        <p class="attempt">
          ${isAsking ? words.connection.retryNow : words.connection.retryIn(Math.ceil(retryInMs / 1000))}
        </p>
        <button class="button primary" id="retry" ?disabled=${isAsking} @click=${retry}>
          ${text.retry}
        </button>
      </div>
    </main>
  `;
}

/** The match goes on, but nothing of it can be drawn for now. */
export function pictureLostView(): TemplateResult {
  return html`<section class="curtain over" role="alert">
    <p>${words.trouble.pictureLost}</p>
  </section>`;
}

/** The end of the line: only a reload helps. */
export function brokenView(message: string, detail: string, reload: () => void): TemplateResult {
  return html`
    <main class="curtain">
      <div class="card dialog" role="alert">
        <h2>${words.trouble.title}</h2>
        <p>${message}</p>
        ${detail ? html`<pre class="detail">${detail}</pre>` : nothing}
        <button class="button primary" ${ref(takeFocus)} @click=${reload}>
          ${words.trouble.reload}
        </button>
      </div>
    </main>
  `;
}
