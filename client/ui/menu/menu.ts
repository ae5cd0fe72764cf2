/** The first screen: a name, one big button, and the ways into a room. */
import { html, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { controlLabel } from "../controlLabels.ts";
import { takeText } from "../form.ts";
import { diceIcon, gearIcon } from "../icons.ts";
import { NAME_MAX } from "../names.ts";
import { words } from "../words/words.ts";
import { titleView } from "./title.ts";

const CONTROLS = ["move", "aim", "fire", "dash", "nextWeapon", "scores"] as const;

export interface MenuModel {
  name: string;
  /** Room that the page's address invites to, or "". */
  invitedRoom: string;
  /** Why one is back here, or what is wrong with what was typed. */
  notice: string;
}

export interface MenuActions {
  setName(name: string): void;
  suggestName(): void;
  /** "" any room, "new" a new one, "practice" one against bots, else the code. */
  join(room: string): void;
  /** What was typed into the field for a room's code. */
  joinTyped(text: string): void;
  openSettings(): void;
}

export function menuView(model: MenuModel, actions: MenuActions): TemplateResult {
  return html`
    <main class="menu">
      <button
        class="button quiet menu-settings"
        id="open-settings"
        @click=${() => actions.openSettings()}
      >
        ${gearIcon()} ${words.menu.settings}
      </button>
      ${titleView()}
      <section class="card menu-card" id="menu-card">
        ${noticeView(model.notice)}
        <form
          class="menu-play"
          @submit=${(event: Event) => submit(event, () => actions.join(model.invitedRoom))}
        >
          ${nameView(model, actions)} ${playView(model, actions)}
        </form>
        ${practiceView(actions)} ${joinView(actions)}
      </section>
      ${footerView()}
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

function playView({ invitedRoom }: MenuModel, actions: MenuActions): TemplateResult {
  if (!invitedRoom) {
    return html`<button class="button primary" id="play">
      ${words.menu.play}<kbd>${words.menu.playHint}</kbd>
    </button>`;
  }
  return html`
    <p class="invitation">${words.menu.invited}</p>
    <button class="button primary" id="play">
      ${words.menu.join(invitedRoom)}<kbd>${words.menu.playHint}</kbd>
    </button>
    <button type="button" class="button" id="quick-play" @click=${() => actions.join("")}>
      ${words.menu.play}
    </button>
  `;
}

function practiceView(actions: MenuActions): TemplateResult {
  return html`
    <button
      class="button menu-practice"
      id="practice"
      title=${words.menu.practiceHint}
      @click=${() => actions.join("practice")}
    >
      ${words.menu.practice}<small>${words.menu.practiceDetail}</small>
    </button>
  `;
}

function joinView(actions: MenuActions): TemplateResult {
  return html`
    <div class="menu-rooms">
      <button class="button" id="create-room" @click=${() => actions.join("new")}>
        ${words.menu.create}
      </button>
      <form
        class="field-row"
        @submit=${(event: Event) => actions.joinTyped(takeText(event, "code"))}
      >
        <input
          class="field code"
          name="code"
          id="room-code"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          aria-label=${words.menu.joinByCode}
          placeholder=${words.menu.codePlaceholder}
        />
        <button class="button" id="join-room">${words.menu.joinButton}</button>
      </form>
    </div>
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
