/** What thumbs play with: two sticks that come up where they are put down, and buttons within their reach. */
import { html, nothing, type TemplateResult } from "lit-html";
import { FIRE_DEFLECTION, type Side, STICK_REACH_PX, type StickView } from "../../input/touch.ts";
import type { OwnView } from "../../netcode/view.ts";
import {
  chatIcon,
  crosshairIcon,
  dashIcon,
  markIcon,
  pauseIcon,
  phrasesIcon,
  scoresIcon,
  slideIcon,
  weaponIcon,
} from "../icons.ts";
import { words } from "../words/words.ts";

/** What these controls act on, and what they show of it. */
export interface Thumbs {
  readonly isFiring: boolean;
  stick(side: Side): StickView | null;
  /** By this finger, until it is lifted. */
  dash(pointerId: number): void;
  nextWeapon(): void;
  takeWeapon(weapon: number): void;
}

export interface TouchActions {
  pause(): void;
  chat(): void;
  toggleScores(): void;
  togglePhrases(): void;
}

/** What is open until its button is pressed again. */
export interface Opened {
  readonly areScores: boolean;
  readonly arePhrases: boolean;
}

/** `mark` points the team to where one aims; null where there is none. */
export function thumbsView(
  thumbs: Thumbs,
  own: OwnView,
  mark: (() => void) | null,
): TemplateResult {
  const text = words.touch;
  return html`
    <section class="thumbs" aria-label=${text.title}>
      ${stickView("left", thumbs)} ${stickView("right", thumbs)}
      <button
        class="thumb-button dash ${own.dashCharge >= 1 ? "ready" : ""}"
        id="touch-dash"
        aria-label=${text.dash}
        .style=${`--fill: ${Math.round(own.dashCharge * 50) / 50}`}
        @pointerdown=${({ pointerId }: PointerEvent) => thumbs.dash(pointerId)}
      >
        ${dashIcon()}
      </button>
      <button
        class="thumb-button weapon-next"
        id="touch-weapon"
        aria-label=${text.weapon}
        @pointerdown=${() => thumbs.nextWeapon()}
      >
        ${weaponIcon(own.weapon)}
      </button>
      ${
        mark
          ? html`<button
              class="thumb-button mark"
              id="touch-mark"
              aria-label=${text.mark}
              @pointerdown=${mark}
            >
              ${markIcon()}
            </button>`
          : nothing
      }
    </section>
  `;
}

/** `mayTalk`: whoever only watches says nothing to those who play. */
export function touchMenuView(
  actions: TouchActions,
  { areScores, arePhrases }: Opened,
  mayTalk: boolean,
): TemplateResult {
  const text = words.touch;
  return html`
    <nav class="touch-menu" aria-label=${text.menu}>
      <button
        class="thumb-button"
        id="touch-pause"
        aria-label=${text.pause}
        @click=${() => actions.pause()}
      >
        ${pauseIcon()}
      </button>
      <button
        class="thumb-button"
        id="touch-scores"
        aria-label=${text.scores}
        aria-pressed=${areScores}
        @click=${() => actions.toggleScores()}
      >
        ${scoresIcon()}
      </button>
      ${mayTalk ? talkView(actions, arePhrases) : nothing}
    </nav>
  `;
}

function talkView(actions: TouchActions, arePhrases: boolean): TemplateResult {
  const text = words.touch;
  return html`
    <button
      class="thumb-button"
      id="touch-phrases"
      aria-label=${text.phrases}
      aria-pressed=${arePhrases}
      @click=${() => actions.togglePhrases()}
    >
      ${phrasesIcon()}
    </button>
    <button
      class="thumb-button"
      id="touch-chat"
      aria-label=${text.chat}
      @click=${() => actions.chat()}
    >
      ${chatIcon()}
    </button>
  `;
}

/** Without a thumb on it, a stick waits at its place and says what it is for. */
function stickView(side: Side, thumbs: Thumbs): TemplateResult {
  const stick = thumbs.stick(side);
  const isFiring = side === "right" && thumbs.isFiring;
  return html`
    <div
      class="stick ${side} ${stick ? "held" : ""} ${isFiring ? "firing" : ""}"
      aria-hidden="true"
      .style=${`--reach: ${STICK_REACH_PX}px; --fire: ${FIRE_DEFLECTION}; ${stick ? placeOf(stick) : ""}`}
    >
      ${side === "right" ? html`<i class="fire-rim"></i>` : nothing}
      <i class="knob">${side === "left" ? slideIcon() : crosshairIcon()}</i>
    </div>
  `;
}

function placeOf({ originX, originY, x, y }: StickView): string {
  const px = (value: number): string => `${Math.round(value)}px`;
  return `left: ${px(originX)}; top: ${px(originY)}; --dx: ${px(x - originX)}; --dy: ${px(y - originY)}`;
}
