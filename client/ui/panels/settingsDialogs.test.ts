import { expect, test } from "vitest";
import { Rebinder } from "../rebinder.ts";
import { SettingsStore } from "../settings.ts";
import { memoryStore } from "../storage.ts";
import { SettingsDialogs, type SettingsDialogsParts } from "./settingsDialogs.ts";

test("another dialog, or none, waits for no key", () => {
  const rebinder = new Rebinder(new SettingsStore(memoryStore()), () => undefined);
  const root = { querySelectorAll: () => [] } as unknown as HTMLElement;
  const records = { watch: () => undefined, open: () => undefined };
  const parts = { records, controls: { rebinder } } as unknown as SettingsDialogsParts;
  const dialogs = new SettingsDialogs(root, parts);
  rebinder.begin("dash", null);
  dialogs.open("records");
  expect(rebinder.hear("keys", "KeyP")).toBe(false);
});
