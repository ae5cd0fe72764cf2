/** Everything that lies round the table during a match. Numbers are rounded before they are drawn: no change, no work. */
import { WEAPONS } from "#shared/sim/tuning.ts";
import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { weaponAction } from "../../input/actions.ts";
import type { OwnView, Relation, View } from "../../netcode/view.ts";
import { controlLabel } from "../controlLabels.ts";
import { bounceIcon, sideIcon, weaponIcon } from "../icons.ts";
import { words } from "../words/words.ts";
import type { Callout } from "./callouts.ts";
import type { KillLine } from "./killFeed.ts";
import { weaponName } from "./weaponName.ts";

const LOW_HEALTH = 30;
/** Finer than this nobody is told how far a meter has come. */
const METER_STEPS = 4;

export function ownPanelView({ health, isAlive, dashCharge }: OwnView): TemplateResult {
  const shown = isAlive ? Math.max(0, Math.ceil(health)) : 0;
  return html`
    <section
      class="panel own ${isAlive && shown <= LOW_HEALTH ? "low" : ""}"
      aria-label=${words.hud.health}
    >
      <b class="health-number">${shown}</b>
      <div class="bars">
        <div class="bar health" .style=${fill(shown / 100)}><i></i></div>
        <div
          class="bar dash ${dashCharge >= 1 ? "ready" : ""}"
          .style=${fill(isAlive ? dashCharge : 0)}
          role="meter"
          aria-label=${words.hud.dash}
          aria-valuenow=${Math.floor(dashCharge * METER_STEPS) * (100 / METER_STEPS)}
        >
          <i></i>
        </div>
      </div>
    </section>
  `;
}

/** `take` takes the weapon with this index into the hand; a finger can reach them. */
export function weaponsView(
  { weapon, ammo, weaponCharge }: OwnView,
  take: (index: number) => void,
): TemplateResult {
  return html`
    <ol class="weapons" aria-label=${words.hud.weapons}>
      ${WEAPONS.map((_, index) => {
        const shots = ammo[index] ?? 0;
        const isHeld = index === weapon;
        return html`
          <li
            class="panel weapon ${isHeld ? "held" : ""} ${shots === 0 ? "empty" : ""}"
            .style=${fill(isHeld ? weaponCharge : 1)}
            aria-current=${isHeld}
            @pointerdown=${() => take(index)}
          >
            <kbd>${controlLabel(weaponAction(index))}</kbd>
            <span class="weapon-name">${weaponName(index)}</span>
            <span class="weapon-ammo">${ammoText(shots)}</span>
            ${weaponIcon(index)}
          </li>
        `;
      })}
    </ol>
  `;
}

function ammoText(shots: number): string {
  if (shots < 0) return words.hud.endless;
  return shots === 0 ? words.hud.noAmmo : String(shots);
}

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

/** A share as the custom property that bars read, in steps that the eye can see. */
function fill(share: number): string {
  return `--fill: ${Math.round(Math.max(0, Math.min(1, share)) * 100) / 100}`;
}
