/** Keys that act on the page and not on the skiff: chat, pause, scores, net graph. */
import type { GameScreen } from "./gameScreen.ts";

export interface ShortcutParts {
  screen: GameScreen;
  toggleNetGraph(): void;
  /** Whether something lies above the match that keys belong to. */
  isCovered(): boolean;
}

/** Starts listening; ends with `signal`. */
export function listenToShortcuts(
  { screen, toggleNetGraph, isCovered }: ShortcutParts,
  signal: AbortSignal,
): void {
  const isFree = (): boolean => !screen.isTyping && !isCovered();
  const actions: Record<string, () => boolean> = {
    Enter: () => isFree() && act(() => screen.openChat()),
    NumpadEnter: () => isFree() && act(() => screen.openChat()),
    Escape: () => isFree() && act(() => screen.openPause()),
    // The results have the scores, and what Tab may lead to.
    Tab: () => isFree() && !screen.isOver && act(() => screen.holdScores(true)),
    F3: () => act(toggleNetGraph),
  };
  const keyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.repeat && event.code !== "Tab") return;
    if (actions[event.code]?.()) event.preventDefault();
  };
  const keyUp = (event: KeyboardEvent): void => {
    if (event.code === "Tab") screen.holdScores(false);
  };
  window.addEventListener("keydown", keyDown, { signal });
  window.addEventListener("keyup", keyUp, { signal });
  window.addEventListener("blur", () => screen.holdScores(false), { signal });
}

function act(action: () => void): boolean {
  action();
  return true;
}
