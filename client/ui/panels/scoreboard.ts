/** Everybody in the room, best first: held open with Tab, and part of the results. */
import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { SeatView, View } from "../../netcode/view.ts";
import { formatAccuracy } from "../hud/format.ts";
import { sideIcon } from "../icons.ts";
import { modeName } from "../hud/modeName.ts";
import { words } from "../words/words.ts";

type IsMuted = (name: string) => boolean;

export function scoreboardView(view: View, isMuted: IsMuted): TemplateResult {
  return html`
    <section class="card scoreboard" aria-label=${words.scoreboard.title}>
      <header>
        <h2>${view.arena.title}</h2>
        <p class="hint">
          ${modeName(view.mode)} · ${words.scoreboard.room(view.roomCode)}
          ${view.watchers > 0 ? html`· ${words.watch.watchers(view.watchers)}` : nothing}
        </p>
      </header>
      ${scoreTableView(view.seats, false, isMuted)}
    </section>
  `;
}

/** `hasAccuracy`: shots and hits are only told at the end of a match. */
export function scoreTableView(
  seats: readonly SeatView[],
  hasAccuracy: boolean,
  isMuted: IsMuted = () => false,
): TemplateResult {
  const text = words.scoreboard;
  return html`
    <div class="table-scroll">
      <table class="scores">
        <thead>
          <tr>
            <th scope="col" colspan="2">${text.name}</th>
            <th scope="col">${text.score}</th>
            <th scope="col">${text.kills}</th>
            <th scope="col">${text.deaths}</th>
            <th scope="col">${text.caroms}</th>
            <th scope="col">${hasAccuracy ? text.accuracy : text.ping}</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            seats,
            (seat) => seat.slot,
            (seat, index) => rowView(seat, index, hasAccuracy, isMuted(seat.name)),
          )}
        </tbody>
      </table>
    </div>
  `;
}

function rowView(
  seat: SeatView,
  index: number,
  hasAccuracy: boolean,
  isMuted: boolean,
): TemplateResult {
  const text = words.scoreboard;
  const ping = seat.isBot ? text.none : Math.round(seat.pingMs);
  return html`
    <tr class="${seat.relation} ${seat.isAlive ? "" : "out"} ${seat.isAway ? "away" : ""}">
      <td class="place">${index + 1}</td>
      <th scope="row">
        <span class="who">
          ${sideIcon(seat.relation)}<span class="who-name">${seat.name}</span>
          ${seat.relation === "self" ? html`<span class="unseen">(${words.hud.you})</span>` : nothing}
          ${seat.isBot ? html`<small class="badge">${text.bot}</small>` : nothing}
          ${seat.isAway ? html`<small class="badge away">${text.away}</small>` : nothing}
          ${isMuted ? html`<small class="badge">${text.muted}</small>` : nothing}
        </span>
      </th>
      <td class="points">${seat.score}</td>
      <td>${seat.kills}</td>
      <td>${seat.deaths}</td>
      <td class="caroms">${seat.caroms}</td>
      <td>${hasAccuracy ? formatAccuracy(seat.hits, seat.shots) : ping}</td>
    </tr>
  `;
}
