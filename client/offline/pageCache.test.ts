import { beforeEach, describe, expect, test } from "vitest";
import { PageCache } from "./pageCache.ts";

const SCRIPT = "/assets/index-new.js";
const PAGE = `<!doctype html><html lang="en"><script src="${SCRIPT}"></script></html>`;
const PROTECTING = {
  "Content-Security-Policy": "default-src 'self'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};
const ANY = new Request("https://carom.example/r/AB23");

/** The server's answers by path; a path that is missing is a server that is away. */
let server: Map<string, () => Response>;
let stores: Map<string, Map<string, Response>>;
/** What was asked of the server, and how caches on the way were to be used. */
let asked: [path: string, cache: RequestCache][];
/** What waits for its time to be up. */
let waiting: (() => void)[];

function pathOf(request: RequestInfo | URL): string {
  if (typeof request === "string") return request;
  return request instanceof URL ? request.pathname : new URL(request.url).pathname;
}

function fetchNow(request: Request | string, init: RequestInit = {}): Promise<Response> {
  asked.push([pathOf(request), init.cache ?? "default"]);
  const answer = server.get(pathOf(request));
  return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError("Failed to fetch"));
}

function openStore(name: string): Cache {
  const store = stores.get(name) ?? new Map<string, Response>();
  stores.set(name, store);
  const cache: Partial<Cache> = {
    match: (path, options) => {
      const found = store.get(pathOf(path));
      // Who asks now accepts other encodings than whoever asked then.
      const isOther = found?.headers.has("Vary") === true && options?.ignoreVary !== true;
      return Promise.resolve(isOther ? undefined : found?.clone());
    },
    put: async (path, response) => void store.set(pathOf(path), response),
    addAll: async (paths) => {
      for (const path of paths) store.set(pathOf(path), await fetchNow(pathOf(path)));
    },
  };
  return cache as Cache;
}

function createCache(version = "new", files = [SCRIPT]): PageCache {
  const caches: Partial<CacheStorage> = {
    open: (name) => Promise.resolve(openStore(name)),
    keys: () => Promise.resolve([...stores.keys()]),
    delete: (name) => Promise.resolve(stores.delete(name)),
  };
  return new PageCache({
    version,
    files,
    caches: caches as CacheStorage,
    fetch: fetchNow,
    wait: () => new Promise((resolve) => waiting.push(resolve)),
  });
}

beforeEach(() => {
  stores = new Map();
  waiting = [];
  asked = [];
  const headers = { "Content-Type": "text/html", "Content-Encoding": "br", ...PROTECTING };
  server = new Map([
    ["/", () => new Response(PAGE, { headers })],
    ["/r/AB23", () => new Response(PAGE)],
    [SCRIPT, () => new Response("script", { headers: { Vary: "Accept-Encoding" } })],
  ]);
});

describe("keeping", () => {
  test("a build is kept whole, its page marked, with the headers that count", async () => {
    await createCache().keep();
    const kept = stores.get("carom-page-new")!;
    expect([...kept.keys()].toSorted()).toEqual(["/", SCRIPT]);
    const page = kept.get("/")!;
    expect(await page.text()).toContain('<html data-from="cache" lang="en">');
    expect(page.headers.get("content-type")).toBe("text/html");
    expect(page.headers.get("content-encoding")).toBe(null);
    for (const [name, value] of Object.entries(PROTECTING))
      expect([name, page.headers.get(name)]).toEqual([name, value]);
    // Of the page no cache on the way may keep an old one.
    expect(asked).toEqual([
      ["/", "no-store"],
      [SCRIPT, "default"],
    ]);
  });

  test("a page of another build is not kept with this build's files", async () => {
    server.set("/", () => new Response(PAGE.replace("new", "newer")));
    await expect(createCache().keep()).rejects.toThrow("not of this build");
    expect(stores.size).toBe(0);
  });

  test("what is no page of ours, such as a proxy's excuse, is not kept", async () => {
    server.set("/", () => new Response("<html>Back soon</html>"));
    await expect(createCache().keep()).rejects.toThrow("not of this build");
    server.set("/", () => new Response(PAGE, { status: 502 }));
    await expect(createCache().keep()).rejects.toThrow("not of this build");
  });

  test("older builds go, and nothing that is not of a build", async () => {
    for (const name of ["carom-page-old", "carom-page-new", "other"]) openStore(name);
    await createCache().dropOthers();
    expect([...stores.keys()]).toEqual(["carom-page-new", "other"]);
  });
});

describe("answering", () => {
  const isKept = async (response: Response) => (await response.text()).includes("data-from");

  beforeEach(() => createCache().keep());

  test("the server's page comes first", async () => {
    expect(await isKept(await createCache().answerPage(ANY))).toBe(false);
  });

  test("the kept one comes when the server is away, or its proxy says so", async () => {
    server.delete("/r/AB23");
    expect(await isKept(await createCache().answerPage(ANY))).toBe(true);
    server.set("/r/AB23", () => new Response("Bad gateway", { status: 502 }));
    expect(await isKept(await createCache().answerPage(ANY))).toBe(true);
  });

  test("a refusal is an answer", async () => {
    server.set("/r/AB23", () => new Response("Slow down", { status: 429 }));
    expect((await createCache().answerPage(ANY)).status).toBe(429);
  });

  test("a server that takes too long counts as away", async () => {
    const silent = createCache();
    server.set("/r/AB23", () => new Promise(() => undefined) as unknown as Response);
    const answer = silent.answerPage(ANY);
    for (const end of waiting) end();
    expect(await isKept(await answer)).toBe(true);
  });

  test("with nothing kept, what the server says is passed on, or that there is nothing", async () => {
    stores.clear();
    server.set("/r/AB23", () => new Response("Bad gateway", { status: 502 }));
    expect((await createCache().answerPage(ANY)).status).toBe(502);
    server.delete("/r/AB23");
    expect((await createCache().answerPage(ANY)).type).toBe("error");
  });

  test("a file is the kept one of this very build, else the server's", async () => {
    const request = new Request(`https://carom.example${SCRIPT}`);
    server.set(SCRIPT, () => new Response("from the server"));
    expect(await (await createCache().answerFile(request)).text()).toBe("script");
    expect(await (await createCache("other").answerFile(request)).text()).toBe("from the server");
  });
});
