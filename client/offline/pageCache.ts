/**
 * One build of the page, kept whole or not at all: the page and every file it may ask for, in a cache named by their
 * contents. A page of this build takes files from here, or from the server by names that no other build has, so that
 * two builds are never mixed.
 */

export interface CacheParts {
  /** Names the build. */
  version: string;
  /** Paths of everything that the build's page may load. */
  files: readonly string[];
  caches: CacheStorage;
  fetch(request: Request | string, init?: RequestInit): Promise<Response>;
  wait(ms: number): Promise<void>;
}

const PREFIX = "carom-page-";
const PAGE = "/";
/** A server that takes longer for the page counts as away. */
const PATIENCE_MS = 4000;
/** What protects the page protects the kept one, too. */
const KEPT_HEADERS = [
  "Content-Type",
  "Content-Security-Policy",
  "X-Content-Type-Options",
  "Referrer-Policy",
];
const ASSET = /\/assets\/[^"'\s)]+/g;

export class PageCache {
  readonly #parts: CacheParts;
  readonly #name: string;

  constructor(parts: CacheParts) {
    this.#parts = parts;
    this.#name = PREFIX + parts.version;
  }

  /** Fetches all of the build. Fails, and keeps nothing that would be used, when the server has another by now. */
  async keep(): Promise<void> {
    const { caches, fetch, files } = this.#parts;
    const page = await fetch(PAGE, { cache: "no-store" });
    const text = await page.text();
    const named = text.match(ASSET) ?? [];
    if (!page.ok || named.length === 0 || named.some((path) => !files.includes(path)))
      throw new Error("The page on the server is not of this build.");
    const cache = await caches.open(this.#name);
    await cache.addAll([...files]);
    await cache.put(PAGE, mark(text, page.headers));
  }

  /** Once no page of another build is open. */
  async dropOthers(): Promise<void> {
    const { caches } = this.#parts;
    const others = (await caches.keys()).filter(
      (name) => name.startsWith(PREFIX) && name !== this.#name,
    );
    await Promise.all(others.map((name) => caches.delete(name)));
  }

  /** The server's page; the kept one when the server, or a proxy in its place, does not give any in time. */
  async answerPage(request: Request): Promise<Response> {
    const { fetch, wait } = this.#parts;
    const fresh = fetch(request).catch(() => undefined);
    const first = await Promise.race([fresh, wait(PATIENCE_MS).then(() => undefined)]);
    if (first !== undefined && first.status < 500) return first;
    return (await this.#find(PAGE)) ?? (await fresh) ?? Response.error();
  }

  async answerFile(request: Request): Promise<Response> {
    return (await this.#find(new URL(request.url).pathname)) ?? this.#parts.fetch(request);
  }

  async #find(path: string): Promise<Response | undefined> {
    const cache = await this.#parts.caches.open(this.#name);
    return cache.match(path, { ignoreVary: true });
  }
}

/** The page as it is kept: it says of itself that it did not come from the server. */
function mark(text: string, headers: Headers): Response {
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  return new Response(text.replace("<html", '<html data-from="cache"'), { headers: kept });
}
