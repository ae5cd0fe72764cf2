/** What is sent with PUT, as it comes over the wire. */
import type { IncomingMessage } from "node:http";
import { PassThrough } from "node:stream";
import { afterEach, describe, expect, test } from "vitest";
import { readBody } from "./body.ts";
import type { HttpTimeouts } from "./http.ts";
import { textReply } from "./reply.ts";
import { openTestPort, RawPeer, type TestPort } from "./testPort.ts";

const MOST_BYTES = 16;

let port: TestPort | undefined;
let taken: string[];
afterEach(() => port?.close());

async function open(timeouts: Partial<HttpTimeouts> = {}): Promise<void> {
  taken = [];
  const take = (_: unknown, body: Buffer) => {
    taken.push(body.toString());
    if (body.toString() === "broken") throw new Error("planted");
    return textReply(200, "thanks");
  };
  const intakes = new Map([["/intake", { mostBytes: MOST_BYTES, take }]]);
  port = await openTestPort({ intakes, timeouts });
}

/** Sends bytes as they are and reads until the server ends the connection. */
async function say(...texts: string[]): Promise<string> {
  const peer = new RawPeer(port!.port);
  for (const text of texts) {
    peer.write(text);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return peer.hearAll();
}

function head(method: string, path: string, ...headers: string[]): string {
  return [`${method} ${path} HTTP/1.1`, "Host: a", "Connection: close", ...headers, "", ""].join(
    "\r\n",
  );
}

const PUT = (...headers: string[]) => head("PUT", "/intake", ...headers);

describe("a body", () => {
  test("is taken whole, in however many pieces it comes", async () => {
    await open();
    const length = PUT(`Content-Length: ${MOST_BYTES}`);
    expect(await say(`${length}${"x".repeat(16)}`)).toMatch(/^HTTP\/1\.1 200 [^]*thanks$/);
    expect(await say(length, ..."y".repeat(16))).toContain(" 200 ");
    const chunked = PUT("Transfer-Encoding: chunked");
    expect(await say(chunked, "8\r\nabcdefgh\r\n", "8\r\nijklmnop\r\n", "0\r\n\r\n")).toContain(
      " 200 ",
    );
    expect(await say(PUT())).toContain(" 200 ");
    expect(taken).toEqual(["x".repeat(16), "y".repeat(16), "abcdefghijklmnop", ""]);
  });

  test("that is too long is not waited for", async () => {
    await open();
    expect(await say(PUT(`Content-Length: ${MOST_BYTES + 1}`))).toMatch(/^HTTP\/1\.1 413 /);
    expect(await say(PUT("Content-Length: 99999999999999"))).toMatch(/^HTTP\/1\.1 413 /);
    const chunks = [PUT("Transfer-Encoding: chunked"), "a\r\n0123456789\r\n", "7\r\n0123456\r\n"];
    expect(await say(...chunks)).toMatch(/^HTTP\/1\.1 413 /);
    expect(taken).toEqual([]);
    expect(port!.state.refused).toEqual(Array.from({ length: 3 }, () => "body too long"));
  });

  test("that never ends is ended", async () => {
    await open({ headersMs: 60, requestMs: 60, checkMs: 20 });
    expect(await say(PUT("Content-Length: 9"), "ab")).toMatch(/^HTTP\/1\.1 408 /);
    expect(await say(PUT("Transfer-Encoding: chunked"), "2\r\nab\r\n")).toMatch(/^HTTP\/1\.1 408 /);
    expect([taken, port!.state.faults]).toEqual([[], []]);
    expect(port!.state.refused).toEqual(["bad HTTP request", "bad HTTP request"]);
  });

  test("whose sender goes is forgotten", async () => {
    await open();
    const gone = new Promise((resolve) => {
      port!.http.once("connection", (socket) => socket.once("close", resolve));
    });
    const peer = new RawPeer(port!.port);
    peer.write(`${PUT("Content-Length: 9")}ab`);
    await new Promise((resolve) => port!.http.once("request", resolve));
    peer.socket.resetAndDestroy();
    await gone;
    expect(await say(PUT())).toContain(" 200 ");
    expect([taken, port!.state.faults]).toEqual([[""], []]);
  });

  test("of which no more comes is told from a whole one", async () => {
    const request = Object.assign(new PassThrough(), { headers: {} });
    const body = readBody(request as unknown as IncomingMessage, MOST_BYTES);
    request.write("ab");
    request.destroy();
    expect(await body).toBe("broken off");
  });

  test("that its taker cannot bear is a 500, reported, with no detail for strangers", async () => {
    await open();
    const answer = await say(`${PUT("Content-Length: 6")}broken`);
    expect(answer).toMatch(/^HTTP\/1\.1 500 /);
    expect(answer).not.toContain("planted");
    expect(port!.state.faults).toEqual([new Error("planted")]);
  });
});

test.each(["POST", "PATCH", "DELETE", "OPTIONS"])(
  "%s is not PUT, and a page of another site that asks whether it may is told nothing that lets it",
  async (method) => {
    await open();
    const answer = await say(
      head(
        method,
        "/intake",
        "Origin: http://other.example",
        "Access-Control-Request-Method: PUT",
        "Access-Control-Request-Headers: carom-player-key",
      ),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 405 [^]*\r\nAllow: GET, HEAD, PUT\r\n/);
    expect(answer).not.toMatch(/access-control/i);
    expect(taken).toEqual([]);
  },
);

test("PUT elsewhere is refused as ever", async () => {
  await open();
  const answer = await say(head("PUT", "/healthz", "Content-Length: 2"), "{}");
  expect(answer).toMatch(/^HTTP\/1\.1 405 [^]*\r\nAllow: GET, HEAD\r\n/);
});
