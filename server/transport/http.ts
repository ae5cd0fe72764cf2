/**
 * The one port: pages over HTTP, the game over a WebSocket. Slow and malformed requests are ended early and never reach
 * the code above.
 */
import { createServer, STATUS_CODES, type IncomingMessage, type Server } from "node:http";
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { createServer as createSecureServer } from "node:https";
import type { Duplex } from "node:stream";
import { readBody } from "./body.ts";
import { hangUp } from "./hangUp.ts";
import { plainAddress } from "./limits.ts";
import { send, textReply, type Reply } from "./reply.ts";
import { pathOf, UPGRADE_REQUIRED } from "./upgrade.ts";

export interface HttpOptions {
  /** Paths of sockets, for whoever comes there without one. */
  socketPaths: ReadonlySet<string>;
  /** Connections of all kinds at once; more are not accepted. */
  maxConnections: number;
  timeouts: HttpTimeouts;
  /** Key and certificate in PEM, for TLS; undefined for none. */
  certificate?: { readonly key: string; readonly cert: string } | undefined;
  /** Whether another connection from this address is worth listening to now; if not, it is reset without a word. */
  admitSocket(address: string): boolean;
  /** Whether whoever asks may ask for as much as so many files now. */
  admit(request: IncomingMessage, files: number): boolean;
  /** Pages that are made on request, by path. */
  pages: ReadonlyMap<string, Page>;
  /** What may be sent here with PUT, by path. */
  intakes: ReadonlyMap<string, Intake>;
  /** Answers GET and HEAD of everything else. */
  servePage(request: IncomingMessage, response: ServerResponse): void;
  onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  counters: { refused(reason: string): void; handlerFailed(error: unknown): void };
}

/** Makes a page for whoever asks. */
export type Page = (request: IncomingMessage) => Reply | Promise<Reply>;

/** Takes what was sent, which is no longer than `mostBytes`. */
export interface Intake {
  readonly mostBytes: number;
  take(request: IncomingMessage, body: Buffer): Reply | Promise<Reply>;
}

export interface HttpTimeouts {
  /** From the first byte to the end of the headers. */
  readonly headersMs: number;
  /** From the first byte to the end of the request. */
  readonly requestMs: number;
  readonly keepAliveMs: number;
  /** A connection on which nothing moves, such as one that does not read its answer. */
  readonly idleMs: number;
  /** How often these are looked at. */
  readonly checkMs: number;
}

export const DEFAULT_TIMEOUTS: HttpTimeouts = {
  headersMs: 5000,
  requestMs: 8000,
  keepAliveMs: 5000,
  idleMs: 30_000,
  checkMs: 1000,
};

const MOST_HEADER_BYTES = 8192;
const MOST_HEADERS = 64;
/** A page that is made for who asks costs as much as so many files that lie ready. */
const MADE_PAGE_FILES = 4;
const TOO_OFTEN = textReply(429, "Too many requests in a short time. Try again in a second.", {
  "Retry-After": "1",
});

/** An HTTP server that does not listen yet. */
export function createHttpServer(options: HttpOptions): Server {
  const { timeouts, counters } = options;
  const settings = {
    maxHeaderSize: MOST_HEADER_BYTES,
    headersTimeout: timeouts.headersMs,
    requestTimeout: timeouts.requestMs,
    keepAliveTimeout: timeouts.keepAliveMs,
    connectionsCheckingInterval: timeouts.checkMs,
    // An offer of another protocol, as some programs make with every request, is no reason to refuse the page.
    shouldUpgradeCallback: ({ headers }: IncomingMessage) =>
      headers.upgrade?.toLowerCase() === "websocket",
  };
  const server = options.certificate
    ? createSecureServer({
        ...settings,
        ...options.certificate,
        handshakeTimeout: timeouts.headersMs,
      })
    : createServer(settings);
  server.maxHeadersCount = MOST_HEADERS;
  server.maxConnections = options.maxConnections;
  server.setTimeout(timeouts.idleMs);
  guardSockets(server, options);
  server.on("request", (request, response) => answer(options, request, response));
  server.on("upgrade", options.onUpgrade);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    // That of somebody who was already told to go is no other one.
    if (socket.writableEnded) return;
    counters.refused("bad HTTP request");
    refuseMalformed(error.code, socket);
  });
  return server;
}

/** Stands before the listener that makes an HTTP connection, or one with TLS, of a socket. */
function guardSockets(server: Server, { admitSocket, counters }: HttpOptions): void {
  const listeners = server.listeners("connection");
  server.removeAllListeners("connection");
  server.on("connection", (socket: Socket) => {
    if (admitSocket(plainAddress(socket.remoteAddress ?? ""))) {
      for (const listen of listeners) listen.call(server, socket);
    } else {
      counters.refused("connection rate");
      socket.resetAndDestroy();
    }
  });
}

function answer(options: HttpOptions, request: IncomingMessage, response: ServerResponse): void {
  const path = pathOf(request.url);
  const intake = options.intakes.get(path);
  const isMade = options.pages.has(path) || intake !== undefined;
  if (!options.admit(request, isMade ? MADE_PAGE_FILES : 1)) {
    options.counters.refused("request rate");
    send(request, response, TOO_OFTEN);
  } else if (request.method === "PUT" && intake !== undefined) {
    follow(options, takeIn(options, intake, request, response), request, response);
  } else if (request.method !== "GET" && request.method !== "HEAD") {
    const allowed = intake === undefined ? "GET, HEAD" : "GET, HEAD, PUT";
    send(request, response, textReply(405, `Only ${allowed}.`, { Allow: allowed }));
  } else if (options.socketPaths.has(path)) {
    const { status, text, headers } = UPGRADE_REQUIRED;
    send(request, response, textReply(status, text, headers));
  } else {
    follow(options, serve(options, path, request, response), request, response);
  }
}

/** Whatever goes wrong on the way to an answer is a mistake of ours. */
function follow(
  { counters }: HttpOptions,
  answered: Promise<void>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  answered.catch((error: unknown) => {
    counters.handlerFailed(error);
    if (response.headersSent) response.destroy();
    else send(request, response, textReply(500, "The server made a mistake; its log tells more."));
  });
}

async function serve(
  options: HttpOptions,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const page = options.pages.get(path);
  if (page) send(request, response, await page(request));
  else options.servePage(request, response);
}

async function takeIn(
  { counters }: HttpOptions,
  { mostBytes, take }: Intake,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, mostBytes);
  if (body === "broken off") return;
  if (body === "too long") {
    counters.refused("body too long");
    send(request, response, textReply(413, `No more than ${mostBytes} bytes.`));
  } else {
    send(request, response, await take(request, body));
  }
}

function refuseMalformed(code: string | undefined, socket: Duplex): void {
  const status = STATUS_OF_ERROR[code ?? ""] ?? 400;
  // After a reset, or in the middle of an answer, there is nobody to tell.
  const isListening = socket.writable && socket.writableLength === 0 && code !== "ECONNRESET";
  if (isListening)
    hangUp(socket, `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
  else socket.destroy();
}

const STATUS_OF_ERROR: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
