import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { PadLook } from "../input/gamepad.ts";
import { PadMenu } from "./padMenu.ts";

const IDLE: PadLook = {
  pressed: [],
  released: [],
  travels: new Map(),
  isTouched: false,
  news: null,
  id: "pad",
};

/** An open dialog with one button, as far as the menu looks at it. */
class OpenDialog extends EventTarget {
  matches(selector: string): boolean {
    return selector.includes("dialog");
  }
  contains(): boolean {
    return false;
  }
  querySelectorAll(): object[] {
    return [{ getClientRects: () => [{}], tabIndex: 0 }];
  }
}

test("of open dialogs the gamepad has the one on top: pause, above it settings, above all the lost connection", () => {
  const text = readFileSync(new URL("../index.html", import.meta.url), "utf8");
  const wentBack: string[] = [];
  const dialogs = ["game", "panels", "curtain"]
    .map((root) => {
      const dialog = new OpenDialog();
      dialog.addEventListener("cancel", () => wentBack.push(root));
      return { dialog, place: text.indexOf(`id="${root}"`) };
    })
    .sort((a, b) => a.place - b.place);
  const page = {
    activeElement: null,
    querySelectorAll: (selector: string) =>
      selector === "dialog[open]" ? dialogs.map(({ dialog }) => dialog) : [],
  };
  const menu = new PadMenu(page as unknown as Document);
  menu.frame({ ...IDLE, pressed: ["Pad1"] }, 0, true);
  expect(wentBack).toEqual(["curtain"]);
});
