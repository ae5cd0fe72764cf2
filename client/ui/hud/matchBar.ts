/** Score and clock at the top: mine on the left, on the right the one to beat. */
import { html, nothing, type TemplateResult } from "lit-html";
import type { SeatView, View } from "../../netcode/view.ts";
import { words } from "../words/words.ts";
import { formatClock } from "./format.ts";
import { sideIcon } from "./hudView.ts";

const LAST_SECONDS_MS = 10_000;

export function matchBarView(view: View): TemplateResult {
  const own = view.seats.find((seat) => seat.slot === view.own.slot);
  const rival = view.seats.find((seat) => seat.slot !== view.own.slot);
  const isEnding = view.phase === "playing" && view.phaseEndsInMs < LAST_SECONDS_MS;
  return html`
    <header class="match-bar">
      <div class="panel match-main ${isEnding ? "ending" : ""}">
        <span class="score self" title=${words.hud.you}
          >${sideIcon("self")}<b>${own?.score ?? 0}</b></span
        >
        <time class="clock">${clockText(view)}</time>
        <span class="score enemy" title=${rival?.name ?? ""}
          ><b>${rival?.score ?? "–"}</b>${sideIcon("enemy")}</span
        >
      </div>
      <p class="match-line">${matchLine(view, own)}</p>
    </header>
  `;
}

function clockText({ phaseEndsInMs }: View): string {
  return Number.isFinite(phaseEndsInMs) ? formatClock(phaseEndsInMs) : words.hud.noLimit;
}

function matchLine(view: View, own: SeatView | undefined): string | typeof nothing {
  const { phase, seats, scoreLimit } = view;
  if (phase === "warmup") return words.hud.warmup;
  if (phase !== "playing" || !own) return nothing;
  const place = 1 + seats.filter((seat) => seat.score > own.score).length;
  const standing = words.hud.place(place, seats.length);
  return scoreLimit > 0 ? `${standing} · ${words.hud.firstTo(scoreLimit)}` : standing;
}
