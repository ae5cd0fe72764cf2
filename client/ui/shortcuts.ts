/**
 * What keys and buttons do to the page and not to the skiff: chat, pause, scores, net graph, by what they are bound to; and
 * the choices that are offered for a while, by the keys that stand beside them.
 */
import type { PageAction } from "../input/actions.ts";
import type { PageControls } from "../input/listen.ts";
import type { GameScreen } from "./gameScreen.ts";
import { phraseOfKey } from "./hud/phraseList.ts";
import { POLL_KEYS, TABLE_KEYS } from "./hud/pollPanel.ts";
import { WATCH_KEYS, type WatchActions } from "./hud/watchBar.ts";

export interface ShortcutParts {
  screen: GameScreen;
  toggleNetGraph(): void;
  /** Points the team to where the pointer is. */
  mark(): void;
  watch: WatchActions;
  /** Whether something lies above the match that keys belong to. */
  isCovered(): boolean;
}

export function createShortcuts(parts: ShortcutParts): PageControls {
  const { screen, toggleNetGraph, mark } = parts;
  const actions: Record<PageAction, () => void> = {
    chat: () => screen.openChat(),
    teamChat: () => screen.openChat(true),
    phrases: () => screen.togglePhrases(),
    mark,
    pause: () => screen.openPause(),
    scores: () => screen.holdScores(true),
    netGraph: toggleNetGraph,
  };
  const mayPress = (action: PageAction): boolean => {
    if (action === "netGraph") return true;
    // The results have the scores, and what Tab may lead to.
    if (action === "scores" && screen.isOver) return false;
    return isFree(parts);
  };
  return {
    press: (action) => {
      if (!mayPress(action)) return false;
      actions[action]();
      return true;
    },
    letGo: (action) => {
      if (action === "scores") screen.holdScores(false);
    },
  };
}

/** Starts listening for choices; ends with `signal`. */
export function listenToChoices(parts: ShortcutParts, signal: AbortSignal): void {
  const { screen, watch } = parts;
  const isLooking = (): boolean => isFree(parts) && screen.isWatching;
  const actions: Record<string, () => boolean> = {
    [WATCH_KEYS.previous]: () => isLooking() && act(() => watch.follow(-1)),
    [WATCH_KEYS.next]: () => isLooking() && act(() => watch.follow(1)),
    [WATCH_KEYS.free]: () => isLooking() && act(() => watch.free()),
    [WATCH_KEYS.sitDown]: () => isLooking() && act(() => watch.sitDown()),
    ...pollKeys(parts),
  };
  const keyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (actions[event.code]?.()) event.preventDefault();
  };
  // Numbers are weapons, too: whoever chooses a phrase by one wants no other weapon.
  const choosePhrase = (event: KeyboardEvent): void => {
    const phrase = phraseOfKey(event.code);
    if (!screen.arePhrasesOpen || !isFree(parts) || phrase < 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    screen.sayPhrase(phrase);
  };
  window.addEventListener("keydown", choosePhrase, { signal, capture: true });
  window.addEventListener("keydown", keyDown, { signal });
}

/** Of the votes: of a motion yes and no, of the tables each its number. */
function pollKeys(parts: ShortcutParts): Record<string, () => boolean> {
  const { screen } = parts;
  const keys: Record<string, () => boolean> = {};
  POLL_KEYS.forEach((key, choice) => {
    keys[key] = () => !screen.isTableAsked && isFree(parts) && screen.choose(choice);
  });
  TABLE_KEYS.forEach((key, choice) => {
    keys[key] = () => screen.isTableAsked && isFree(parts) && screen.choose(choice);
  });
  return keys;
}

function isFree({ screen, isCovered }: ShortcutParts): boolean {
  return !screen.isTyping && !isCovered();
}

function act(action: () => void): boolean {
  action();
  return true;
}
