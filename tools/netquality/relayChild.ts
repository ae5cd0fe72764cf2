/** The bad network of one run, as whoever measures sees it. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { FromRelay, Order, RelayState, Terms, ToRelay } from "./relayProcess.ts";

const ENTRY = fileURLToPath(new URL("relayProcess.ts", import.meta.url));

export class RelayChild {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  static async start(terms: Terms): Promise<RelayChild> {
    const child = fork(ENTRY, { serialization: "advanced" });
    child.send({ type: "open", ...terms } satisfies ToRelay);
    const { port } = await hear(child, "listening");
    return new RelayChild(child, port);
  }

  /** Waits for the next connection. */
  async nextLink(): Promise<void> {
    await hear(this.#child, "came");
  }

  /** Does what is asked for, and tells how things are right after. One at a time. */
  async ask(message: Order): Promise<RelayState> {
    this.#child.send(message);
    return (await hear(this.#child, "state")).state;
  }

  async close(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.disconnect();
    await ended;
  }
}

type Heard<Type extends FromRelay["type"]> = Extract<FromRelay, { type: Type }>;

/** The next message of a kind; throws when the process ends instead. */
async function hear<Type extends FromRelay["type"]>(
  child: ChildProcess,
  type: Type,
): Promise<Heard<Type>> {
  const { promise, resolve, reject } = Promise.withResolvers<Heard<Type>>();
  const onMessage = (message: FromRelay) => {
    if (message.type === type) resolve(message as Heard<Type>);
  };
  const onExit = () => reject(new Error("the relay ended"));
  child.on("message", onMessage);
  child.once("exit", onExit);
  try {
    return await promise;
  } finally {
    child.off("message", onMessage);
    child.off("exit", onExit);
  }
}
