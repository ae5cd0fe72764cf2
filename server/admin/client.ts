/** The other end of the admin socket: shows that it knows the secret, gives commands, and hears what came of them. */
import { answerTo } from "./secrets.ts";
import type { Right } from "#shared/protocol/admin.ts";
import {
  ADMIN_PATH,
  MOST_NAME,
  type Reply,
  readLevel,
  readNonce,
  readReply,
} from "#shared/protocol/admin.ts";

/** Why there is no console, or none any more. */
export class ConsoleError extends Error {
  override name = "ConsoleError";
}

export interface AdminClientOptions {
  /** Of the server: ws, wss, http or https, whatever its path. */
  url: string;
  secret: string;
  /** How the audit log names whoever this is, as far as there is room. */
  name: string;
}

export class AdminClient {
  readonly level: Right;
  /** Rejects when the server ends it. */
  readonly ended: Promise<never>;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #nextId = 1;

  private constructor(socket: WebSocket, level: Right) {
    this.#socket = socket;
    this.level = level;
    this.ended = endOf(socket);
    socket.onmessage = ({ data }) => {
      const reply = readReply(bytesOf(data));
      if (reply === undefined) return;
      this.#waiting.get(reply.id)?.(reply);
      this.#waiting.delete(reply.id);
    };
  }

  /** Connects and introduces itself. Rejects with ConsoleError when that is in vain. */
  static async open({ url, secret, name }: AdminClientOptions): Promise<AdminClient> {
    const socket = new WebSocket(socketUrl(url));
    const level = new Promise<Right>((resolve) => {
      socket.onmessage = ({ data }) => {
        const bytes = bytesOf(data);
        const nonce = readNonce(bytes);
        if (nonce !== undefined) {
          const answer = answerTo(nonce, secret);
          socket.send(JSON.stringify({ name: name.slice(0, MOST_NAME), answer }));
        }
        const given = readLevel(bytes);
        if (given !== undefined) resolve(given);
      };
    });
    return new AdminClient(socket, await Promise.race([level, endOf(socket)]));
  }

  /** Gives a command. Rejects with ConsoleError when the server ends it before it has answered. */
  run(line: string): Promise<Reply> {
    const id = this.#nextId++;
    const replied = new Promise<Reply>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, line }));
    return Promise.race([replied, this.ended]);
  }

  close(): void {
    this.#socket.close();
  }
}

function endOf(socket: WebSocket): Promise<never> {
  const ended = new Promise<never>((_resolve, reject) => {
    socket.addEventListener("close", ({ code, reason }) =>
      reject(new ConsoleError(explainEnd(code, reason))),
    );
  });
  // Whoever closed it does not wait for it.
  ended.catch(() => undefined);
  return ended;
}

function explainEnd(code: number, reason: string): string {
  const noDoor = "There is no admin socket there: is the server up, and a secret set for it?";
  return reason === "" ? `${noDoor} (${code})` : `The server closed the console: ${reason}.`;
}

function bytesOf(data: unknown): Uint8Array {
  return new TextEncoder().encode(typeof data === "string" ? data : "");
}

/** Throws ConsoleError for what leads to no server. */
function socketUrl(text: string): URL {
  if (!/^(ws|http)s?:\/\//i.test(text) || !URL.canParse(text))
    throw new ConsoleError(`"${text}" is no address of a server, such as ws://127.0.0.1:7777.`);
  const url = new URL(ADMIN_PATH, text);
  url.protocol = url.protocol.replace("http", "ws");
  return url;
}
