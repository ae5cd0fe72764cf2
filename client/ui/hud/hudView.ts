/** What lies round the table during a match, but the own skiff (ownPanel.ts). Numbers are rounded before they are drawn: no change, no work. */
import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Relation, View } from "../../netcode/view.ts";
import { bounceIcon, sideIcon, weaponIcon } from "../icons.ts";
import { words } from "../words/words.ts";
import type { Callout } from "./callouts.ts";
import type { KillLine } from "./killFeed.ts";
import { weaponName } from "./weaponName.ts";

export function killFeedView(lines: readonly KillLine[]): TemplateResult {
  return html`<div role="log" aria-label=${words.hud.feed}>
    <ol class="feed">
      ${repeat(lines, (line) => line.id, killLineView)}
    </ol>
  </div>`;
}

function killLineView(line: KillLine): TemplateResult {
  const isMine = line.killerRelation === "self" || line.victimRelation === "self";
  return html`
    <li class="panel kill ${isMine ? "mine" : ""} ${line.bounces > 0 ? "carom" : ""}">
      ${whoView(line.killerRelation, line.killer)}
      <span
        class="how"
        role="img"
        aria-label=${words.hud.killedHow(weaponName(line.weapon), line.bounces)}
      >
        ${weaponIcon(line.weapon)}
        ${line.bounces > 0 ? html`${bounceIcon(line.bounces)}<em>×${line.bounces}</em>` : nothing}
      </span>
      ${whoView(line.victimRelation, line.victim)}
    </li>
  `;
}

/** Sides differ by more than their colour: I am "You", and friends have their sign before their name. */
function whoView(relation: Relation, name: string): TemplateResult {
  return html`${relation === "ally" && name ? sideIcon(relation) : nothing}<b class=${relation}
      >${relation === "self" && name ? words.hud.you : name}</b
    >`;
}

export function calloutView(callout: Callout | null): TemplateResult {
  // Keyed by its id, so that each one starts its own animation.
  return html`<div class="callouts" role="status">
    ${repeat(
      callout ? [callout] : [],
      ({ id }) => id,
      ({ kind, title, detail }) => html`
        <p class="callout ${kind}">
          <strong>${title}</strong>${detail ? html`<span>${detail}</span>` : nothing}
        </p>
      `,
    )}
  </div>`;
}

export function connectionView({ net }: View, isDetailed: boolean): TemplateResult {
  const { quality, rttMs, interpolationMs, interpolationReason } = net;
  const buffer = words.net.buffer(
    Math.round(interpolationMs),
    words.net.reasons[interpolationReason],
  );
  return html`
    <section
      class="panel net ${quality} ${isDetailed ? "detailed" : ""}"
      aria-label=${words.net.quality[quality]}
    >
      <p><i class="dot"></i>${words.net.ping(Math.round(rttMs))}</p>
      <p class="net-detail">${quality === "silent" ? words.net.silent : buffer}</p>
    </section>
  `;
}
