/** The middle of the screen, when something must be said there: the countdown, and who got me. */
import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { View, ViewEvent } from "../../netcode/view.ts";
import { words } from "../words/words.ts";
import { formatClock } from "./format.ts";
import { nameOf } from "./killFeed.ts";
import { weaponName } from "./weaponName.ts";

const GO_MS = 900;
/** Waiting time that is a full ring. */
const FULL_RING_MS = 2000;
/** The last of a pause is counted in large figures. */
const COUNTED_SECONDS = 3;

type Death = Extract<ViewEvent, { type: "death" }>;

export class Banner {
  #death: Death | null = null;
  #goUntilMs = 0;

  /** Call once per frame, before `view`. */
  update({ events, own, nowMs }: View): void {
    for (const event of events) {
      if (event.type === "death" && event.victimRelation === "self") this.#death = { ...event };
      if (event.type === "phase" && event.phase === "playing") this.#goUntilMs = nowMs + GO_MS;
    }
    if (own.isAlive) this.#death = null;
  }

  /** `replaySpeed`: how many times as fast as it was my end is being shown once more; 0 while it is not. */
  view(view: View, replaySpeed: number): TemplateResult {
    const word = this.#bigWord(view);
    return html`
      <div class="banner" role="status">
        ${repeat(
          word ? [word] : [],
          (text) => text,
          (text) => html`<p class="big-word">${text}</p>`,
        )}
        ${view.pausedSeconds !== null && view.pausedSeconds > COUNTED_SECONDS ? pauseView(view.pausedSeconds) : nothing}
        ${!view.own.isAlive && view.phase !== "results" ? this.#deathView(view) : nothing}
        ${replaySpeed > 0 ? this.#replayView(view, replaySpeed) : nothing}
      </div>
    `;
  }

  #bigWord({ phase, phaseEndsInMs, nowMs, pausedSeconds }: View): string {
    if (pausedSeconds !== null) return pausedSeconds > COUNTED_SECONDS ? "" : String(pausedSeconds);
    if (phase === "countdown") return String(Math.max(1, Math.ceil(phaseEndsInMs / 1000)));
    return nowMs < this.#goUntilMs ? words.hud.go : "";
  }

  #deathView({ own, seats }: View): TemplateResult {
    const seconds = Math.ceil(own.respawnInMs / 100) / 10;
    const ring = Math.min(1, own.respawnInMs / FULL_RING_MS).toFixed(2);
    return html`
      <section class="death">
        <div role="status">${this.#death ? this.#killerView(this.#death, seats) : nothing}</div>
        <p class="respawn" role="timer" .style=${`--fill: ${ring}`}>
          <i class="respawn-ring"></i
          >${seconds > 0 ? words.hud.respawnIn(seconds) : words.hud.respawning}
        </p>
      </section>
    `;
  }

  #replayView({ seats }: View, speed: number): TemplateResult {
    const killer = this.#death ? nameOf(seats, this.#death.attacker) : "";
    return html`<p class="replay-line">
      <span class="replay-speed" aria-hidden="true">
        ${speed > 1 ? "▸▸" : "▸"} ×${Math.round(speed)}
      </span>
      <b>${words.hud.replay(killer)}</b><small>${words.hud.replaySkip}</small>
    </p>`;
  }

  #killerView(death: Death, seats: View["seats"]): TemplateResult {
    const isOwnDoing = death.attacker === death.victim || death.attacker < 0;
    return html`
      <h2>
        ${isOwnDoing ? words.hud.killedSelf : words.hud.killedBy(nameOf(seats, death.attacker))}
      </h2>
      <p>${words.hud.killedHow(weaponName(death.weapon), death.bounces)}</p>
    `;
  }
}

function pauseView(seconds: number): TemplateResult {
  return html`<section class="standstill">
    <h2>${words.hud.paused}</h2>
    <p role="timer">${words.hud.pausedFor(formatClock(seconds * 1000))}</p>
  </section>`;
}
