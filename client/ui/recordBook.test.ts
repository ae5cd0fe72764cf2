import { describe, expect, test, vi } from "vitest";
import type { Leaders, OwnRecords } from "#shared/protocol/recordBook.ts";
import { PlayerKey } from "./playerKey.ts";
import { RecordBook, type RecordBookParts } from "./recordBook.ts";
import type { Arrival } from "./settingsKeeper.ts";
import { memoryStore } from "./storage.ts";

const KEY = "0".repeat(32);
const OTHER = "1".repeat(32);
const LEADERS: Leaders = { isKept: true, leaders: [] };
const OWN: OwnRecords = { statistics: null };

function open(parts: Partial<RecordBookParts> = {}) {
  const askLeaders = vi.fn<RecordBookParts["askLeaders"]>(() => Promise.resolve(LEADERS));
  const askOwn = vi.fn<RecordBookParts["askOwn"]>(() => Promise.resolve(OWN));
  const copyText = vi.fn<RecordBookParts["copyText"]>(() => Promise.resolve());
  const keep = vi.fn<() => void>();
  const takeOver = vi.fn(() => Promise.resolve<Arrival>({ news: "settingsCame", name: "Ada" }));
  const keeper = { keep, takeOver };
  const key = new PlayerKey(memoryStore(), (bytes) => bytes);
  const book = new RecordBook({ key, askLeaders, askOwn, copyText, keeper, ...parts });
  book.open();
  return { book, askLeaders, askOwn, copyText, keep, takeOver };
}

const settle = () => new Promise(setImmediate);

describe("the book of records", () => {
  test("asks as it is opened, and says so until it is told", async () => {
    const { book, askLeaders, askOwn } = open();
    expect([book.leaders, book.own]).toEqual([undefined, undefined]);
    expect(askLeaders).toHaveBeenCalledWith("week");
    expect(askOwn).toHaveBeenCalledWith(KEY);
    await settle();
    expect([book.leaders, book.own]).toEqual([LEADERS, OWN]);
  });

  test("an answer to what was asked before counts no more", async () => {
    const answers: ((leaders: Leaders | null) => void)[] = [];
    const { book } = open({ askLeaders: () => new Promise((answer) => answers.push(answer)) });
    book.choose("ever");
    answers[1]!(LEADERS);
    await settle();
    answers[0]!(null);
    await settle();
    expect(book.leaders).toBe(LEADERS);
  });

  test("draws what has changed", async () => {
    const { book } = open();
    await settle();
    const draw = vi.fn<() => void>();
    book.watch(draw);
    book.choose("week");
    expect(draw).not.toHaveBeenCalled();
    book.choose("ever");
    expect(draw).toHaveBeenCalledOnce();
    await settle();
    expect(draw).toHaveBeenCalledTimes(3);
  });
});

describe("the key", () => {
  test("is hidden again when the book is opened anew", () => {
    const { book } = open();
    book.showKey(true);
    book.open();
    expect(book.isKeyShown).toBe(false);
  });

  test("is copied, or one is told why not", async () => {
    const { book, copyText } = open();
    await book.copyKey();
    expect([copyText.mock.calls, book.keyNews]).toEqual([[[KEY]], "copied"]);
    copyText.mockRejectedValueOnce(new Error("not allowed"));
    await book.copyKey();
    expect(book.keyNews).toBe("copyFailed");
  });

  test("of another browser is taken, and what is known under it asked for", () => {
    const { book, askOwn } = open();
    book.takeKey("nonsense");
    expect([book.keyNews, book.key.current]).toEqual(["noKey", KEY]);
    book.takeKey(OTHER);
    expect([book.keyNews, book.key.current]).toEqual(["taken", OTHER]);
    expect(askOwn).toHaveBeenLastCalledWith(OTHER);
  });

  test("that is no key brings nothing along", () => {
    const { book, takeOver } = open();
    book.takeKey("nonsense");
    expect(takeOver).not.toHaveBeenCalled();
  });

  test("brings settings and name along, and one is told what came", async () => {
    const { book } = open();
    const names: string[] = [];
    book.watchName((name) => names.push(name));
    book.takeKey(OTHER);
    expect([book.keyNews, names]).toEqual(["taken", []]);
    await settle();
    expect([book.keyNews, names]).toEqual(["settingsCame", ["Ada"]]);
  });

  test("that was taken before the last one brings nothing any more", async () => {
    const answers: ((arrival: Arrival) => void)[] = [];
    const takeOver = () => new Promise<Arrival>((answer) => answers.push(answer));
    const { book } = open({ keeper: { keep: () => undefined, takeOver } });
    const names: string[] = [];
    book.watchName((name) => names.push(name));
    book.takeKey(OTHER);
    book.takeKey("2".repeat(32));
    answers[1]!({ news: "settingsNone", name: null });
    await settle();
    answers[0]!({ news: "settingsCame", name: "Ada" });
    await settle();
    expect([book.keyNews, names]).toEqual(["settingsNone", []]);
  });

  test("has the settings under it by the time that it can be copied", () => {
    const { keep } = open();
    expect(keep).toHaveBeenCalledOnce();
  });
});
