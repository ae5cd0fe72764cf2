import type { IncomingMessage } from "node:http";
import { describe, expect, test, vi } from "vitest";
import { KEY_HEADER, readOwnSettings, readSettingsReceipt } from "#shared/protocol/recordBook.ts";
import { ownSettingsIntake, ownSettingsPage } from "./ownSettings.ts";
import { hashOfKey } from "./rooms/playerKey.ts";
import { StoreFault } from "./store/fault.ts";
import type { Belongings } from "./store/rows.ts";
import { keepNothing, type Store } from "./store/store.ts";
import type { Reply } from "./transport/reply.ts";

const KEY = "0123456789abcdef".repeat(2);
const WITH_KEY = { [KEY_HEADER]: KEY };
const ADA: Belongings = { name: "Ada", revision: 3, text: '{"shake":0}' };
const TEXT = '{"shake":1}';

function open(known: Belongings | undefined = ADA, parts: Partial<Store> = {}) {
  const clock = { ms: 0 };
  const refused: string[] = [];
  const keepSettings = vi.fn<Store["keepSettings"]>(() => true);
  const belongings = vi.fn<Store["belongings"]>(async () => known);
  const nothing = keepNothing(() => 0);
  const state = { ...nothing.state, state: "kept" as const };
  const store: Store = { ...nothing, state, belongings, keepSettings, ...parts };
  const options = {
    store,
    now: () => clock.ms,
    refused: (reason: string) => void refused.push(reason),
  };
  const page = ownSettingsPage(options);
  const intake = ownSettingsIntake(options);
  const ask = (url: string, headers: Record<string, string>) =>
    ({ url, headers }) as unknown as IncomingMessage;
  return {
    clock,
    refused,
    keepSettings,
    belongings,
    get: async (headers: Record<string, string> = WITH_KEY): Promise<Reply> =>
      page(ask("/records/mine/settings", headers)),
    put: async (
      body: string | Buffer = TEXT,
      revision: number | string = 4,
      headers: Record<string, string> = WITH_KEY,
    ): Promise<Reply> =>
      intake.take(ask(`/records/mine/settings?revision=${revision}`, headers), Buffer.from(body)),
  };
}

function jsonOf({ body }: Reply): unknown {
  return JSON.parse(String(body));
}

describe("what is kept under a key", () => {
  test("is told by the key in the header, and kept by no cache", async () => {
    const { get, belongings } = open();
    const reply = await get();
    expect([reply.status, readOwnSettings(jsonOf(reply))]).toEqual([
      200,
      { isKept: true, name: "Ada", revision: 3, settings: '{"shake":0}' },
    ]);
    expect(belongings).toHaveBeenCalledExactlyOnceWith(hashOfKey(KEY));
    expect(reply.headers["Cache-Control"]).toBe("no-store");
    expect(String(reply.body)).not.toContain(hashOfKey(KEY));
  });

  test("is nothing of somebody who is not known, and where nothing is kept that is told", async () => {
    const nobody = { name: null, revision: 0, settings: null };
    const strange = open(undefined, { belongings: async () => undefined });
    expect(readOwnSettings(jsonOf(await strange.get()))).toEqual({ isKept: true, ...nobody });
    const off = open(
      undefined,
      keepNothing(() => 0),
    );
    expect(readOwnSettings(jsonOf(await off.get()))).toEqual({ isKept: false, ...nobody });
  });

  test("is not told without a key", async () => {
    const { get } = open();
    for (const headers of [{}, { [KEY_HEADER]: "" }, { [KEY_HEADER]: KEY.toUpperCase() }])
      expect((await get(headers)).status).toBe(400);
  });

  test("is asked for again later where it cannot be read", async () => {
    const belongings = () => Promise.reject(new StoreFault("damaged", "it is"));
    const { get, put, keepSettings } = open(ADA, { belongings });
    for (const reply of [await get(), await put()])
      expect([reply.status, reply.headers["Retry-After"]]).toEqual([503, "5"]);
    expect(keepSettings).not.toHaveBeenCalled();
  });
});

describe("settings that are sent", () => {
  test("are kept as they came, under the hash of the key", async () => {
    const { put, keepSettings, refused } = open();
    const text = '{ "shake": 1, "shake": 0.5, "__proto__": {"a": "ü 🎱"} }';
    const reply = await put(text);
    expect([reply.status, readSettingsReceipt(jsonOf(reply))]).toEqual([
      200,
      { isKept: true, revision: 4 },
    ]);
    expect(keepSettings).toHaveBeenCalledExactlyOnceWith({
      keyHash: hashOfKey(KEY),
      revision: 4,
      text,
    });
    expect(refused).toEqual([]);
  });

  test("are not kept for a key that nobody has played under", async () => {
    const { put, keepSettings } = open(undefined, { belongings: async () => undefined });
    const receipt = readSettingsReceipt(jsonOf(await put()));
    expect(receipt).toEqual({ isKept: false, revision: 0 });
    expect(keepSettings).not.toHaveBeenCalled();
  });

  test("are not kept where newer ones are, and how new those are is told", async () => {
    const { put, keepSettings } = open();
    for (const revision of [1, 3])
      expect(readSettingsReceipt(jsonOf(await put(TEXT, revision)))).toEqual({
        isKept: false,
        revision: 3,
      });
    expect(keepSettings).not.toHaveBeenCalled();
  });

  test.each<[string, string | Buffer]>([
    ["nothing", ""],
    ["no JSON", "shake=1"],
    ["half of it", '{"shake":'],
    ["a list", "[1,2]"],
    ["a list of a thousand", `[${"0,".repeat(1000)}0]`],
    ["a number", "7"],
    ["a text", '"{}"'],
    ["null", "null"],
    ["JSON behind a mark of the byte order", "\uFEFF{}"],
    ["no UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ["UTF-16", Buffer.from("{}", "utf16le")],
    ["lists in lists", `{"a":${"[".repeat(9)}${"]".repeat(9)}}`],
    ["objects in objects", '{"a":'.repeat(9) + "1" + "}".repeat(9)],
    ["as many lists as there is room for", `{"a":${"[".repeat(2045)}${"]".repeat(2045)}}`],
    ["a control character", '{"a":"\u0000"}'],
  ])("%s: refused, counted, and nothing is asked or kept", async (_, body) => {
    const { put, keepSettings, belongings, refused } = open();
    const reply = await put(body);
    expect(reply.status).toBe(400);
    expect(String(reply.body)).toContain("Settings are a JSON object");
    expect(refused).toEqual(["no settings"]);
    expect(belongings).not.toHaveBeenCalled();
    expect(keepSettings).not.toHaveBeenCalled();
  });

  test("may be as deep as those of the page, and somewhat deeper", async () => {
    const { put, keepSettings } = open();
    await put('{"bindings":{"keys":{"fire":["Mouse0"]}}}');
    await put('{"a":'.repeat(8) + "1" + "}".repeat(8));
    expect(keepSettings).toHaveBeenCalledTimes(2);
  });

  test.each(["", "0", "-1", "1.5", "1e3", "01", "2147483648", "99999999999", "NaN", "4&x"])(
    "as the revision %j are refused unless it is a number from 1 on",
    async (revision) => {
      const { put, keepSettings, refused } = open();
      const isGood = revision === "4&x";
      expect((await put(TEXT, revision)).status).toBe(isGood ? 200 : 400);
      expect(keepSettings).toHaveBeenCalledTimes(isGood ? 1 : 0);
      expect(refused).toEqual(isGood ? [] : ["settings without a revision"]);
    },
  );

  test("without a key, or with it in the URL, are refused", async () => {
    const { put, keepSettings, refused } = open();
    expect((await put(TEXT, `4&key=${KEY}`, {})).status).toBe(400);
    expect((await put(TEXT, 4, { [KEY_HEADER]: `${KEY}, ${KEY}` })).status).toBe(400);
    expect(refused).toEqual(["settings without a key", "settings without a key"]);
    expect(keepSettings).not.toHaveBeenCalled();
  });

  test("come ten at once, and then one in two seconds", async () => {
    const { clock, put, refused, keepSettings } = open();
    for (let i = 0; i < 10; i++) expect((await put()).status).toBe(200);
    const reply = await put();
    expect([reply.status, reply.headers["Retry-After"]]).toEqual([429, "5"]);
    expect(refused).toEqual(["settings too often"]);
    clock.ms += 2000;
    expect((await put()).status).toBe(200);
    expect(keepSettings).toHaveBeenCalledTimes(11);
  });

  test("of one player do not slow down another, and made-up keys do not make one forgotten", async () => {
    const isMadeUp = (hash: string) => hash !== hashOfKey(KEY);
    const { put } = open(ADA, {
      belongings: async (hash) => (isMadeUp(hash) ? undefined : ADA),
    });
    while ((await put()).status === 200);
    for (let i = 0; i < 5000; i++)
      await put(TEXT, 4, { [KEY_HEADER]: i.toString(16).padStart(32, "0") });
    expect((await put()).status).toBe(429);
  });

  test("are not waited for without end where the disk is slow", async () => {
    let answer = (): void => undefined;
    const slow = new Promise<Belongings>((resolve) => (answer = () => resolve(ADA)));
    const { put } = open(ADA, { belongings: () => slow });
    const replies = Array.from({ length: 33 }, () => put());
    expect((await replies.at(-1)!).status).toBe(503);
    answer();
    expect((await replies[0]!).status).toBe(200);
  });

  test("come back later where too many wait to be written", async () => {
    const { put } = open(ADA, { keepSettings: () => false });
    const reply = await put();
    expect([reply.status, reply.headers["Retry-After"]]).toEqual([503, "5"]);
  });
});
