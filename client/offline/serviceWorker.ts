/**
 * The service worker, built as a script of its own. A new build's worker waits until no page of the old one is open:
 * it takes over at the next start.
 */
import { answeringOf } from "./answering.ts";
import { PageCache } from "./pageCache.ts";

/** Filled in by the build: a hash over the files, and their paths. */
declare const __PAGE_VERSION__: string;
declare const __PAGE_FILES__: readonly string[];

/** What of a worker's scope and events is used; the types of browsers have the page's scope alone. */
interface LifeEvent {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface WorkerScope {
  readonly location: { readonly origin: string };
  addEventListener(type: "install" | "activate", listener: (event: LifeEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
const files = new Set(__PAGE_FILES__);
const pages = new PageCache({
  version: __PAGE_VERSION__,
  files: __PAGE_FILES__,
  caches,
  fetch: (request, init) => fetch(request, init),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

scope.addEventListener("install", (event) => event.waitUntil(pages.keep()));
scope.addEventListener("activate", (event) => event.waitUntil(pages.dropOthers()));
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const answering = answeringOf(request, scope.location.origin, files);
  if (answering === "page") event.respondWith(pages.answerPage(request));
  if (answering === "file") event.respondWith(pages.answerFile(request));
});
