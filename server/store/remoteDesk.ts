/** The near end of the thread with the records: the same desk, whose answers come later. */
import { Worker } from "node:worker_threads";
import { packing } from "../build.ts";
import type { Desk } from "./desk.ts";
import { type FaultKind, StoreFault } from "./fault.ts";

/** A desk that answers later. */
export type RemoteDesk = {
  [Name in keyof Desk]: (...args: Parameters<Desk[Name]>) => Promise<ReturnType<Desk[Name]>>;
};

/** What goes over to the thread, and what comes back under the same number. */
export interface Question {
  readonly id: number;
  readonly name: keyof Desk;
  readonly args: readonly unknown[];
}
export interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly fault?: { readonly kind: FaultKind; readonly message: string };
}

interface Waiting {
  resolve(value: unknown): void;
  reject(fault: StoreFault): void;
}

/** The second name is that of vite.config.ts. */
const THREAD = packing === undefined ? "./thread.ts" : "./storeThread.mjs";

/** Has a desk for the file at `path` in a thread, which is begun when it is asked something, and anew when it has ended. */
export function hireDesk(path: string): RemoteDesk {
  const thread = new DeskThread(path);
  const ask =
    <Name extends keyof Desk>(name: Name) =>
    (...args: Parameters<Desk[Name]>) =>
      thread.ask(name, args) as Promise<ReturnType<Desk[Name]>>;
  return {
    open: ask("open"),
    write: ask("write"),
    statistics: ask("statistics"),
    leaders: ask("leaders"),
    belongings: ask("belongings"),
    close: () => thread.close(),
  };
}

class DeskThread {
  readonly #path: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;

  constructor(path: string) {
    this.#path = path;
  }

  ask(name: keyof Desk, args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const worker = (this.#worker ??= this.#begin());
      const id = ++this.#lastId;
      this.#waiting.set(id, { resolve, reject });
      // A process does not end while it waits for an answer, and does when it waits for nothing else than a question.
      worker.ref();
      worker.postMessage({ id, name, args } satisfies Question);
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    try {
      await this.ask("close", []);
    } finally {
      this.#worker = undefined;
      await worker.terminate();
    }
  }

  #begin(): Worker {
    const worker = new Worker(new URL(THREAD, import.meta.url), { workerData: this.#path });
    worker.on("message", (answer: Answer) => this.#pass(worker, answer));
    worker.on("error", (error: Error) => this.#end(worker, error));
    worker.on("exit", () => this.#end(worker, new Error("the thread of the records has ended")));
    return worker;
  }

  #pass(worker: Worker, { id, value, fault }: Answer): void {
    const one = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) worker.unref();
    if (fault === undefined) one?.resolve(value);
    else one?.reject(new StoreFault(fault.kind, fault.message));
  }

  #end(worker: Worker, cause: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const fault = new StoreFault("program", cause.message, { cause });
    for (const { reject } of this.#waiting.values()) reject(fault);
    this.#waiting.clear();
  }
}
