/** Score and clock at the top: mine on the left, on the right the one to beat. Who watches sees the two best. */
import { html, nothing, type TemplateResult } from "lit-html";
import type { SeatView, View } from "../../netcode/view.ts";
import { words } from "../words/words.ts";
import { formatClock } from "./format.ts";
import { sideIcon } from "../icons.ts";
import { modeName } from "./modeName.ts";

const LAST_SECONDS_MS = 10_000;

export function matchBarView(view: View): TemplateResult {
  const own = view.seats.find((seat) => seat.slot === view.own.slot);
  const left = own ?? view.seats[0];
  const right = view.seats.find((seat) => seat !== left);
  const scores = view.hasTeams ? sideScores(view) : [left?.score ?? 0, right?.score ?? "–"];
  const [mine, theirs] = scores;
  const sides = view.hasTeams
    ? ({ mine: "ally", theirs: "enemy" } as const)
    : { mine: left?.relation ?? "self", theirs: right?.relation ?? "enemy" };
  const isEnding = view.phase === "playing" && view.phaseEndsInMs < LAST_SECONDS_MS;
  return html`
    <header class="match-bar">
      <div class="panel match-main ${isEnding ? "ending" : ""}">
        <span
          class="score ${sides.mine}"
          title=${view.hasTeams ? words.scoreboard.ours : own ? words.hud.you : (left?.name ?? "")}
          >${sideIcon(sides.mine)}<b>${mine}</b></span
        >
        <time class="clock">${clockText(view)}</time>
        <span
          class="score rival ${sides.theirs}"
          title=${view.hasTeams ? words.scoreboard.theirs : (right?.name ?? "")}
          ><b>${theirs}</b>${sideIcon(sides.theirs)}</span
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
  const { phase, phaseEndsInMs, seats, scoreLimit } = view;
  if (phase === "warmup") return words.hud.warmup;
  if (phase === "overtime") return words.hud.overtime;
  if (phase !== "playing" || !own) return nothing;
  const endless = Number.isFinite(phaseEndsInMs) ? "" : words.hud.withoutEnd;
  const limit = scoreLimit > 0 ? words.hud.firstTo(scoreLimit) : endless;
  if (view.hasTeams) return [modeName(view.mode), limit].filter((part) => part !== "").join(" · ");
  const place = 1 + seats.filter((seat) => seat.score > own.score).length;
  const standing = words.hud.place(place, seats.length);
  return [standing, limit].filter((part) => part !== "").join(" · ");
}

/** Of my team and of the other. */
export function sideScores({
  ownTeam,
  teamScores,
}: Pick<View, "ownTeam" | "teamScores">): readonly [number, number] {
  return ownTeam === 2 ? [teamScores[1], teamScores[0]] : teamScores;
}
