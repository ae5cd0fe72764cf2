/** The processes of a measurement: a server that tells its port, and a child that is all of its clients. */
import { fork, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { LoadCounts, LoadRequest } from "./loadChild.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface ServerStart {
  /** A command that runs what follows it, such as one that limits it. */
  readonly through?: readonly string[];
  /** The two can send messages to each other. */
  readonly hasChannel?: boolean;
  /** Nobody need see what it has to say of its end. */
  readonly isSilent?: boolean;
}

/** Starts a script of this package that serves, and waits until it tells its address. */
export async function startServer(
  script: readonly string[],
  { through = [], hasChannel = false, isSilent = false }: ServerStart = {},
): Promise<{ child: ChildProcess; port: number }> {
  const [command = process.execPath, ...args] = [...through, process.execPath, ...script];
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: [
      "ignore",
      "pipe",
      isSilent ? "ignore" : "inherit",
      ...(hasChannel ? ["ipc" as const] : []),
    ],
    serialization: "advanced",
  });
  endWithUs(child);
  const port = await new Promise<number>((resolve, reject) => {
    let text = "";
    child.stdout!.on("data", (chunk) => {
      text += String(chunk);
      const found = /localhost:(\d+)/.exec(text);
      if (found) resolve(Number(found[1]));
    });
    child.once("exit", () => reject(new Error(`the server ended: ${text}`)));
  });
  return { child, port };
}

export async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGINT");
  await gone;
}

/** Clients in a process of their own. */
export class LoadProcess {
  readonly #child: ChildProcess;

  constructor() {
    this.#child = fork(fileURLToPath(new URL("loadChild.ts", import.meta.url)));
    endWithUs(this.#child);
  }

  /** Lets all of them in; done when the last has knocked. */
  async join(request: Omit<LoadRequest & { type: "join" }, "type">): Promise<LoadCounts> {
    return this.#ask({ type: "join", ...request });
  }

  async count(): Promise<LoadCounts> {
    return this.#ask({ type: "count" });
  }

  async stop(): Promise<void> {
    await stop(this.#child);
  }

  /** They fall silent, and their connections stay open. */
  freeze(): void {
    this.#child.kill("SIGSTOP");
  }

  /** Ends them without a farewell. */
  async kill(): Promise<void> {
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await gone;
  }

  async #ask(request: LoadRequest): Promise<LoadCounts> {
    const settled = new AbortController();
    const { signal } = settled;
    const answered = once(this.#child, "message", { signal });
    const ended = once(this.#child, "exit", { signal }).then(() => {
      throw new Error("the clients ended");
    });
    this.#child.send(request);
    const [counts] = (await Promise.race([answered, ended])) as [LoadCounts];
    settled.abort();
    return counts;
  }
}

/** A measurement that is broken off leaves nothing behind. */
function endWithUs(child: ChildProcess): void {
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
}
