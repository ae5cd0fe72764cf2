import { expect, test } from "vitest";
import { Tray } from "./tray.ts";

test("a tray has what was put on it since it was emptied", () => {
  const tray = new Tray(["a", "b", "c"]);
  tray.clear();
  tray.add("d");
  expect([tray.count, tray.items[0]]).toEqual([1, "d"]);
  tray.add("e");
  expect([tray.count, tray.items.slice(0, tray.count)]).toEqual([2, ["d", "e"]]);
});
