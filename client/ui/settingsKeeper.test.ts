/** Settings on their way to a server and to another browser, by the questions that pages really ask. */
import { describe, expect, test } from "vitest";
import { KEY_HEADER } from "#shared/protocol/recordBook.ts";
import { askOwnSettings, sendSettings } from "../records.ts";
import { PlayerKey } from "./playerKey.ts";
import { SettingsStore } from "./settings.ts";
import { SettingsKeeper } from "./settingsKeeper.ts";
import { memoryStore, type StringStore } from "./storage.ts";

const KEY = "a".repeat(32);
const GATHER_MS = 3000;

interface Kept {
  name: string;
  revision: number;
  settings: string | null;
}

/** A server that does as docs/protocol.md says; it can be away, and be slow. */
class FakeServer {
  readonly players = new Map<string, Kept>([[KEY, { name: "Ada", revision: 0, settings: null }]]);
  readonly asked: string[] = [];
  isAway = false;
  /** While it is set, nobody hears anything. */
  hold: Promise<void> = Promise.resolve();

  readonly fetch = async (path: string, init: RequestInit): Promise<Response> => {
    this.asked.push(init.method ?? "GET");
    await this.hold;
    if (this.isAway) throw new TypeError("Failed to fetch");
    const url = new URL(path, "http://a");
    if (url.pathname !== "/records/mine/settings") return new Response(null, { status: 404 });
    const player = this.players.get(new Headers(init.headers).get(KEY_HEADER)!);
    if (init.method !== "PUT")
      return Response.json({ isKept: true, name: null, revision: 0, settings: null, ...player });
    const revision = Number(url.searchParams.get("revision"));
    const isKept = player !== undefined && revision > player.revision;
    if (isKept) Object.assign(player, { revision, settings: init.body });
    return Response.json({ isKept, revision: player?.revision ?? 0 });
  };

  get shake(): unknown {
    return (JSON.parse(this.players.get(KEY)?.settings ?? "{}") as { shake?: number }).shake;
  }
}

/** A page in a browser that remembers `store`. */
function open(server: FakeServer, store: StringStore = memoryStore()) {
  const wakes: { ms: number; wake: () => void }[] = [];
  const settings = new SettingsStore(store);
  const key = new PlayerKey(store, (bytes) => bytes.fill(0xbb));
  const keeper = new SettingsKeeper({
    settings,
    key,
    store,
    ask: (own) => askOwnSettings(server.fetch, own),
    send: (own, revision, text) => sendSettings(server.fetch, own, revision, text),
    wakeIn: (ms, wake) => {
      const entry = { ms, wake };
      wakes.push(entry);
      return () => void wakes.splice(wakes.indexOf(entry), 1);
    },
  });
  /** Lets the time pass that changes are gathered for. */
  const pass = async () => {
    for (const { ms, wake } of wakes.splice(0)) {
      expect(ms).toBe(GATHER_MS);
      wake();
    }
    await settle();
  };
  const take = (text: string) => {
    key.take(text);
    return keeper.takeOver();
  };
  return { settings, keeper, key, store, wakes, pass, take };
}

const settle = () => new Promise(setImmediate);

/** A browser in which somebody has this key, and has chosen `shake` and told the server. */
async function openAsAda(server: FakeServer, shake: number) {
  const store = memoryStore();
  store.set("carom.player", KEY);
  const page = open(server, store);
  page.settings.change({ shake });
  await page.pass();
  return page;
}

describe("upwards", () => {
  test("changes go when they have been gathered, as one", async () => {
    const server = new FakeServer();
    const page = await openAsAda(server, 0.5);
    expect([server.asked, server.shake]).toEqual([["PUT"], 0.5]);
    page.settings.change({ shake: 0.4 });
    page.settings.change({ shake: 0.3 });
    expect(page.wakes).toHaveLength(1);
    await page.pass();
    expect([server.asked.length, server.shake]).toEqual([2, 0.3]);
    await page.pass();
    expect(server.asked).toHaveLength(2);
  });

  test("what is of the device alone stays here", async () => {
    const server = new FakeServer();
    const page = await openAsAda(server, 0.5);
    page.settings.change({ tier: "high", textSize: 1.2, volumeMaster: 0 });
    expect(page.wakes).toHaveLength(0);
    expect(server.players.get(KEY)!.settings).not.toMatch(/tier|textSize|volumeMaster/);
  });

  test("what was changed a moment ago goes when the page is left, and nothing else does", async () => {
    const server = new FakeServer();
    const page = await openAsAda(server, 0.5);
    page.keeper.leave();
    expect(server.asked).toHaveLength(1);
    page.settings.change({ shake: 0.1 });
    page.keeper.leave();
    page.keeper.leave();
    await settle();
    expect([server.asked.length, server.shake]).toEqual([2, 0.1]);
  });

  test.each(["start", "keep"] as const)(
    "what did not get there goes with the next %s, until it has",
    async (way) => {
      const server = new FakeServer();
      server.isAway = true;
      const { store } = await openAsAda(server, 0.5);
      server.isAway = false;
      for (let visit = 0; visit < 2; visit++) {
        open(server, store).keeper[way]();
        await settle();
      }
      expect([server.asked, server.shake]).toEqual([["PUT", "PUT"], 0.5]);
    },
  );

  test("settings of before one has played here go once one has", async () => {
    const server = new FakeServer();
    const ada = server.players.get(KEY)!;
    server.players.delete(KEY);
    const page = await openAsAda(server, 0.5);
    server.players.set(KEY, ada);
    page.keeper.keep();
    await settle();
    expect(server.shake).toBe(0.5);
  });

  test("an older change that arrives late does not replace a newer one", async () => {
    const server = new FakeServer();
    const page = await openAsAda(server, 0.5);
    page.settings.change({ shake: 0.2 });
    page.settings.change({ shake: 0.3 });
    await page.pass();
    const late = await sendSettings(server.fetch, KEY, 2, '{"shake":0.2}');
    expect(late).toEqual({ isKept: false, revision: 3 });
    expect(server.shake).toBe(0.3);
  });

  test("of two browsers the one in which something was chosen last is heard", async () => {
    const server = new FakeServer();
    const first = await openAsAda(server, 0.5);
    const second = open(server);
    await second.take(KEY);
    first.settings.change({ shake: 0.1 });
    first.settings.change({ shake: 0.2 });
    await first.pass();
    second.settings.change({ shake: 0.9 });
    await second.pass();
    expect(server.shake).toBe(0.2);
    await second.pass();
    expect(server.shake).toBe(0.9);
    // The first one goes on above that.
    first.settings.change({ shake: 0.3 });
    await first.pass();
    await first.pass();
    expect([server.shake, first.settings.current.shake]).toEqual([0.3, 0.3]);
  });

  describe("answers that are late", () => {
    /** A page of which two changes are on the way: the server has not heard of either. */
    async function openInHaste(server: FakeServer) {
      const page = await openAsAda(server, 0.5);
      const hear: (() => void)[] = [];
      for (const shake of [0.4, 0.3]) {
        server.hold = new Promise((resolve) => hear.push(resolve));
        page.settings.change({ shake: 0 });
        page.settings.change({ shake });
        await page.pass();
      }
      return { page, hearFirst: hear[0]!, hearSecond: hear[1]! };
    }

    test("to an older change than what is kept mean nothing", async () => {
      const server = new FakeServer();
      const { page, hearFirst, hearSecond } = await openInHaste(server);
      hearSecond();
      await settle();
      hearFirst();
      await settle();
      await page.pass();
      expect([server.shake, server.asked.length]).toEqual([0.3, 3]);
    });

    test("and tell of another browser do not make what comes then older than it is", async () => {
      const server = new FakeServer();
      const { page, hearFirst, hearSecond } = await openInHaste(server);
      server.players.get(KEY)!.revision = 3;
      hearFirst();
      await settle();
      hearSecond();
      await settle();
      expect(server.shake).toBe(0.3);
      page.settings.change({ shake: 0.2 });
      await page.pass();
      expect(server.shake).toBe(0.2);
    });
  });

  test("what is left of an earlier visit does not replace what another browser sent since", async () => {
    const server = new FakeServer();
    server.isAway = true;
    const { store } = await openAsAda(server, 0.5);
    server.isAway = false;
    await openAsAda(server, 0.9);
    const page = open(server, store);
    page.keeper.start();
    await page.pass();
    await page.pass();
    expect([server.shake, page.settings.current.shake]).toEqual([0.9, 0.5]);
    // What is chosen now does.
    page.settings.change({ shake: 0.4 });
    await page.pass();
    expect(server.shake).toBe(0.4);
  });
});

describe("a key of another browser", () => {
  test("brings the settings that are kept under it, but for what is of the device", async () => {
    const server = new FakeServer();
    const first = await openAsAda(server, 0.5);
    first.settings.change({ palette: "rose", tier: "low", volumeShots: 0.1 });
    await first.pass();
    const second = open(server);
    second.settings.change({ shake: 0.1, tier: "high", textSize: 1.2, volumeMaster: 0.3 });
    expect(await second.take(KEY)).toEqual({ news: "settingsCame", name: "Ada" });
    expect(second.settings.current).toEqual({
      ...first.settings.current,
      tier: "high",
      textSize: 1.2,
      volumeMaster: 0.3,
    });
    // They are there already.
    expect(second.wakes).toHaveLength(0);
    open(server, second.store).keeper.start();
    await settle();
    expect(server.asked.filter((method) => method === "PUT")).toHaveLength(2);
    expect(new SettingsStore(second.store).current.palette).toBe("rose");
  });

  test("under which nothing is kept leaves the settings of this browser, here and there", async () => {
    const server = new FakeServer();
    const page = open(server);
    page.settings.change({ shake: 0.1 });
    expect(await page.take(KEY)).toEqual({ news: "settingsNone", name: "Ada" });
    await page.pass();
    expect([page.settings.current.shake, server.shake]).toEqual([0.1, undefined]);
    page.settings.change({ shake: 0.2 });
    await page.pass();
    expect(server.shake).toBe(0.2);
    expect(await page.take("c".repeat(32))).toEqual({ news: "settingsNone", name: null });
  });

  test("that is one's own already does not take back what is on its way", async () => {
    const server = new FakeServer();
    const page = await openAsAda(server, 0.5);
    page.settings.change({ shake: 0.2 });
    expect(await page.take(KEY)).toEqual({ news: "settingsCame", name: "Ada" });
    await settle();
    expect([page.settings.current.shake, server.shake]).toEqual([0.2, 0.2]);
  });

  test("whose settings cannot be had has them fetched later, and nothing sent over them before", async () => {
    const server = new FakeServer();
    const first = await openAsAda(server, 0.5);
    first.settings.change({ palette: "rose" });
    await first.pass();
    const second = open(server);
    server.isAway = true;
    expect(await second.take(KEY)).toEqual({ news: "settingsUntold", name: null });
    second.settings.change({ shake: 0.9 });
    await second.pass();
    server.isAway = false;
    const again = open(server, second.store);
    again.keeper.start();
    await settle();
    // What was chosen here since is newer.
    expect(again.settings.current).toMatchObject({ palette: "rose", shake: 0.9 });
    expect(JSON.parse(server.players.get(KEY)!.settings!)).toMatchObject({
      palette: "rose",
      shake: 0.9,
    });
  });

  test("brings nothing when another was taken before the answer came", async () => {
    const server = new FakeServer();
    await openAsAda(server, 0.5);
    const page = open(server);
    let answer = (): void => undefined;
    server.hold = new Promise((resolve) => (answer = resolve));
    const first = page.take(KEY);
    const second = page.take("c".repeat(32));
    answer();
    expect([await first, await second]).toEqual([
      { news: "settingsUntold", name: null },
      { news: "settingsNone", name: null },
    ]);
    expect(page.settings.current.shake).toBe(0.7);
  });

  test("does not take back what is changed while the answer is waited for", async () => {
    const server = new FakeServer();
    const first = await openAsAda(server, 0.5);
    first.settings.change({ palette: "rose" });
    await first.pass();
    const page = open(server);
    let answer = (): void => undefined;
    server.hold = new Promise((resolve) => (answer = resolve));
    const taken = page.take(KEY);
    page.settings.change({ shake: 0.2 });
    answer();
    await taken;
    expect(page.settings.current).toMatchObject({ palette: "rose", shake: 0.2 });
    await page.pass();
    expect(server.shake).toBe(0.2);
  });
});

describe("the start of a page", () => {
  test("asks nothing for somebody new, who has not chosen anything", async () => {
    const server = new FakeServer();
    open(server).keeper.start();
    await settle();
    expect(server.asked).toEqual([]);
  });

  test("fetches what is kept under a key that was here before, if nothing was ever chosen", async () => {
    const server = new FakeServer();
    await openAsAda(server, 0.5);
    const store = memoryStore();
    store.set("carom.player", KEY);
    for (const methods of [["GET"], []]) {
      server.asked.length = 0;
      const page = open(server, store);
      page.keeper.start();
      await settle();
      expect(server.asked).toEqual(methods);
      expect(page.settings.current.shake).toBe(0.5);
    }
  });

  test.each(["", "{", "[]", "7", '{"revision":-1}', '{"revision":1,"kept":0,"awaited":[7]}'])(
    "with %j as what is remembered is one at which nothing is known of the server",
    async (text) => {
      const server = new FakeServer();
      const { store } = await openAsAda(server, 0.5);
      store.set("carom.settings.kept", text);
      const page = open(server, store);
      page.settings.change({ shake: 0.6 });
      await page.pass();
      expect(server.shake).toBe(0.6);
    },
  );

  test("with what no server says is met by doing nothing", async () => {
    const wrong = [
      new Response("not here", { status: 404 }),
      new Response("<!doctype html>"),
      Response.json({ isKept: true, name: "Ada", revision: 1, settings: { shake: 0 } }),
      Response.json([]),
    ];
    for (const response of wrong) {
      const page = open(Object.assign(new FakeServer(), { fetch: async () => response }));
      expect((await page.take(KEY)).news).toBe("settingsUntold");
      page.settings.change({ shake: 0.6 });
      await page.pass();
      expect(page.settings.current.shake).toBe(0.6);
    }
  });
});
