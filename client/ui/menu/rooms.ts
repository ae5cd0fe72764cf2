/** The ways into a room of one's own or of others: to open one, as one wants it, or to join or watch one by its code. */
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { TableWish } from "#shared/protocol/messages.ts";
import type { Offer } from "#shared/protocol/offer.ts";
import { takeText } from "../form.ts";
import { gearIcon } from "../icons.ts";
import { PASSWORD_MAX } from "../roomLink.ts";
import { words } from "../words/words.ts";
import { noTableView, tableView } from "./newTable.ts";

/** A room that is to be opened. */
export interface NewRoom {
  /** Whether its options are shown. */
  isShown: boolean;
  /** Quick play may lead there. */
  isOpen: boolean;
  /** "" for none. */
  password: string;
  table: TableWish;
  /** What the server has to choose from; null when it did not say, undefined while it is asked. */
  offer: Offer | null | undefined;
}

export interface RoomActions {
  create(): void;
  showOptions(isShown: boolean): void;
  change(part: Partial<Pick<NewRoom, "isOpen" | "password">>): void;
  changeTable(part: Partial<TableWish>): void;
  /** Asks the server again what there is to choose from. */
  askOffer(): void;
  /** What was typed into the field for a room's code. */
  enterTyped(text: string, isWatching: boolean): void;
}

const WATCH_ID = "watch-room";

export function roomsView(room: NewRoom, actions: RoomActions): TemplateResult {
  return html`
    <div class="menu-rooms">
      ${createView(room, actions)} ${room.isShown ? optionsView(room, actions) : nothing}
      <form
        class="field-row"
        @submit=${(event: SubmitEvent) => actions.enterTyped(takeText(event, "code"), isToWatch(event))}
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
        <button class="button" id=${WATCH_ID} title=${words.menu.watchHint}>
          ${words.menu.watchButton}
        </button>
      </form>
    </div>
  `;
}

function createView({ isShown }: NewRoom, actions: RoomActions): TemplateResult {
  return html`<div class="field-row">
    ${
      isShown
        ? html`<h2 class="room-title">${words.newRoom.title}</h2>`
        : html`<button class="button" id="create-room" @click=${() => actions.create()}>
            ${words.menu.create}
          </button>`
    }
    <button
      class="button square"
      id="room-options"
      title=${words.menu.roomOptions}
      aria-label=${words.menu.roomOptions}
      aria-expanded=${isShown}
      @click=${() => actions.showOptions(!isShown)}
    >
      ${gearIcon()}
    </button>
  </div>`;
}

function optionsView(room: NewRoom, actions: RoomActions): TemplateResult {
  const { isOpen, password, table, offer } = room;
  const hasPassword = password !== "";
  const create = (event: Event): void => {
    event.preventDefault();
    actions.create();
  };
  return html`<form class="room-options" @submit=${create}>
    ${
      offer
        ? tableView(table, offer, (part) => actions.changeTable(part))
        : noTableView(offer === undefined, () => actions.askOffer())
    }
    <label class="check">
      <input
        type="checkbox"
        id="new-open"
        ?disabled=${hasPassword}
        .checked=${live(isOpen && !hasPassword)}
        @change=${() => actions.change({ isOpen: !isOpen })}
      />
      ${words.menu.openRoom}
    </label>
    ${passwordView("new-password", words.menu.newPassword, password, (text) =>
      actions.change({ password: text }),
    )}
    <button class="button" id="create-room">${words.menu.create}</button>
  </form>`;
}

/** A field for a password that others are told: nothing for a browser to keep. */
export function passwordView(
  id: string,
  label: string,
  password: string,
  change: (text: string) => void,
): TemplateResult {
  return html`
    <label class="label" for=${id}>${label}</label>
    <input
      class="field"
      id=${id}
      type="text"
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
      maxlength=${PASSWORD_MAX}
      .value=${live(password)}
      @input=${({ target }: Event) =>
        change(target instanceof HTMLInputElement ? target.value : "")}
    />
  `;
}

/** Enter joins; only the button itself watches. */
function isToWatch({ submitter }: SubmitEvent): boolean {
  return submitter?.id === WATCH_ID;
}
