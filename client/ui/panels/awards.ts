/** What a match had of its own, one line an award: who, for what, how much. An award that nobody earned is not given. */
import { html, nothing, type TemplateResult } from "lit-html";
import type { SeatView } from "../../netcode/view.ts";
import { shotsThatHit } from "../hud/format.ts";
import type { MatchLog } from "../hud/matchLog.ts";
import { awardIcon } from "../icons.ts";
import { words } from "../words/words.ts";

export type AwardKind = "caroms" | "aim" | "run" | "way" | "help";

export interface Award {
  readonly kind: AwardKind;
  readonly seat: SeatView;
  readonly value: number;
}

interface Rule {
  readonly kind: AwardKind;
  /** Less is nothing to speak of. */
  readonly least: number;
  value(seat: SeatView, log: MatchLog): number;
}

/** Who fired less has no aim to speak of. */
const LEAST_SHOTS = 20;

const RULES: readonly Rule[] = [
  { kind: "caroms", least: 1, value: ({ caroms }) => caroms },
  {
    kind: "aim",
    least: 0.05,
    value: ({ shots, hits }) => (shots < LEAST_SHOTS ? 0 : shotsThatHit(hits, shots) / shots),
  },
  { kind: "run", least: 3, value: ({ slot }, log) => log.longestRun(slot) },
  { kind: "way", least: 2, value: ({ slot }, log) => log.mostBounces(slot) },
  { kind: "help", least: 2, value: ({ assists }) => assists },
];

/** Of two who are equal it goes to the one who came in behind: the other has the score. */
export function awardsOf(seats: readonly SeatView[], log: MatchLog): Award[] {
  return RULES.flatMap(({ kind, least, value }) => {
    let best: Award | undefined;
    for (const seat of seats) {
      const award = { kind, seat, value: value(seat, log) };
      if (award.value >= Math.max(least, best?.value ?? 0)) best = award;
    }
    return best ? [best] : [];
  });
}

export function awardsView(awards: readonly Award[]): TemplateResult | typeof nothing {
  if (awards.length === 0) return nothing;
  const text = words.awards;
  return html`
    <ul class="awards" aria-label=${text.title}>
      ${awards.map(
        ({ kind, seat, value }) => html`
          <li class="card award ${seat.relation}">
            ${awardIcon(kind)}
            <small>${text.names[kind]}</small>
            <b>${seat.name}</b>
            <strong>${text.values[kind](value)}</strong>
          </li>
        `,
      )}
    </ul>
  `;
}
