/** Giving keys and buttons to actions: what is shown of which device, what is waited for, and what came of it. */
import type { Action } from "../input/actions.ts";
import {
  bind,
  type Bindings,
  type BoundDevice,
  codesOf,
  DEFAULT_BINDINGS,
  FIXED_CODES,
  isBindable,
  unbind,
} from "../input/bindings.ts";
import type { SettingsStore } from "./settings.ts";

interface Capture {
  readonly action: Action;
  /** The code to put another in the place of; null to add one. */
  readonly replaced: string | null;
}

export type BindingNews =
  | { readonly kind: "reset" }
  | { readonly kind: "refused" }
  | {
      readonly kind: "bound" | "removed";
      readonly device: BoundDevice;
      readonly action: Action;
      readonly code: string;
      /** Who had the code before. */
      readonly losers: readonly Action[];
      /** Those of them who have none left. */
      readonly bare: readonly Action[];
    };

export class Rebinder {
  readonly #store: Pick<SettingsStore, "current" | "change">;
  readonly #redraw: () => void;
  #device: BoundDevice = "keys";
  #capture: Capture | null = null;
  #news: BindingNews | null = null;

  /** `redraw` is called after every change of what there is to see. */
  constructor(store: Pick<SettingsStore, "current" | "change">, redraw: () => void) {
    this.#store = store;
    this.#redraw = redraw;
  }

  get bindings(): Bindings {
    return this.#store.current.bindings;
  }

  get device(): BoundDevice {
    return this.#device;
  }

  /** What the next key or button is for. */
  get capture(): Capture | null {
    return this.#capture;
  }

  get news(): BindingNews | null {
    return this.#news;
  }

  isCapturing(action: Action, replaced: string | null): boolean {
    return this.#capture?.action === action && this.#capture.replaced === replaced;
  }

  show(device: BoundDevice): void {
    this.#device = device;
    this.#note(null);
  }

  begin(action: Action, replaced: string | null): void {
    this.#capture = { action, replaced };
    this.#news = null;
    this.#redraw();
  }

  /** Returns whether there was something to cancel. */
  cancel(): boolean {
    const wasCapturing = this.#capture !== null;
    if (wasCapturing) this.#note(null);
    return wasCapturing;
  }

  /** A key or button went down. While one is waited for, all are taken; returns whether this one was. */
  hear(device: BoundDevice, code: string): boolean {
    const capture = this.#capture;
    if (!capture) return false;
    // Whoever presses something of the other device has thought better of it.
    if (code === FIXED_CODES[device] || device !== this.#device) this.cancel();
    else if (isBindable(device, code)) this.#bind(capture, code);
    else this.#refuse();
    return true;
  }

  remove(action: Action, code: string): void {
    const device = this.#device;
    this.#store.change({ bindings: unbind(this.bindings, device, action, code) });
    this.#note({ kind: "removed", device, action, code, losers: [], bare: [] });
  }

  reset(): void {
    this.#store.change({ bindings: DEFAULT_BINDINGS });
    this.#note({ kind: "reset" });
  }

  #bind({ action, replaced }: Capture, code: string): void {
    const device = this.#device;
    const { bindings, losers } = bind(this.bindings, device, action, code, replaced);
    this.#store.change({ bindings });
    const bare = losers.filter((loser) => codesOf(bindings, device, loser).length === 0);
    this.#note({ kind: "bound", device, action, code, losers, bare });
  }

  /** And waits on. */
  #refuse(): void {
    this.#news = { kind: "refused" };
    this.#redraw();
  }

  #note(news: BindingNews | null): void {
    this.#capture = null;
    this.#news = news;
    this.#redraw();
  }
}
