import { describe, expect, test, vi } from "vitest";
import { cleanName, NAME_MAX, rememberedName, rememberName, suggestName } from "./names.ts";
import { normalizeRoomCode, roomFromPath, roomPath } from "./roomLink.ts";
import { keepSeatIn } from "./seatStore.ts";
import { DEFAULT_SETTINGS, parseSettings, SettingsStore } from "./settings.ts";
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
