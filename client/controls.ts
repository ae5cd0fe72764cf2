/**
 * What the player has in his hands, on every screen: which device is in use, the gamepads, and who gets what is pressed
 * on them. First whoever waits for a key to bind, then a menu, and only then the match.
 */
import { DeviceInUse } from "./input/deviceInUse.ts";
import type { Bindings } from "./input/bindings.ts";
import { type PadLook, type PadNews, PadReader, type PadState } from "./input/gamepad.ts";
import { controlLabel, type KeyboardLayout, setControls } from "./ui/controlLabels.ts";
import { PadMenu } from "./ui/padMenu.ts";
import { Rebinder } from "./ui/rebinder.ts";
import type { SettingsStore } from "./ui/settings.ts";
import { words } from "./ui/words/words.ts";

export interface ControlsParts {
  settings: SettingsStore;
  page: Document;
  /** What is in use before anything was touched. */
  inUse: DeviceInUse;
  getPads(): readonly (PadState | null)[];
  /** Says something in passing, on whatever screen. */
  notify(text: string): void;
  /** Something was pressed that may wake the sound. */
  onGesture(): void;
}

export class Controls {
  readonly inUse: DeviceInUse;
  readonly rebinder: Rebinder;
  readonly #parts: ControlsParts;
  readonly #reader = new PadReader();
  readonly #menu: PadMenu;
  #padId = "";
  #redraw: () => void = () => {};

  constructor(parts: ControlsParts) {
    this.#parts = parts;
    this.inUse = parts.inUse;
    this.#menu = new PadMenu(parts.page);
    this.rebinder = new Rebinder(parts.settings, () => this.#redraw());
    parts.settings.watch(({ bindings }) => setControls({ bindings }));
    this.inUse.watch((device) => {
      parts.page.documentElement.dataset["input"] = device;
      setControls({ device });
    });
  }

  get bindings(): Bindings {
    return this.#parts.settings.current.bindings;
  }

  /** Whether there is a gamepad that was touched since it is there. */
  get isPadSeen(): boolean {
    return this.#padId !== "";
  }

  /** `redraw` is called whenever what names a key may have to name another. */
  watch(redraw: () => void): void {
    this.#redraw = redraw;
    this.inUse.watch(redraw);
  }

  setLayout(layout: KeyboardLayout): void {
    setControls({ layout });
    this.#redraw();
  }

  /** Call once a frame, before the match; gives what of the gamepad is left for it. */
  frame(nowMs: number): PadLook {
    const look = this.#reader.look(this.#parts.getPads());
    if (look.id !== this.#padId) this.#meet(look.id);
    if (look.isTouched) {
      this.inUse.note("pad");
      this.#parts.onGesture();
    }
    if (look.news) this.#tell(look.news);
    const [code] = look.pressed;
    const isCaptured = code !== undefined && this.rebinder.hear("pad", code);
    if (isCaptured) return { ...look, pressed: [], travels: new Map() };
    return this.#menu.frame(look, nowMs, this.inUse.current === "pad");
  }

  #meet(padId: string): void {
    this.#padId = padId;
    setControls({ padId });
    this.#redraw();
  }

  #tell(news: PadNews): void {
    const text = words.controls;
    if (news === "unknown") this.#parts.notify(text.padUnknown);
    else if (news === "lost") this.#parts.notify(text.padLost);
    else {
      this.inUse.note("pad");
      this.#parts.notify(text.padConnected(controlLabel("pause")));
    }
  }
}
