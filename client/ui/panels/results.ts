/**
 * The end of a match: who won, when and where it goes on, how I did and how my connection was. What has to be answered in some seconds stands
 * high, for what is below may have to be scrolled to.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import type { SeatView, View } from "../../netcode/view.ts";
import type { ConnectionReport } from "../hud/connectionReport.ts";
import { formatAccuracy, shotsThatHit } from "../hud/format.ts";
import { sideScores } from "../hud/matchBar.ts";
import type { MatchLog } from "../hud/matchLog.ts";
import { nextTableView } from "../hud/pollPanel.ts";
import { words } from "../words/words.ts";
import { awardsOf, awardsView } from "./awards.ts";
import { podiumView } from "./podium.ts";
import { scoreTableView } from "./scoreboard.ts";

export function resultsView(
  view: View,
  report: ConnectionReport,
  log: MatchLog,
  choose: (choice: number) => void,
): TemplateResult {
  const own = view.seats.find((seat) => seat.slot === view.own.slot);
  const seconds = Math.max(0, Math.ceil(view.phaseEndsInMs / 1000));
  return html`
    <section class="results" aria-labelledby="results-title" tabindex="0">
      <h2 id="results-title" class="winner ${winnerOf(view)}">${winnerText(view)}</h2>
      ${podiumView(view)} ${nextTableView(view, choose)}
      <p class="next-match" role="timer">
        ${Number.isFinite(seconds) ? words.results.next(seconds) : nothing}
      </p>
      ${awardsView(awardsOf(view.seats, log))}
      <div class="results-cards">
        ${own ? ownCardView(own, view.seats) : nothing} ${connectionCardView(report)}
        <section class="card results-table">${scoreTableView(view.seats, true)}</section>
      </div>
    </section>
  `;
}

function winnerOf(view: View): string {
  if (!view.hasTeams) return view.seats[0]?.relation ?? "";
  const [mine, theirs] = sideScores(view);
  if (mine === theirs) return "";
  return mine > theirs ? "ally" : "enemy";
}

function winnerText(view: View): string {
  const text = words.results;
  const [first, second] = view.seats;
  if (view.hasTeams) {
    const [mine, theirs] = sideScores(view);
    if (mine === theirs) return text.draw;
    return `${mine > theirs ? text.sideWins : text.sideLoses} · ${mine} : ${theirs}`;
  }
  if (!first || first.score === second?.score) return words.results.draw;
  return first.relation === "self" ? words.results.youWin : words.results.wins(first.name);
}

function ownCardView(own: SeatView, seats: readonly SeatView[]): TemplateResult {
  const text = words.results;
  const place = 1 + seats.filter((seat) => seat.score > own.score).length;
  const rows: readonly (readonly [string, string | number])[] = [
    [text.place, words.hud.place(place, seats.length)],
    [text.score, own.score],
    [text.kills, own.kills],
    [text.deaths, own.deaths],
    [text.caroms, own.caroms],
  ];
  return html`
    <section class="card results-own">
      <h3>${text.yourMatch}</h3>
      <p class="accuracy">
        <strong>${formatAccuracy(own.hits, own.shots)}</strong>
        <span
          >${text.accuracy}<br /><small
            >${text.shotsHit(shotsThatHit(own.hits, own.shots), own.shots)}</small
          ></span
        >
      </p>
      <dl>
        ${rows.map(
          ([label, value]) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
    </section>
  `;
}

function connectionCardView(report: ConnectionReport): TemplateResult {
  const text = words.results;
  const isJudged = report.verdict !== "unknown";
  return html`
    <section class="card results-net">
      <h3>${text.connectionTitle}</h3>
      <p class="verdict ${report.verdict}"><i class="dot"></i>${text.verdicts[report.verdict]}</p>
      ${
        isJudged
          ? html`
              <p>${text.ping(report.averagePingMs, report.worstPingMs)}</p>
              <p>${text.delay(report.averageDelayMs, report.delayReason)}</p>
              <p>${text.corrections(report.corrections)}</p>
            `
          : nothing
      }
      ${report.troubledSeconds > 0 ? html`<p>${text.trouble(report.troubledSeconds)}</p>` : nothing}
    </section>
  `;
}
