/**
 * The door before the WebSocket: a request is judged while it is still plain HTTP, so that whoever is turned away reads
 * a status and a sentence, and costs nothing more. Whoever passes is given to the WebSocket library.
 */
import { STATUS_CODES, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { hangUp } from "./hangUp.ts";
import { isLoopback } from "./limits.ts";

export interface Refusal {
  readonly status: number;
  /** For the counters: a few words that never vary. */
  readonly reason: string;
  /** For the person who reads the answer. */
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface UpgradeRules {
  /** Path of the game's socket. */
  readonly path: string;
  /** Origins of other sites whose pages may play here; `*` for every page, `native` for programs that send none. */
  readonly allowedOrigins: readonly string[];
  /** Addresses and networks whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[];
}

const KEY = /^[+/0-9A-Za-z]{22}==$/;

/** Why this request may not become a WebSocket, or undefined when it may. Limits are judged elsewhere. */
export function judgeUpgrade(
  { method, url, headers }: IncomingMessage,
  address: string,
  rules: UpgradeRules,
): Refusal | undefined {
  if (pathOf(url) !== rules.path || method !== "GET") return NO_SUCH_SOCKET;
  if (headers.upgrade?.toLowerCase() !== "websocket") return UPGRADE_REQUIRED;
  if (headers["sec-websocket-version"] !== "13") return OTHER_VERSION;
  if (!KEY.test(headers["sec-websocket-key"] ?? "")) return BAD_KEY;
  if (!mayComeFrom(headers.origin, headers.host, address, rules.allowedOrigins)) return FOREIGN;
  return undefined;
}

/**
 * Whether a request plainly is from this computer. One that a proxy here passed on for somebody else, or that a page of another site made
 * by giving its own name this computer's address, asks for another host.
 */
export function isFromHome({ headers: { host } }: IncomingMessage, address: string): boolean {
  const asked = `http://${host}`;
  return (
    isLoopback(address) &&
    URL.canParse(asked) &&
    /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(asked).hostname)
  );
}

/** A URL's path as it was sent: nothing is decoded, so nothing can hide in it. */
export function pathOf(url: string | undefined): string {
  return (url ?? "").split("?", 1)[0]!;
}

/** Answers a request that will not become a WebSocket, and ends the socket. */
export function refuseUpgrade(socket: Duplex, refusal: Refusal): void {
  const { status, text } = refusal;
  const headers = {
    Connection: "close",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": String(Buffer.byteLength(text)),
    ...refusal.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  hangUp(socket, `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${text}`);
}

function mayComeFrom(
  origin: string | undefined,
  host: string | undefined,
  address: string,
  allowed: readonly string[],
): boolean {
  // Browsers always say where a page is from. A program that does not is let in where its owner plainly is at home.
  if (origin === undefined) return isLoopback(address) || allowed.includes("native");
  if (allowed.includes("*")) return true;
  if (!/^https?:\/\//i.test(origin) || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  return allowed.includes(from.origin) || from.host === hostAsIn(from, host);
}

/** The Host header in the form that `new URL` gives it under the same scheme: lower case, default port left out. */
function hostAsIn({ protocol }: URL, host: string | undefined): string | undefined {
  const address = `${protocol}//${host}`;
  return host !== undefined && URL.canParse(address) ? new URL(address).host : undefined;
}

const NO_SUCH_SOCKET: Refusal = {
  status: 404,
  reason: "no such socket",
  text: "There is no WebSocket here.",
};
export const UPGRADE_REQUIRED: Refusal = {
  status: 426,
  reason: "upgrade required",
  text: "This address speaks WebSocket; a browser opens the game at / instead.",
  headers: { Upgrade: "websocket" },
};
const OTHER_VERSION: Refusal = {
  status: 426,
  reason: "other WebSocket version",
  text: "This server speaks WebSocket version 13.",
  headers: { Upgrade: "websocket", "Sec-WebSocket-Version": "13" },
};
const BAD_KEY: Refusal = {
  status: 400,
  reason: "bad WebSocket key",
  text: "Sec-WebSocket-Key must be 16 bytes in base64.",
};
const FOREIGN: Refusal = {
  status: 403,
  reason: "foreign origin",
  text: "This page is not from this server. Whoever runs it can allow yours with --allow-origin.",
};
export const FULL: Refusal = {
  status: 503,
  reason: "full",
  text: "The server is full. Try again in a minute.",
  headers: { "Retry-After": "60" },
};
export const TOO_MANY: Refusal = {
  status: 429,
  reason: "too many connections",
  text: "Too many connections in a short time. Try again in some seconds.",
  headers: { "Retry-After": "5" },
};
