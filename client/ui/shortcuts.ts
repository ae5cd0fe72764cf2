/**
 * What keys and buttons do to the page and not to the skiff, by what they are bound to: chat, votes, watching, scores; and
 * the choices from a list, by the number that stands beside them.
 */
import type { PageAction } from "../input/actions.ts";
import type { PageControls } from "../input/listen.ts";
import type { GameScreen } from "./gameScreen.ts";
import { phraseOfKey } from "./hud/phraseList.ts";
import { TABLE_KEYS } from "./hud/pollPanel.ts";
import type { WatchActions } from "./hud/watchBar.ts";

export interface ShortcutParts {
  screen: GameScreen;
  toggleNetGraph(): void;
  /** Points the team to where one aims. */
  mark(): void;
  watch: WatchActions;
  /** Whether something lies above the match that keys belong to. */
  isCovered(): boolean;
}

/** Gives false when there was nothing to do. */
type Deed = () => unknown;

export function createShortcuts(parts: ShortcutParts): PageControls {
  const { screen, watch } = parts;
  const vote = (choice: number): boolean => !screen.isTableAsked && screen.choose(choice);
  const deeds: Record<PageAction, Deed> = {
    chat: () => screen.openChat(),
    teamChat: () => screen.openChat(true),
    phrases: () => screen.togglePhrases(),
    mark: () => parts.mark(),
    voteYes: () => vote(0),
    voteNo: () => vote(1),
    watchPrevious: () => watch.follow(-1),
    watchNext: () => watch.follow(1),
    watchFree: () => watch.free(),
    sitDown: () => watch.sitDown(),
    pause: () => screen.openPause(),
    scores: () => screen.holdScores(true),
    netGraph: () => parts.toggleNetGraph(),
  };
  const mayPress = (action: PageAction): boolean => {
    if (action === "netGraph") return true;
    // The results have the scores, and what Tab may lead to.
    if (action === "scores" && screen.isOver) return false;
    return isFree(parts);
  };
  return {
    press: (action) => mayPress(action) && deeds[action]() !== false,
    letGo: (action) => {
      if (action === "scores") screen.holdScores(false);
    },
  };
}

/** Starts listening for choices by number; ends with `signal`. */
export function listenToChoices(parts: ShortcutParts, signal: AbortSignal): void {
  const { screen } = parts;
  const chooseTable = (event: KeyboardEvent): void => {
    if (!isPlainPress(event)) return;
    const choice = TABLE_KEYS.findIndex((key) => key === event.code);
    if (choice >= 0 && screen.isTableAsked && isFree(parts) && screen.choose(choice))
      event.preventDefault();
  };
  // Numbers are weapons, too: whoever chooses a phrase by one wants no other weapon.
  const choosePhrase = (event: KeyboardEvent): void => {
    const phrase = phraseOfKey(event.code);
    if (!screen.arePhrasesOpen || !isFree(parts) || phrase < 0 || !isPlainPress(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    screen.sayPhrase(phrase);
  };
  window.addEventListener("keydown", choosePhrase, { signal, capture: true });
  window.addEventListener("keydown", chooseTable, { signal });
}

/** Numbers with Ctrl and the like are the browser's. */
function isPlainPress(event: KeyboardEvent): boolean {
  const { ctrlKey, metaKey, altKey, isComposing, repeat } = event;
  return !ctrlKey && !metaKey && !altKey && !isComposing && !repeat;
}

function isFree({ screen, isCovered }: ShortcutParts): boolean {
  return !screen.isTyping && !isCovered();
}
