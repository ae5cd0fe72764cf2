/** The own skiff along the lower edge: health, shield, dash, overdrive, the weapons, and what a pad just gave. */
import { SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { weaponAction } from "../../input/actions.ts";
import type { OwnView } from "../../netcode/view.ts";
import { controlSign } from "../controlLabels.ts";
import { overdriveIcon, shieldIcon, weaponIcon } from "../icons.ts";
import { words } from "../words/words.ts";
import type { PickupNote } from "./pickupNotes.ts";
import { weaponName } from "./weaponName.ts";

const LOW_HEALTH = 30;
/** Finer than this nobody is told how far a meter has come. */
const METER_STEPS = 4;
/** Time that is a full bar. */
const FULL_OVERDRIVE_MS = 8000;

export function ownPanelView(own: OwnView): TemplateResult {
  const { health, isAlive, dashCharge } = own;
  const shown = isAlive ? Math.max(0, Math.ceil(health)) : 0;
  return html`
    <section
      class="panel own ${isAlive && shown <= LOW_HEALTH ? "low" : ""}"
      aria-label=${words.hud.health}
    >
      <b class="health-number">${shown}</b>
      <div class="bars">
        <div class="bar health" .style=${fill(shown / 100)}><i></i></div>
        ${isAlive && own.shieldPoints > 0 ? shieldView(own.shieldPoints) : nothing}
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
      ${isAlive && own.overdriveInMs > 0 ? overdriveView(own.overdriveInMs) : nothing}
    </section>
  `;
}

function shieldView(points: number): TemplateResult {
  return html`
    <div class="shield" role="group" aria-label=${words.hud.shield}>
      ${shieldIcon()}
      <div class="bar" .style=${fill(points / SKIFF.maxShieldPoints)}><i></i></div>
      <output aria-label=${words.hud.shield}>${Math.ceil(points)}</output>
    </div>
  `;
}

/** Above the panel, so that nothing moves when it comes and goes. */
function overdriveView(leftMs: number): TemplateResult {
  return html`
    <p class="panel overdrive" .style=${fill(leftMs / FULL_OVERDRIVE_MS)}>
      ${overdriveIcon()}<b>${words.hud.overdrive}</b> <span>${Math.ceil(leftMs / 1000)}</span
      ><i></i>
    </p>
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
            <kbd>${controlSign(weaponAction(index))}</kbd>
            <span class="unseen">${weaponName(index)}</span>
            <span class="weapon-name" aria-hidden="true">${weaponName(index)}</span>
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

export function pickupView(note: PickupNote | null): TemplateResult {
  return html`<div class="pickup" role="status">
    ${repeat(
      note ? [note] : [],
      ({ id }) => id,
      ({ pad, text }) => html`<p class="panel pad-${pad}">${text}</p>`,
    )}
  </div>`;
}

/** A share as the custom property that bars read, in steps that the eye can see. */
function fill(share: number): string {
  return `--fill: ${Math.round(Math.max(0, Math.min(1, share)) * 100) / 100}`;
}
