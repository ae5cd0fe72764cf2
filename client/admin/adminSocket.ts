/** The page's end of the admin socket: shows that it knows the secret without sending it, gives commands, hears answers. */
import {
  ADMIN_PATH,
  type Reply,
  type Right,
  readLevel,
  readNonce,
  readReply,
} from "#shared/protocol/admin.ts";

export interface AdminListener {
  onLevel(level: Right): void;
  /** For good; say it in words. */
  onEnd(reason: string): void;
}

const NEVER = new Promise<never>(() => undefined);

export class AdminSocket {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #nextId = 1;

  constructor(name: string, secret: string, listener: AdminListener) {
    const url = new URL(ADMIN_PATH, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    this.#socket = new WebSocket(url);
    this.#socket.onmessage = ({ data }) => {
      const bytes = new TextEncoder().encode(String(data));
      const nonce = readNonce(bytes);
      if (nonce !== undefined) void this.#introduce(name, secret, nonce);
      const level = readLevel(bytes);
      if (level !== undefined) listener.onLevel(level);
      const reply = readReply(bytes);
      if (reply !== undefined) this.#settle(reply);
    };
    this.#socket.onclose = ({ reason }) => listener.onEnd(reason);
  }

  /** Gives a command; never settles when the connection ends before. */
  run(line: string): Promise<Reply> {
    if (this.#socket.readyState !== WebSocket.OPEN) return NEVER;
    const id = this.#nextId++;
    this.#socket.send(JSON.stringify({ id, line }));
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  async #introduce(name: string, secret: string, nonce: string): Promise<void> {
    const answer = await answerTo(nonce, secret);
    this.#socket.send(JSON.stringify({ name, answer }));
  }

  #settle(reply: Reply): void {
    this.#waiting.get(reply.id)?.(reply);
    this.#waiting.delete(reply.id);
  }
}

/** Whether this browser lets a page that came like this one work out an answer. */
export function mayAnswer(): boolean {
  return isSecureContext;
}

async function answerTo(nonce: string, secret: string): Promise<string> {
  const bytesOf = new TextEncoder();
  const key = await crypto.subtle.importKey(
    "raw",
    bytesOf.encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const answer = await crypto.subtle.sign("HMAC", key, bytesOf.encode(nonce));
  return Array.from(new Uint8Array(answer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
