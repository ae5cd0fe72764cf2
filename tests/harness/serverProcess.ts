/** The server as people run it: a process of its own, known by what it prints, ended by signals. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ADDRESS = /http:\/\/(?:127\.0\.0\.1|localhost):(\d+)\//;

export class ServerProcess {
  readonly #args: readonly string[];
  #child: ChildProcess | undefined;
  #port = 0;
  #output = "";

  private constructor(args: readonly string[]) {
    this.#args = args;
  }

  /** Starts a server with these options, on a port that is free; done when it says where it is. */
  static async start(...args: string[]): Promise<ServerProcess> {
    const server = new ServerProcess(args);
    await server.#run();
    return server;
  }

  /** Address of the page: `http://127.0.0.1:PORT/`. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  /** All that it printed, errors too, since it was started first. */
  get output(): string {
    return this.#output;
  }

  /** Asks it to stop, as Ctrl+C does, and gives its exit code. Does nothing to one that has ended. */
  stop(): Promise<number | null> {
    return this.#end("SIGINT");
  }

  /** Tells it to read its settings again; done when what it says of that is among the output. */
  async reload(): Promise<void> {
    const start = this.#output.length;
    this.#child?.kill("SIGHUP");
    while (!/settings (were|stay)/i.test(this.#output.slice(start)))
      await once(this.#child!.stdout!, "data");
  }

  /** Lets it end in the midst of a tick. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Starts it again on the port that it had. */
  async restart(): Promise<void> {
    await this.kill();
    await this.#run();
  }

  async #run(): Promise<void> {
    const keep = this.#args.includes("--data") ? [] : ["--no-records"];
    const place = ["--host", "127.0.0.1", "--port", String(this.#port)];
    const child = spawn(process.execPath, ["server/main.ts", ...place, ...keep, ...this.#args], {
      cwd: ROOT,
      env: withoutSettings(process.env),
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    endWithUs(child);
    this.#port = await this.#readPort(child);
  }

  #readPort(child: ChildProcess): Promise<number> {
    const start = this.#output.length;
    return new Promise((resolve, reject) => {
      const read = (text: string): void => {
        this.#output += text;
        const port = ADDRESS.exec(this.#output.slice(start))?.[1];
        if (port !== undefined) resolve(Number(port));
      };
      child.stdout?.setEncoding("utf8").on("data", read);
      child.stderr?.setEncoding("utf8").on("data", read);
      child.once("error", reject);
      child.once("close", (code) => {
        reject(new Error(`The server ended with ${code} instead of starting:\n${this.#output}`));
      });
    });
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (child === undefined) return null;
    if (child.exitCode === null && child.signalCode === null) {
      const closed = once(child, "close");
      child.kill(signal);
      await closed;
    }
    return child.exitCode;
  }
}

/** What a developer has set for servers of his own is none of a test's. */
function withoutSettings(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(variables).filter(([name]) => !name.startsWith("CAROM_")),
  );
}

/** A run of tests that is broken off leaves no server behind. */
function endWithUs(child: ChildProcess): void {
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
}
