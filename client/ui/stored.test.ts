import { describe, expect, test, vi } from "vitest";
import { MOST_SETTINGS_BYTES } from "#shared/protocol/recordBook.ts";
import { ACTIONS, isFor } from "../input/actions.ts";
import { parseBindings } from "../input/bindings.ts";
import { cleanName, NAME_MAX, rememberedName, rememberName, suggestName } from "./names.ts";
import { normalizeRoomCode, roomFromPath, roomPath } from "./roomLink.ts";
import { keepSeatIn } from "./seatStore.ts";
import {
  DEFAULT_SETTINGS,
  packSettings,
  parseSettings,
  type Settings,
  SettingsStore,
  unpackSettings,
} from "./settings.ts";
import { memoryStore, openStorage } from "./storage.ts";

describe("names", () => {
  test("every suggestion fits and is already clean", () => {
    for (let i = 0; i < 24 * 24; i += 1) {
      let call = 0;
      const name = suggestName(() => (call++ === 0 ? Math.floor(i / 24) / 24 : (i % 24) / 24));
      expect(name.length).toBeLessThanOrEqual(NAME_MAX);
      expect(cleanName(name)).toBe(name);
    }
  });

  test("a suggested name is kept, a chosen one replaces it", () => {
    const store = memoryStore();
    const name = rememberedName(store, () => 0.5);
    expect(rememberedName(store, () => 0.1)).toBe(name);
    rememberName(store, "Ada");
    expect(rememberedName(store, () => 0.1)).toBe("Ada");
  });

  test("control characters, line breaks and length are cut, letters of any script are not", () => {
    expect(cleanName("  A\u0000d\na\u202E ")).toBe("A d a");
    expect(cleanName("名前🎱")).toBe("名前🎱");
    expect([...cleanName("🎱".repeat(40))].length).toBe(NAME_MAX);
  });

  test("what joins emoji to one stays, as on the server, and joins nothing else", () => {
    for (const name of ["👩\u200d🚀 Ada", "👨🏽\u200d👩\u200d👧", "🏳\ufe0f\u200d🌈"])
      expect(cleanName(name)).toBe(name);
    expect(cleanName("A\u200dda\u200d")).toBe("A da");
  });
});

describe("room links", () => {
  test.each([
    ["/r/KQ7F", "KQ7F"],
    ["/r/kq7f/", "KQ7F"],
    ["/", ""],
    ["/r/", ""],
    ["/r/a/b", ""],
  ])("path %s is room %s", (path, code) => expect(roomFromPath(path)).toBe(code));

  test("a pasted link, spaces and small letters are all understood", () => {
    expect(normalizeRoomCode(" https://play.example/r/kq7f ")).toBe("KQ7F");
    expect(normalizeRoomCode("kq 7f")).toBe("KQ7F");
    expect(normalizeRoomCode("  ")).toBe("");
    expect(roomFromPath(roomPath("KQ7F"))).toBe("KQ7F");
  });
});

describe("settings", () => {
  test("survive a reload and are announced", () => {
    const storage = memoryStore();
    const listener = vi.fn();
    const settings = new SettingsStore(storage);
    settings.watch(listener);
    settings.change({ palette: "rose", shake: 0 });
    expect(listener).toHaveBeenCalledTimes(2);
    expect(new SettingsStore(storage).current).toEqual({
      ...DEFAULT_SETTINGS,
      palette: "rose",
      shake: 0,
    });
  });

  test.each([
    null,
    "",
    "not json",
    "null",
    "[1]",
    '{"shake":9,"palette":"mauve","textSize":"big","tier":7}',
  ])("stored %s gives the defaults", (text) =>
    expect(parseSettings(text)).toEqual(DEFAULT_SETTINGS),
  );

  test("one bad field does not cost the good ones", () => {
    expect(parseSettings('{"shake":0.25,"flash":-1}')).toEqual({
      ...DEFAULT_SETTINGS,
      shake: 0.25,
    });
  });
});

describe("settings of two tabs", () => {
  test("what was chosen in one outlives a choice in the other", () => {
    const store = memoryStore();
    const [one, other] = [new SettingsStore(store), new SettingsStore(store)];
    one.change({ palette: "amber" });
    other.change({ shake: 0 });
    expect(new SettingsStore(store).current).toMatchObject({ palette: "amber", shake: 0 });
    expect(other.current.palette).toBe("amber");
  });

  test("a store that was emptied meanwhile takes nothing from the tab", () => {
    const store = memoryStore();
    const settings = new SettingsStore(store);
    settings.change({ shake: 0 });
    store.remove("carom.settings");
    settings.change({ flash: 0 });
    expect(new SettingsStore(store).current).toMatchObject({ shake: 0, flash: 0 });
  });
});

describe("settings that go along to another device", () => {
  const CHOSEN: Settings = {
    ...DEFAULT_SETTINGS,
    volumeMaster: 0.1,
    volumeShots: 0.2,
    tier: "high",
    textSize: 1.2,
    palette: "rose",
    language: "de",
    bindings: parseBindings({ keys: { fire: ["KeyX"] } }),
  };

  test("are those of the person, and not of the device", () => {
    const { volumeMaster: _volume, tier: _tier, textSize: _size, ...others } = CHOSEN;
    expect(unpackSettings(packSettings(CHOSEN))).toEqual(others);
    const { tier, ...rest } = JSON.parse(JSON.stringify(CHOSEN)) as Settings;
    expect(unpackSettings(JSON.stringify({ ...rest, tier }))).toEqual(others);
  });

  test("leave as it was what they do not name, and what makes no sense is at its default", () => {
    expect(unpackSettings('{"shake":0.25}')).toEqual({ shake: 0.25 });
    expect(unpackSettings('{"shake":9,"more":1,"__proto__":{"flash":0}}')).toEqual({ shake: 0.7 });
    for (const text of ["", "null", "[1]", "7", "{"]) expect(unpackSettings(text)).toEqual({});
  });

  test("fit on a server, though every key and button had something to do", () => {
    const keys = [
      ..."ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("").map((letter) => `Key${letter}`),
      ...Array.from({ length: 10 }, (_, digit) => [`Digit${digit}`, `Numpad${digit}`]).flat(),
      ...Array.from({ length: 12 }, (_, index) => `F${index + 1}`),
      ..."Backquote Minus Equal BracketLeft BracketRight Backslash IntlBackslash Semicolon Quote Comma Period Slash".split(
        " ",
      ),
      ..."Backspace Tab CapsLock Enter ShiftLeft ShiftRight Space Insert Delete Home End PageUp PageDown".split(
        " ",
      ),
      ..."ArrowUp ArrowDown ArrowLeft ArrowRight NumLock ScrollLock Pause PrintScreen ContextMenu".split(
        " ",
      ),
      ..."NumpadAdd NumpadSubtract NumpadMultiply NumpadDivide NumpadDecimal NumpadEnter".split(
        " ",
      ),
      ..."Mouse0 Mouse1 Mouse2 Mouse3 Mouse4 WheelUp WheelDown WheelLeft WheelRight".split(" "),
    ];
    const pad = Array.from({ length: 17 }, (_, index) => `Pad${index}`);
    const give = (codes: string[]) => {
      const actions = ACTIONS.filter((action) => isFor(action, "player"));
      return Object.fromEntries(
        actions.map((action, index) => [action, codes.slice(index * 4, index * 4 + 4)]),
      );
    };
    const bindings = parseBindings({ keys: give(keys), pad: give(pad) });
    const text = packSettings({ ...CHOSEN, bindings });
    expect(text.length).toBeGreaterThan(packSettings(DEFAULT_SETTINGS).length);
    expect(Buffer.byteLength(text)).toBeLessThan(MOST_SETTINGS_BYTES);
  });
});

describe("storage", () => {
  test("a browser that blocks it still plays, and says that nothing is kept", () => {
    const store = openStorage(() => {
      throw new DOMException("denied", "SecurityError");
    });
    store.set("a", "b");
    expect([store.isLasting, store.get("a")]).toEqual([false, "b"]);
    store.remove("a");
    expect(store.get("a")).toBeNull();
  });

  test("what has no room any more is remembered as long as the page is there, and the rest is still read", () => {
    const kept = memoryStore();
    const setItem = (key: string, value: string): void => {
      if (value.length > 20) throw new DOMException("full", "QuotaExceededError");
      kept.set(key, value);
    };
    const storage = { getItem: kept.get, setItem, removeItem: kept.remove };
    const store = openStorage(() => storage as unknown as Storage);
    store.set("a", "short");
    store.set("b", "old");
    store.set("b", "n".repeat(21));
    expect([store.get("a"), store.get("b")]).toEqual(["short", "n".repeat(21)]);
    expect([store.isLasting, kept.get("b")]).toEqual([false, "old"]);
    store.set("b", "newer");
    expect([store.get("b"), kept.get("b")]).toEqual(["newer", "newer"]);
    store.remove("a");
    expect(store.get("a")).toBeNull();
  });
});

describe("the seat of this tab", () => {
  const seat = { room: "KQ7F", token: "0123456789abcdef".repeat(2) };

  test("is there until it is forgotten", () => {
    const store = memoryStore();
    expect(keepSeatIn(store).recall()).toBe(null);
    keepSeatIn(store).keep(seat);
    expect(keepSeatIn(store).recall()).toEqual(seat);
    keepSeatIn(store).forget();
    expect(keepSeatIn(store).recall()).toBe(null);
  });

  test.each([
    "",
    "KQ7F",
    `KQ7F ${"g".repeat(32)}`,
    `KQ7F ${seat.token}0`,
    `<b> ${seat.token}`,
    "{}",
  ])("is none when what is stored is %j", (text) => {
    const store = memoryStore();
    keepSeatIn(store).keep(seat);
    store.set("carom.seat", text);
    expect(keepSeatIn(store).recall()).toBe(null);
  });
});
