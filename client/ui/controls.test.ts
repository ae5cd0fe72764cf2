import { afterEach, describe, expect, test } from "vitest";
import { bind, codesOf, DEFAULT_BINDINGS, unbind } from "../input/bindings.ts";
import { codeLabel, controlLabel, controlSign, setControls } from "./controlLabels.ts";
import { type Box, nextBox } from "./focusWalk.ts";
import { Rebinder } from "./rebinder.ts";
import { SettingsStore } from "./settings.ts";
import { memoryStore } from "./storage.ts";

describe("what to press, in words", () => {
  afterEach(() =>
    setControls({ device: "keys", bindings: DEFAULT_BINDINGS, layout: new Map(), padId: "" }),
  );

  test("follows the device in use", () => {
    expect([controlLabel("move"), controlLabel("aim"), controlLabel("fire")]).toEqual([
      "W A S D",
      "Mouse",
      "Left click",
    ]);
    setControls({ device: "pad" });
    expect([controlLabel("move"), controlLabel("aim"), controlLabel("fire")]).toEqual([
      "Left stick",
      "Right stick",
      "RT",
    ]);
    setControls({ device: "touch" });
    expect([controlLabel("move"), controlLabel("netGraph")]).toEqual(["Left thumb", ""]);
  });

  test("follows the bindings; what nothing is bound to has no word", () => {
    const { bindings } = bind(DEFAULT_BINDINGS, "keys", "dash", "KeyJ", "Space");
    setControls({ bindings: unbind(bindings, "keys", "netGraph", "F3") });
    expect([controlLabel("dash"), controlLabel("netGraph")]).toEqual(["J", ""]);
  });

  test("follows what stands on the keys, where the browser tells", () => {
    setControls({ layout: new Map([["KeyW", "z"]]) });
    expect(controlLabel("move")).toBe("Z A S D");
  });

  test("where there is little room the cross is only which way", () => {
    setControls({ device: "pad" });
    expect([controlLabel("weapon1"), controlSign("weapon1")]).toEqual(["D-pad ↑", "↑"]);
    expect(controlSign("dash")).toBe("LT");
    setControls({ device: "keys" });
    expect(controlSign("weapon1")).toBe("1");
  });

  test("names the buttons as they are on the pad", () => {
    expect(codeLabel("pad", "Pad0")).toBe("A");
    setControls({ padId: "DualSense Wireless Controller (Vendor: 054c Product: 0ce6)" });
    expect(codeLabel("pad", "Pad0")).toBe("✕");
    expect(codeLabel("pad", "Pad22")).toBe("Button 22");
  });

  test.each([
    ["Digit3", "3"],
    ["Numpad3", "Num 3"],
    ["Mouse4", "Mouse 5"],
    ["F5", "F5"],
    ["Space", "Space"],
    ["Backslash", "\\"],
  ])("%s is called %s", (code, name) => expect(codeLabel("keys", code)).toBe(name));
});

describe("rebinding", () => {
  function createRebinder() {
    const settings = new SettingsStore(memoryStore());
    return { settings, rebinder: new Rebinder(settings, () => {}) };
  }

  test("takes the next key for the action, tells who lost it, and keeps it", () => {
    const { settings, rebinder } = createRebinder();
    expect(rebinder.hear("keys", "Tab")).toBe(false);
    rebinder.begin("dash", "Space");
    expect(rebinder.hear("keys", "Tab")).toBe(true);
    expect(rebinder.news).toMatchObject({ action: "dash", losers: ["scores"], bare: ["scores"] });
    expect(codesOf(settings.current.bindings, "keys", "dash")[0]).toBe("Tab");
    expect(rebinder.hear("keys", "KeyX")).toBe(false);
  });

  test.each([
    ["keys", "Escape"],
    ["pad", "Pad0"],
    ["pad", "Pad9"],
  ] as const)("of a key is given up on %s %s", (device, code) => {
    const { settings, rebinder } = createRebinder();
    rebinder.begin("fire", "Mouse0");
    expect(rebinder.hear(device, code)).toBe(true);
    expect([rebinder.capture, rebinder.news]).toEqual([null, null]);
    expect(settings.current.bindings).toEqual(new SettingsStore(memoryStore()).current.bindings);
  });

  test("refuses keys that are the browser's, and waits on", () => {
    const { rebinder } = createRebinder();
    rebinder.begin("dash", "Space");
    for (const code of ["ControlLeft", "AltRight", "MetaLeft", ""]) {
      expect(rebinder.hear("keys", code)).toBe(true);
      expect([rebinder.news, rebinder.isCapturing("dash", "Space")]).toEqual([
        { kind: "refused" },
        true,
      ]);
    }
    rebinder.hear("keys", "KeyX");
    expect(rebinder.news).toMatchObject({ kind: "bound", code: "KeyX" });
  });

  test("can be undone as a whole", () => {
    const { settings, rebinder } = createRebinder();
    rebinder.remove("fire", "Mouse0");
    expect(codesOf(settings.current.bindings, "keys", "fire")).toEqual([]);
    rebinder.reset();
    expect(settings.current.bindings).toEqual(DEFAULT_BINDINGS);
  });
});

describe("the focus, by the cross", () => {
  const box = (left: number, top: number, width = 100, height = 40): Box => ({
    left,
    top,
    right: left + width,
    bottom: top + height,
  });

  test("goes down a list one by one, and not past its end", () => {
    const list = [box(0, 0), box(0, 50), box(0, 100)];
    expect(nextBox(list[0]!, list.slice(1), "down")).toBe(0);
    expect(nextBox(list[2]!, list.slice(0, 2), "up")).toBe(1);
    expect(nextBox(list[2]!, list.slice(0, 2), "down")).toBe(-1);
  });

  test("stays in its column and on its line", () => {
    const [nameless, beside, below, belowBeside] = [
      box(0, 0),
      box(200, 0),
      box(0, 60),
      box(200, 60),
    ];
    const others = [beside, below, belowBeside];
    expect(nextBox(nameless, others, "right")).toBe(0);
    expect(nextBox(nameless, others, "down")).toBe(1);
  });

  test("rather goes far straight on than near but aside, and never to what is beside it", () => {
    expect(nextBox(box(0, 0), [box(150, 50), box(0, 120)], "down")).toBe(1);
    expect(nextBox(box(0, 0), [box(200, 10, 100, 60), box(0, 500)], "down")).toBe(1);
  });

  test("finds what lies aside when nothing lies straight on", () => {
    expect(nextBox(box(0, 0), [box(300, 90)], "down")).toBe(0);
    expect(nextBox(box(0, 0), [box(300, 90)], "left")).toBe(-1);
  });
});
