/** The server of one run: a process of its own, and all that it tells. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { favour } from "../favour.ts";
import { machineMs } from "./clock.ts";
import type { Game } from "./games.ts";
import { TruthLog } from "./truthLog.ts";
import type { FromServer, ToServer } from "./truthWire.ts";

const ENTRY = fileURLToPath(new URL("truthServer.ts", import.meta.url));
const CLOCK_READINGS = 20;

export class ServerChild {
  readonly truth = new TruthLog();
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
    child.on("message", (message: FromServer) => {
      if (message.type === "truth") this.truth.add(message.batch);
    });
  }

  static async start(seats: number, seed: number, game: Game): Promise<ServerChild> {
    const terms = [String(seats), String(seed), game.mode, game.map];
    const child = fork(ENTRY, terms, { serialization: "advanced" });
    process.once("exit", () => void child.kill("SIGKILL"));
    favour(child.pid);
    const ended = once(child, "exit").then(() => {
      throw new Error("the server ended before it listened");
    });
    const [message] = (await Promise.race([once(child, "message"), ended])) as [FromServer];
    if (message.type !== "listening") throw new Error("the server does not listen");
    return new ServerChild(child, message.port);
  }

  /** How far its clock may be from ours, ms: what is left when half of the quickest round trip is taken for the way. */
  async measureClockOffset(): Promise<number> {
    let best = { roundMs: Infinity, offsetMs: Number.NaN };
    for (let i = 0; i < CLOCK_READINGS; i++) {
      const sentMs = machineMs();
      const theirMs = await this.#askClock();
      const roundMs = machineMs() - sentMs;
      if (roundMs < best.roundMs) best = { roundMs, offsetMs: theirMs - (sentMs + roundMs / 2) };
    }
    return best.offsetMs;
  }

  /** A counter of the page that Prometheus reads. */
  async readCounter(name: string): Promise<number> {
    const page = await (await fetch(`http://127.0.0.1:${this.port}/metrics`)).text();
    const row = page.split("\n").find((line) => line.startsWith(`${name} `));
    return Number(row?.slice(name.length + 1));
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.send({ type: "stop" } satisfies ToServer);
    await ended;
  }

  #askClock(): Promise<number> {
    return new Promise((resolve) => {
      const hear = (message: FromServer) => {
        if (message.type !== "clock") return;
        this.#child.off("message", hear);
        resolve(message.ms);
      };
      this.#child.on("message", hear);
      this.#child.send({ type: "clock" } satisfies ToServer);
    });
  }
}
