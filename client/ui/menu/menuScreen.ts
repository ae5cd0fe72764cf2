/** The menu and the table behind it, as long as one is there. */
import { html, nothing, render } from "lit-html";
import { cleanName, rememberedName, rememberName, suggestName } from "../names.ts";
import { normalizeRoomCode } from "../roomLink.ts";
import type { StringStore } from "../storage.ts";
import { words } from "../words/words.ts";
import { type MenuModel, menuView } from "./menu.ts";
import type { Rect } from "./table.ts";
import { TableCanvas } from "./tableCanvas.ts";

export interface MenuScreenParts {
  root: HTMLElement;
  store: StringStore;
  random: () => number;
  join(name: string, room: string): void;
  openSettings(): void;
}

/** Why one is back here, or what is wrong with what was typed; "" for nothing. Asked anew when the language changes. */
export type Notice = () => string;

/** On a page narrower than this the menu leaves the bolts no room: they fly behind it. */
const BLOCKING_MIN_WIDTH_PX = 760;

export class MenuScreen {
  readonly #parts: MenuScreenParts;
  readonly #model: Omit<MenuModel, "notice">;
  #notice: Notice = () => "";
  #table: TableCanvas | null = null;
  #isShown = false;

  constructor(parts: MenuScreenParts) {
    this.#parts = parts;
    this.#model = { name: rememberedName(parts.store, parts.random), invitedRoom: "" };
  }

  get isShown(): boolean {
    return this.#isShown;
  }

  /** The name to play under: never empty. */
  get name(): string {
    return cleanName(this.#model.name) || this.#suggest();
  }

  show(invitedRoom: string, notice: Notice): void {
    this.#isShown = true;
    this.#model.invitedRoom = invitedRoom;
    this.#notice = notice;
    this.#draw();
    window.addEventListener("keydown", this.#playOnEnter);
    const canvas = this.#parts.root.querySelector<HTMLCanvasElement>("#menu-table");
    const context = canvas?.getContext("2d", { alpha: false });
    this.#table = canvas && context ? new TableCanvas(canvas, context) : null;
  }

  hide(): void {
    this.#isShown = false;
    this.#table = null;
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
    const { openSettings } = this.#parts;
    const menu = menuView(
      { ...this.#model, notice: this.#notice() },
      {
        setName: (name) => this.#setName(name),
        suggestName: () => this.#setName(this.#suggest()),
        join: (room) => this.#join(room),
        joinTyped: (text) => this.#joinTyped(text),
        openSettings,
      },
    );
    render(html`<canvas id="menu-table" aria-hidden="true"></canvas>${menu}`, this.#parts.root);
  }

  #setName(name: string): void {
    this.#model.name = name;
    if (cleanName(name)) rememberName(this.#parts.store, cleanName(name));
    this.#draw();
  }

  #suggest(): string {
    return suggestName(this.#parts.random);
  }

  #join(room: string): void {
    const name = this.name;
    this.#setName(name);
    this.#parts.join(name, room);
  }

  #joinTyped(text: string): void {
    const code = normalizeRoomCode(text);
    if (code) return this.#join(code);
    this.#notice = () => words.menu.codeMissing;
    this.#draw();
  }

  /** Enter plays at once, wherever the focus is not on something with an Enter of its own. */
  readonly #playOnEnter = (event: KeyboardEvent): void => {
    const isFree = document.activeElement === document.body || document.activeElement === null;
    if (event.code !== "Enter" || event.repeat || !isFree) return;
    event.preventDefault();
    this.#join(this.#model.invitedRoom);
  };

  /** Where the card lies: the bolts rebound from it. */
  #block(): Rect | null {
    const card = this.#parts.root.querySelector("#menu-card");
    return card && innerWidth >= BLOCKING_MIN_WIDTH_PX ? card.getBoundingClientRect() : null;
  }
}
