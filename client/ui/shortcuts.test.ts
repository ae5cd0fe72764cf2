import { afterEach, expect, test, vi } from "vitest";
import type { GameScreen } from "./gameScreen.ts";
import { listenToChoices, type ShortcutParts } from "./shortcuts.ts";

const ending = new AbortController();
afterEach(() => {
  ending.abort();
  vi.unstubAllGlobals();
});

test("a number chooses a phrase, and with Ctrl or Cmd it is the browser's: that goes to another tab", () => {
  const page = new EventTarget();
  vi.stubGlobal("window", page);
  const said: number[] = [];
  const sayPhrase = (phrase: number): void => void said.push(phrase);
  const screen = { arePhrasesOpen: true, isTyping: false, isTableAsked: false, sayPhrase };
  const parts = { screen: screen as unknown as GameScreen, isCovered: () => false };
  listenToChoices(parts as ShortcutParts, ending.signal);
  const press = (part: object): boolean => {
    const event = new Event("keydown", { cancelable: true });
    return page.dispatchEvent(Object.assign(event, { code: "Digit2", ...part }));
  };
  expect([press({ ctrlKey: true }), press({ metaKey: true }), press({})]).toEqual([
    true,
    true,
    false,
  ]);
  expect(said).toEqual([1]);
});
