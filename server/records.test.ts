import type { IncomingMessage } from "node:http";
import { describe, expect, test, vi } from "vitest";
import { KEY_HEADER, readLeaders, readOwnRecords } from "#shared/protocol/recordBook.ts";
import { recordPages, resultsInto } from "./records.ts";
import { hashOfKey } from "./rooms/playerKey.ts";
import { StoreFault } from "./store/fault.ts";
import { keepNothing, type Store } from "./store/store.ts";
import type { Reply } from "./transport/reply.ts";

const KEY = "0123456789abcdef".repeat(2);
const WEEK_MS = 604_800_000;
const TOTALS = {
  matches: 3,
  wins: 1,
  points: 120,
  kills: 12,
  deaths: 5,
  assists: 1,
  caroms: 4,
  shots: 99,
  hits: 33,
  seconds: 600,
};
const ADA = { player: 7, name: "Ada", ...TOTALS };

function open(parts: Partial<Store> = {}) {
  const clock = { ms: 2 * WEEK_MS };
  const leaders = vi.fn<Store["leaders"]>(async () => [ADA]);
  const nothing = keepNothing(() => clock.ms);
  const state = { ...nothing.state, state: "kept" as const };
  const store: Store = { ...nothing, state, leaders, ...parts };
  const pages = new Map(recordPages(store));
  const get = async (url: string, headers: Record<string, string> = {}): Promise<Reply> =>
    pages.get(url.split("?")[0]!)!({ url, headers } as unknown as IncomingMessage);
  return { clock, leaders, store, get };
}

function jsonOf({ body }: Reply): unknown {
  return JSON.parse(String(body));
}

describe("leaders", () => {
  test("are told of the last seven days, and of all time", async () => {
    const { get, leaders } = open();
    const reply = await get("/records?span=week");
    expect([reply.status, readLeaders(jsonOf(reply))]).toEqual([
      200,
      { isKept: true, leaders: [ADA] },
    ]);
    await get("/records?span=ever");
    expect(leaders.mock.calls).toEqual([
      [WEEK_MS, 10],
      [0, 10],
    ]);
  });

  test("are added up once in fifteen seconds, however many ask", async () => {
    const { clock, get, leaders } = open();
    await Promise.all(Array.from({ length: 20 }, () => get("/records?span=week")));
    clock.ms += 14_999;
    await get("/records?span=week");
    expect(leaders).toHaveBeenCalledTimes(1);
    clock.ms += 1;
    await get("/records?span=week");
    expect(leaders).toHaveBeenCalledTimes(2);
  });

  test("are added up anew when the time of day was set back", async () => {
    const { clock, get, leaders } = open();
    await get("/records?span=week");
    clock.ms -= 3_600_000;
    await get("/records?span=week");
    await get("/records?span=week");
    expect(leaders).toHaveBeenCalledTimes(2);
  });

  test.each(["", "?span=", "?span=day", "?span=constructor", "?span=week&span=", "?span=%zz"])(
    "with %j are answered with 400 or with the first that was asked for",
    async (query) => {
      const { status } = await open().get(`/records${query}`);
      expect(status).toBe(query.startsWith("?span=week") ? 200 : 400);
    },
  );

  test("that cannot be read are 503, and asked for again", async () => {
    const leaders = vi
      .fn<Store["leaders"]>(async () => [ADA])
      .mockRejectedValueOnce(new StoreFault("damaged", "it is"));
    const { get } = open({ leaders });
    expect((await get("/records?span=week")).status).toBe(503);
    expect((await get("/records?span=week")).status).toBe(200);
  });

  test("where nothing is kept are none, and that is told", async () => {
    const { get } = open(keepNothing(() => 0));
    const told = jsonOf(await get("/records?span=ever"));
    expect(readLeaders(told)).toEqual({ isKept: false, leaders: [] });
  });
});

describe("one's own records", () => {
  test("are found by the hash of the key in the header", async () => {
    const found = { player: 7, name: "Ada", sinceMs: 5, week: TOTALS, ever: TOTALS };
    const statistics = vi.fn<Store["statistics"]>(async () => found);
    const { get } = open({ statistics });
    const reply = await get("/records/mine", { [KEY_HEADER]: KEY });
    expect(readOwnRecords(jsonOf(reply))).toEqual({ statistics: found });
    expect(statistics).toHaveBeenCalledExactlyOnceWith(hashOfKey(KEY), WEEK_MS);
    expect(String(reply.body)).not.toContain(hashOfKey(KEY));
    expect(reply.headers["Cache-Control"]).toBe("no-store");
  });

  test("of somebody new are none yet", async () => {
    const reply = await open().get("/records/mine", { [KEY_HEADER]: KEY });
    expect(readOwnRecords(jsonOf(reply))).toEqual({ statistics: null });
  });

  test("without a key are refused, and a key in the URL is none", async () => {
    const { get } = open();
    for (const headers of [{}, { [KEY_HEADER]: "" }, { [KEY_HEADER]: KEY.toUpperCase() }])
      expect((await get(`/records/mine?key=${KEY}`, headers)).status).toBe(400);
  });

  test("are not queued without end where the disk is slow", async () => {
    let answer = (): void => undefined;
    const slow = new Promise<undefined>((resolve) => (answer = () => resolve(undefined)));
    const { get } = open({ statistics: () => slow });
    const headers = { [KEY_HEADER]: KEY };
    const replies = Array.from({ length: 33 }, () => get("/records/mine", headers));
    expect((await replies.at(-1)!).status).toBe(503);
    answer();
    expect((await replies[0]!).status).toBe(200);
    expect((await get("/records/mine", headers)).status).toBe(200);
  });
});

test("a result is written with the time of day, and with a name of its match that no other has", () => {
  const addResult = vi.fn<Store["addResult"]>();
  const { clock, store } = open({ addResult });
  const note = resultsInto(store);
  const match = { roomCode: "AAAA", beganTick: 600, map: "m", mode: "teams", isPublic: true };
  const result = { number: 0, keyHash: "", name: "Ada", isWin: true, isComplete: true, feats: 0 };
  const { wins: _wins, points: score, matches: _matches, ...sums } = TOTALS;
  clock.ms += 60_000;
  note(match, { ...result, ...sums, score });
  expect(addResult).toHaveBeenCalledExactlyOnceWith(
    {
      id: `${2 * WEEK_MS}-AAAA-600`,
      map: "m",
      mode: "teams",
      isPublic: true,
      beganMs: 2 * WEEK_MS + 10_000,
    },
    { ...result, ...sums, score, endedMs: 2 * WEEK_MS + 60_000 },
  );
});
