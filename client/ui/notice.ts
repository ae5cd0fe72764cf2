/** A line said in passing, above whatever is on the screen, dialogs included. */

const SHOWN_MS = 4000;

export class Notice {
  readonly #root: HTMLElement;
  #timer = 0;

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  say(text: string): void {
    this.#root.textContent = text;
    this.#root.hidden = false;
    // Anew, so that it lies above a dialog that was opened since. Firefox 115 has no popovers: there it lies below.
    this.#root.hidePopover?.();
    this.#root.showPopover?.();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#hide(), SHOWN_MS);
  }

  #hide(): void {
    this.#root.hidePopover?.();
    this.#root.hidden = true;
  }
}
