/** The menu and the table behind it, as long as one is there. */
import { html, nothing, render } from "lit-html";
import { NEW_OPEN_ROOM, NEW_ROOM, USUAL_TABLE, type TableWish } from "#shared/protocol/messages.ts";
import type { Offer } from "#shared/protocol/offer.ts";
import type { NearbyFeed } from "../../nearby.ts";
import type { Wish } from "../../play.ts";
import { cleanName, rememberedName, rememberName, suggestName } from "../names.ts";
import { isPageFree } from "../dialogs.ts";
import type { RecordBook } from "../recordBook.ts";
import { normalizeRoomCode, passwordFromHash } from "../roomLink.ts";
import type { StringStore } from "../storage.ts";
import { words } from "../words/words.ts";
import { type MenuModel, menuView } from "./menu.ts";
import { NearbyCard } from "./nearbyCard.ts";
import { reviseTable } from "./newTable.ts";
import type { NewRoom } from "./rooms.ts";
import type { Rect } from "./table.ts";
import { TableCanvas } from "./tableCanvas.ts";

export interface MenuScreenParts {
  root: HTMLElement;
  store: StringStore;
  random: () => number;
  enter(wish: Wish): void;
  /** What the server has to choose from for a new room; null when it does not say. Never fails. */
  askOffer(): Promise<Offer | null>;
  openSettings(): void;
  openRecords(): void;
  records: Pick<RecordBook, "watchName">;
  nearby: Pick<NearbyFeed, "seen" | "start" | "stop">;
  /** Address of the page. */
  readonly address: string;
}

/** Why one is back here, or what is wrong with what was typed; "" for nothing. Asked anew when the language changes. */
export type Notice = () => string;

/** On a page narrower than this the menu leaves the bolts no room: they fly behind it. */
const BLOCKING_MIN_WIDTH_PX = 760;

/** Of a room that has no password, or none that is known of. */
const NO_LOCK = { password: "", isLocked: false };

export class MenuScreen {
  readonly #parts: MenuScreenParts;
  readonly #model: Omit<MenuModel, "notice">;
  readonly #nearbyCard: NearbyCard;
  #notice: Notice = () => "";
  #table: TableCanvas | null = null;
  #isShown = false;

  constructor(parts: MenuScreenParts) {
    this.#parts = parts;
    parts.records.watchName((name) => this.#adoptName(cleanName(name)));
    this.#nearbyCard = new NearbyCard({
      enter: (room) => this.#enter(room),
      page: parts.address,
      redraw: () => this.retell(),
    });
    this.#model = {
      name: rememberedName(parts.store, parts.random),
      invitedRoom: "",
      password: "",
      isLocked: false,
      newRoom: {
        isShown: false,
        isOpen: false,
        password: "",
        table: USUAL_TABLE,
        offer: undefined,
      },
    };
  }

  get isShown(): boolean {
    return this.#isShown;
  }

  /** The name to play under: never empty. */
  get name(): string {
    return cleanName(this.#model.name) || this.#suggest();
  }

  /** `password` of the room that one is invited to, as far as it is known; `isLocked`: it is to be asked for. */
  show(invitedRoom: string, notice: Notice, { password, isLocked } = NO_LOCK): void {
    this.#isShown = true;
    Object.assign(this.#model, { invitedRoom, password, isLocked });
    this.#notice = notice;
    this.#parts.nearby.start(() => this.retell());
    this.#draw();
    // What the server has may have changed meanwhile.
    if (this.#model.newRoom.isShown) void this.#askOffer();
    if (isLocked) this.#parts.root.querySelector<HTMLInputElement>("#room-password")?.focus();
    window.addEventListener("keydown", this.#playOnEnter);
    const canvas = this.#parts.root.querySelector<HTMLCanvasElement>("#menu-table");
    const context = canvas?.getContext("2d", { alpha: false });
    this.#table = canvas && context ? new TableCanvas(canvas, context) : null;
  }

  hide(): void {
    this.#isShown = false;
    this.#table = null;
    this.#parts.nearby.stop();
    window.removeEventListener("keydown", this.#playOnEnter);
    render(nothing, this.#parts.root);
  }

  /** Says all of it in the language of now. */
  retell(): void {
    if (this.#isShown) this.#draw();
  }

  frame(deltaMs: number, isStill: boolean): void {
    this.#table?.frame(deltaMs, this.#block(), isStill);
  }

  #draw(): void {
    const { openSettings, openRecords } = this.#parts;
    const menu = menuView(
      { ...this.#model, notice: this.#notice() },
      {
        setName: (name) => this.#setName(name),
        suggestName: () => this.#setName(this.#suggest()),
        enter: (room, isWatching) => this.#enter(room, isWatching),
        enterTyped: (text, isWatching) => this.#enterTyped(text, isWatching),
        create: () => this.#create(),
        showOptions: (isShown) => this.#showOptions(isShown),
        change: (part) => this.#change(part),
        changeTable: (part) => this.#changeTable(part),
        askOffer: () => void this.#askOffer(),
        setPassword: (password) => {
          this.#model.password = password;
        },
        openSettings,
        openRecords,
      },
      this.#nearbyCard.view(this.#parts.nearby.seen),
    );
    render(html`<canvas id="menu-table" aria-hidden="true"></canvas>${menu}`, this.#parts.root);
  }

  #setName(name: string): void {
    this.#model.name = name;
    if (cleanName(name)) rememberName(this.#parts.store, cleanName(name));
    this.#draw();
  }

  /** That of a key from another browser. It may come when the menu has gone already. */
  #adoptName(name: string): void {
    if (name === "") return;
    this.#model.name = name;
    rememberName(this.#parts.store, name);
    this.retell();
  }

  #suggest(): string {
    return suggestName(this.#parts.random);
  }

  #enter(
    room: string,
    isWatching = false,
    password = this.#passwordOf(room),
    table: Readonly<TableWish> = USUAL_TABLE,
  ): void {
    const name = this.name;
    this.#setName(name);
    this.#parts.enter({ name, room, isWatching, password, table });
  }

  #passwordOf(room: string): string {
    const { invitedRoom, isLocked, password } = this.#model;
    const isOfServer = isLocked && invitedRoom === "";
    return isOfServer || room === invitedRoom ? password : "";
  }

  #create(): void {
    const { isOpen, password, table } = this.#model.newRoom;
    this.#enter(isOpen && password === "" ? NEW_OPEN_ROOM : NEW_ROOM, false, password, table);
  }

  #change(part: Partial<NewRoom>): void {
    Object.assign(this.#model.newRoom, part);
    if (this.#isShown) this.#draw();
  }

  #changeTable(part: Partial<TableWish>): void {
    const { table, offer } = this.#model.newRoom;
    if (offer) this.#change({ table: reviseTable(table, part, offer) });
  }

  #showOptions(isShown: boolean): void {
    this.#change({ isShown });
    if (isShown) void this.#askOffer().then(() => this.#showWhole());
  }

  /** What has opened is to be seen down to its button. */
  #showWhole(): void {
    this.#parts.root.querySelector(".room-options")?.scrollIntoView({ block: "nearest" });
  }

  /** Until it is told, one may go on choosing among what was told the last time. */
  async #askOffer(): Promise<void> {
    if (!this.#model.newRoom.offer) this.#change({ offer: undefined });
    const offer = await this.#parts.askOffer();
    const { table } = this.#model.newRoom;
    this.#change({ offer, table: offer ? reviseTable(table, {}, offer) : table });
  }

  /** Any room can be watched, joined only the one whose code one has. */
  #enterTyped(text: string, isWatching: boolean): void {
    const code = normalizeRoomCode(text);
    const password = passwordFromHash(text.split("#")[1] ?? "") || this.#passwordOf(code);
    if (code || (isWatching && text === "")) return this.#enter(code, isWatching, password);
    this.#notice = () => words.menu.codeMissing;
    this.#draw();
  }

  /** Enter plays at once, wherever the focus is not on something with an Enter of its own. */
  readonly #playOnEnter = (event: KeyboardEvent): void => {
    if (event.code !== "Enter" || event.repeat || !isPageFree(document)) return;
    event.preventDefault();
    this.#enter(this.#model.invitedRoom);
  };

  /** Where the card lies: the bolts rebound from it. */
  #block(): Rect | null {
    const card = this.#parts.root.querySelector("#menu-card");
    return card && innerWidth >= BLOCKING_MIN_WIDTH_PX ? card.getBoundingClientRect() : null;
  }
}
