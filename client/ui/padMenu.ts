/**
 * Menus by gamepad: the cross or the left stick moves the focus and sets sliders and choices, the lowest button presses,
 * the right one goes back. It acts on whatever lies on top and has something to focus. What lies beside the match takes
 * only what it needs of the pad, and leaves the rest to the match.
 */
import type { PadLook } from "../input/gamepad.ts";
import { type Box, nextBox, type Way } from "./focusWalk.ts";

/** What can lie on top, first what covers the others. */
const SCOPES = ["dialog[open]", ".chat.open form", ".curtain", ".menu", ".phrases", ".results"];
const FOCUSABLE =
  "button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), a[href], summary";
const PRESS_CODE = "Pad0";
/** Start closes what it has opened. */
const BACK_CODES = ["Pad1", "Pad9"];
const WAY_CODES: Readonly<Record<Way, readonly string[]>> = {
  up: ["Pad12", "Axis1-"],
  down: ["Pad13", "Axis1+"],
  left: ["Pad14", "Axis0-"],
  right: ["Pad15", "Axis0+"],
};
const WAYS = Object.keys(WAY_CODES) as Way[];
const CROSS_CODES = ["Pad12", "Pad13", "Pad14", "Pad15"];
/** Of menus that lie beside the match: what they take. While phrases are open one slides and aims on. */
const TAKEN_CODES: readonly (readonly [selector: string, codes: readonly string[]])[] = [
  [".phrases", [...CROSS_CODES, PRESS_CODE, "Pad1"]],
  [".results", [...Object.values(WAY_CODES).flat(), PRESS_CODE]],
];
/** A way that is held goes on after the first of these times, and then every time that the second has passed. */
const REPEAT_AFTER_MS = 380;
const REPEAT_MS = 110;
/** A stick is let go once it is pushed less than this share of its travel. */
const HELD_TRAVEL = 0.5;

export class PadMenu {
  readonly #page: Document;
  /** What it acted on in the frame before. */
  #scope: HTMLElement | null = null;
  #held: Way | null = null;
  #repeatAtMs = 0;

  constructor(page: Document) {
    this.#page = page;
  }

  /** Call once a frame. Gives what of the pad is left for the match. */
  frame(look: PadLook, nowMs: number, isInUse: boolean): PadLook {
    const scope = this.#findScope();
    if (!scope) return this.#leave(look);
    const taken = TAKEN_CODES.find(([selector]) => scope.matches(selector))?.[1] ?? null;
    const ours = taken ? part(look, (code) => taken.includes(code)) : look;
    const isNew = scope !== this.#scope;
    this.#scope = scope;
    this.#act(scope, ours, this.#takeWay(ours, nowMs), isNew && isInUse);
    return part(look, (code) => taken?.includes(code) === false);
  }

  #leave(look: PadLook): PadLook {
    this.#scope = null;
    this.#held = null;
    return look;
  }

  #act(scope: HTMLElement, { pressed }: PadLook, way: Way | null, isMet: boolean): void {
    const isOutside = !scope.contains(this.#page.activeElement);
    // Phrases are soon said: they wait for no first press.
    if (isMet && isOutside && scope.matches(".phrases")) return focusFirst(scope);
    if (pressed.length === 0 && way === null) return;
    if (pressed.some((code) => BACK_CODES.includes(code))) goBack(scope);
    else if (isOutside) focusFirst(scope);
    else if (pressed.includes(PRESS_CODE)) press(this.#page.activeElement);
    else if (way) go(scope, this.#page.activeElement, way);
  }

  #findScope(): HTMLElement | null {
    for (const selector of SCOPES) {
      const scope = [...this.#page.querySelectorAll<HTMLElement>(selector)].at(-1);
      if (scope && focusableIn(scope).length > 0) return scope;
    }
    return null;
  }

  #takeWay({ pressed, travels }: PadLook, nowMs: number): Way | null {
    const begun = WAYS.find((way) => WAY_CODES[way].some((code) => pressed.includes(code)));
    if (begun) {
      this.#held = begun;
      this.#repeatAtMs = nowMs + REPEAT_AFTER_MS;
      return begun;
    }
    const held = this.#held;
    if (!held || !WAY_CODES[held].some((code) => (travels.get(code) ?? 0) >= HELD_TRAVEL)) {
      this.#held = null;
      return null;
    }
    if (nowMs < this.#repeatAtMs) return null;
    this.#repeatAtMs = nowMs + REPEAT_MS;
    return held;
  }
}

/** Of a look, what `isMeant`. */
function part(look: PadLook, isMeant: (code: string) => boolean): PadLook {
  return {
    ...look,
    pressed: look.pressed.filter(isMeant),
    released: look.released,
    travels: new Map([...look.travels].filter(([code]) => isMeant(code))),
  };
}

function focusableIn(scope: HTMLElement): HTMLElement[] {
  return [...scope.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.getClientRects().length > 0 && element.tabIndex >= 0,
  );
}

function focusFirst(scope: HTMLElement): void {
  const all = focusableIn(scope);
  const first = all.find((element) => element.matches("[autofocus], .primary"));
  (first ?? all[0])?.focus();
}

function go(scope: HTMLElement, focused: Element | null, way: Way): void {
  if (!focused || adjust(focused, way)) return;
  const others = focusableIn(scope).filter((element) => element !== focused);
  const boxes = others.map((element) => boxOf(element, scope));
  others[nextBox(boxOf(focused, scope), boxes, way)]?.focus();
}

/** A footer that sticks to the lower edge is taken to be where it belongs: below all that can be scrolled. */
function boxOf(element: Element, scope: HTMLElement): Box {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const isInFooter = element.closest(".dialog-footer") !== null;
  const below = isInFooter ? scope.scrollHeight - scope.clientHeight - scope.scrollTop : 0;
  return { left, right, top: top + below, bottom: bottom + below };
}

/** Sets a slider or a choice; returns whether it is one and this way means something to it. */
function adjust(focused: Element, way: Way): boolean {
  const step = way === "right" ? 1 : way === "left" ? -1 : 0;
  if (step === 0) return false;
  if (focused instanceof HTMLSelectElement) {
    choose(focused, Math.max(0, Math.min(focused.length - 1, focused.selectedIndex + step)));
    return true;
  }
  if (!(focused instanceof HTMLInputElement) || focused.type !== "range") return false;
  if (step > 0) focused.stepUp();
  else focused.stepDown();
  focused.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function choose(select: HTMLSelectElement, index: number): void {
  if (index === select.selectedIndex) return;
  select.selectedIndex = index;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

function press(focused: Element | null): void {
  if (focused instanceof HTMLSelectElement)
    choose(focused, (focused.selectedIndex + 1) % focused.length);
  else if (focused instanceof HTMLInputElement && isText(focused)) focused.form?.requestSubmit();
  else if (focused instanceof HTMLElement) focused.click();
}

function isText({ type }: HTMLInputElement): boolean {
  return type !== "range" && type !== "checkbox";
}

/** As Escape would. */
function goBack(scope: HTMLElement): void {
  if (scope.matches("dialog, .phrases"))
    scope.dispatchEvent(new Event("cancel", { cancelable: true }));
  else {
    // Where nothing leads back, as in the chat, it is enough to leave.
    const back = scope.querySelector<HTMLElement>("[data-back]");
    if (back) back.click();
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }
}
