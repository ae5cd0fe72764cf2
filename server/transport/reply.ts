/** Answers in plain HTTP, each with the headers that keep a browser from doing more with it than it should. */
import type { IncomingMessage, ServerResponse } from "node:http";

/** What a page of this server may load: its own files, sockets, and pictures and workers that it makes itself. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "worker-src 'self' blob:",
  "connect-src 'self' ws: wss:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const SECURITY_HEADERS = {
  "Content-Security-Policy": CONTENT_SECURITY_POLICY,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
} as const;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** A short text for people, not to be kept by a cache. An error also ends the connection. */
export function textReply(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const type = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };
  const ending = status >= 400 ? { Connection: "close" } : {};
  return { status, headers: { ...type, ...ending, ...headers }, body: text };
}

/** Something for programs, not to be kept by a cache. */
export function jsonReply(what: object, status = 200): Reply {
  return textReply(status, `${JSON.stringify(what)}\n`, { "Content-Type": "application/json" });
}

/** Sends `reply`; to HEAD without its body. */
export function send({ method }: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const { status, headers, body } = reply;
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    ...(status === 304 ? {} : { "Content-Length": Buffer.byteLength(body) }),
    ...headers,
  });
  response.end(method === "HEAD" || status === 304 ? undefined : body);
}
