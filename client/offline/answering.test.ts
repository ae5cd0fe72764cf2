import { expect, test } from "vitest";
import { answeringOf } from "./answering.ts";

const ORIGIN = "https://carom.example";
const FILES = new Set(["/assets/index-abc.js", "/assets/font-def.woff2"]);

function answer(path: string, part: Partial<Pick<Request, "method" | "mode">> = {}) {
  const request = { method: "GET", mode: "no-cors", ...part } as const;
  return answeringOf({ ...request, url: new URL(path, ORIGIN).href }, ORIGIN, FILES);
}

test.each(["/", "/index.html", "/r/AB23", "/r/AB23/", "/?from=home", "/r/ABCD2345#x"])(
  "%s is the page when one goes there, and nothing of ours when a script asks",
  (path) => {
    expect(answer(path, { mode: "navigate" })).toBe("page");
    expect(answer(path, { mode: "cors" })).toBe("server");
  },
);

test("the build's own files are kept ones, whatever is behind the question mark", () => {
  expect(answer("/assets/index-abc.js", { mode: "cors" })).toBe("file");
  expect(answer("/assets/font-def.woff2?x")).toBe("file");
});

test.each([
  "/play",
  "/metrics",
  "/healthz",
  "/api/rooms",
  "/service-worker.js",
  "/carom.webmanifest",
  "/preview.png",
  "/assets/index-other.js",
  "https://elsewhere.example/assets/index-abc.js",
])("%s is left to the server, also when one goes there", (path) => {
  expect(answer(path)).toBe("server");
  expect(answer(path, { mode: "navigate" })).toBe("server");
});

test("nothing but GET is answered", () => {
  expect(answer("/", { method: "POST", mode: "navigate" })).toBe("server");
  expect(answer("/assets/index-abc.js", { method: "HEAD" })).toBe("server");
});
