/** The first screen: a name, one big button, and the ways into a room. */
import { PRACTICE_ROOM } from "#shared/protocol/messages.ts";
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { controlLabel } from "../controlLabels.ts";
import { cupIcon, diceIcon, gearIcon } from "../icons.ts";
import { NAME_MAX } from "../names.ts";
import { words } from "../words/words.ts";
import { type NewRoom, passwordView, type RoomActions, roomsView } from "./rooms.ts";
import { titleView } from "./title.ts";

const CONTROLS = ["move", "aim", "fire", "dash", "nextWeapon", "scores"] as const;

export interface MenuModel {
  name: string;
  /** Room that the page's address invites to, or "". */
  invitedRoom: string;
  /** Of that room, as far as it is known, and whether it is asked for. */
  password: string;
  isLocked: boolean;
  newRoom: NewRoom;
  /** Why one is back here, or what is wrong with what was typed. */
  notice: string;
}

export interface MenuActions extends RoomActions {
  setName(name: string): void;
  suggestName(): void;
  /** "" any room, PRACTICE_ROOM one against bots, else the code. */
  enter(room: string, isWatching: boolean): void;
  setPassword(password: string): void;
  openSettings(): void;
  openRecords(): void;
}

/** `nearby` is what there is of other games, see NearbyCard. */
export function menuView(
  model: MenuModel,
  actions: MenuActions,
  nearby: TemplateResult | typeof nothing,
): TemplateResult {
  return html`
    <main class="menu">
      <div class="menu-settings">
        <button class="button quiet" id="open-records" @click=${() => actions.openRecords()}>
          ${cupIcon()} ${words.records.title}
        </button>
        <button class="button quiet" id="open-settings" @click=${() => actions.openSettings()}>
          ${gearIcon()} ${words.menu.settings}
        </button>
      </div>
      ${titleView()}
      <section class="card menu-card" id="menu-card">
        ${noticeView(model.notice)}
        <form
          class="menu-play"
          @submit=${(event: Event) => submit(event, () => actions.enter(model.invitedRoom, false))}
        >
          ${nameView(model, actions)} ${playView(model, actions)}
        </form>
        ${practiceView(actions)} ${model.isLocked ? nothing : roomsView(model.newRoom, actions)}
      </section>
      ${nearby} ${footerView()}
    </main>
  `;
}

function noticeView(notice: string): TemplateResult {
  return html`<p class="notice" role="alert" ?hidden=${notice === ""}>${notice}</p>`;
}

function nameView(model: MenuModel, actions: MenuActions): TemplateResult {
  return html`
    <label class="label" for="name">${words.menu.yourName}</label>
    <div class="field-row">
      <input
        id="name"
        class="field"
        autocomplete="off"
        spellcheck="false"
        maxlength=${NAME_MAX}
        .value=${live(model.name)}
        @input=${(event: Event) => actions.setName(textOf(event))}
      />
      <button
        type="button"
        class="button square"
        title=${words.menu.anotherName}
        aria-label=${words.menu.anotherName}
        @click=${() => actions.suggestName()}
      >
        ${diceIcon()}
      </button>
    </div>
  `;
}

function playView(model: MenuModel, actions: MenuActions): TemplateResult {
  const { invitedRoom, isLocked, password } = model;
  const label = invitedRoom ? words.menu.password : words.menu.serverPassword;
  const lock = isLocked
    ? passwordView("room-password", label, password, (text) => actions.setPassword(text))
    : nothing;
  if (!invitedRoom) {
    return html`${lock}
      <button class="button primary" id="play">
        ${words.menu.play}<kbd>${words.menu.playHint}</kbd>
      </button>`;
  }
  return html`
    <p class="invitation">${words.menu.invited}</p>
    ${lock}
    <button class="button primary" id="play">
      ${words.menu.join(invitedRoom)}<kbd>${words.menu.playHint}</kbd>
    </button>
    <div class="menu-ways">
      <button
        type="button"
        class="button"
        id="watch-invited"
        @click=${() => actions.enter(invitedRoom, true)}
      >
        ${words.menu.watch}
      </button>
      <button type="button" class="button" id="quick-play" @click=${() => actions.enter("", false)}>
        ${words.menu.play}
      </button>
    </div>
  `;
}

function practiceView(actions: MenuActions): TemplateResult {
  return html`
    <button
      class="button menu-practice"
      id="practice"
      title=${words.menu.practiceHint}
      @click=${() => actions.enter(PRACTICE_ROOM, false)}
    >
      ${words.menu.practice}<small>${words.menu.practiceDetail}</small>
    </button>
  `;
}

function footerView(): TemplateResult {
  return html`
    <footer class="menu-footer">
      <p class="rule">${words.menu.rule}</p>
      <ul class="controls" aria-label=${words.menu.controlsTitle}>
        ${CONTROLS.map(
          (control) =>
            html`<li><kbd>${controlLabel(control)}</kbd> ${words.menu.controls[control]}</li>`,
        )}
      </ul>
    </footer>
  `;
}

function submit(event: Event, act: () => void): void {
  event.preventDefault();
  act();
}

function textOf(event: Event): string {
  return event.target instanceof HTMLInputElement ? event.target.value : "";
}
