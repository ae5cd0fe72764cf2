/** Keys that act on the page and not on the skiff: chat, pause, scores, net graph, and for who watches whom he follows. */
import type { GameScreen } from "./gameScreen.ts";
import { PHRASES_KEY, phraseOfKey } from "./hud/phraseList.ts";
import { POLL_KEYS, TABLE_KEYS } from "./hud/pollPanel.ts";
import { WATCH_KEYS, type WatchActions } from "./hud/watchBar.ts";

/** By place, as in `event.code`. */
const TEAM_CHAT_KEY = "KeyT";
const MARK_KEY = "KeyG";

export interface ShortcutParts {
  /** Points the team to where the pointer is. */
  mark(): void;
  screen: GameScreen;
  watch: WatchActions;
  toggleNetGraph(): void;
  /** Whether something lies above the match that keys belong to. */
  isCovered(): boolean;
}

/** Starts listening; ends with `signal`. */
export function listenToShortcuts(
  { screen, watch, mark, toggleNetGraph, isCovered }: ShortcutParts,
  signal: AbortSignal,
): void {
  const isFree = (): boolean => !screen.isTyping && !isCovered();
  const isLooking = (): boolean => isFree() && screen.isWatching;
  const actions: Record<string, () => boolean> = {
    [WATCH_KEYS.previous]: () => isLooking() && act(() => watch.follow(-1)),
    [WATCH_KEYS.next]: () => isLooking() && act(() => watch.follow(1)),
    [WATCH_KEYS.free]: () => isLooking() && act(() => watch.free()),
    [WATCH_KEYS.sitDown]: () => isLooking() && act(() => watch.sitDown()),
    Enter: () => isFree() && act(() => screen.openChat()),
    NumpadEnter: () => isFree() && act(() => screen.openChat()),
    [TEAM_CHAT_KEY]: () => isFree() && act(() => screen.openChat(true)),
    [MARK_KEY]: () => isFree() && act(mark),
    Escape: () => isFree() && act(() => screen.openPause()),
    [PHRASES_KEY]: () => isFree() && act(() => screen.togglePhrases()),
    // The results have the scores, and what Tab may lead to.
    Tab: () => isFree() && !screen.isOver && act(() => screen.holdScores(true)),
    ...pollKeys(screen, isFree),
    F3: () => act(toggleNetGraph),
  };
  const keyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.repeat && event.code !== "Tab") return;
    if (actions[event.code]?.()) event.preventDefault();
  };
  // Numbers are weapons, too: whoever chooses a phrase by one wants no other weapon.
  const choosePhrase = (event: KeyboardEvent): void => {
    const phrase = phraseOfKey(event.code);
    if (!screen.arePhrasesOpen || !isFree() || phrase < 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    screen.sayPhrase(phrase);
  };
  const keyUp = (event: KeyboardEvent): void => {
    if (event.code === "Tab") screen.holdScores(false);
  };
  window.addEventListener("keydown", choosePhrase, { signal, capture: true });
  window.addEventListener("keydown", keyDown, { signal });
  window.addEventListener("keyup", keyUp, { signal });
  window.addEventListener("blur", () => screen.holdScores(false), { signal });
}

/** Of the votes: of a motion yes and no, of the tables each its number. */
function pollKeys(screen: GameScreen, isFree: () => boolean): Record<string, () => boolean> {
  const keys: Record<string, () => boolean> = {};
  POLL_KEYS.forEach((key, choice) => {
    keys[key] = () => !screen.isTableAsked && isFree() && screen.choose(choice);
  });
  TABLE_KEYS.forEach((key, choice) => {
    keys[key] = () => screen.isTableAsked && isFree() && screen.choose(choice);
  });
  return keys;
}

function act(action: () => void): boolean {
  action();
  return true;
}
