/** Operators at the admin socket: each shows that he knows a secret, and then gives commands. */
import { cleanChat } from "../rooms/words.ts";
import type { Connection, ConnectionHandler } from "../transport/connection.ts";
import type { AdminDesk } from "./desk.ts";
import { Lockout } from "./lockout.ts";
import type { Operator } from "./rights.ts";
import { createNonce, rightOf, type Secrets } from "./secrets.ts";
import { AdminClose, encode, readIntroduction, readOrder } from "#shared/protocol/admin.ts";

export interface ReceptionOptions {
  desk: AdminDesk;
  secrets: Secrets;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  refused(reason: string): void;
}

/** Whoever does not say who he is for so long is closed. */
const INTRODUCTION_MS = 5000;

interface Caller {
  readonly connection: Connection;
  readonly nonce: string;
  readonly sinceMs: number;
  operator: Operator | undefined;
  isOver: boolean;
}

export class Reception {
  readonly #options: ReceptionOptions;
  readonly #callers = new Set<Caller>();
  readonly #lockout = new Lockout();
  #secrets: Secrets;

  constructor(options: ReceptionOptions) {
    this.#options = options;
    this.#secrets = options.secrets;
  }

  get secrets(): Secrets {
    return this.#secrets;
  }

  /** Other secrets: whoever is in shows anew that he knows one. */
  set secrets(secrets: Secrets) {
    if (JSON.stringify(secrets) === JSON.stringify(this.#secrets)) return;
    this.#secrets = secrets;
    for (const caller of this.#callers)
      this.#end(caller, AdminClose.over, "the secrets have changed");
  }

  /** Takes a connection in. */
  accept(connection: Connection): ConnectionHandler {
    const { now } = this.#options;
    const nonce = createNonce();
    const caller: Caller = {
      connection,
      nonce,
      sinceMs: now(),
      operator: undefined,
      isOver: false,
    };
    this.#callers.add(caller);
    connection.send(encode({ nonce }));
    return {
      onMessage: (bytes) => {
        if (caller.isOver) return;
        if (caller.operator === undefined) this.#introduce(caller, bytes);
        else this.#obey(caller, caller.operator, bytes);
      },
      onClose: () => void this.#callers.delete(caller),
    };
  }

  /** Closes whoever takes too long to say who he is. To be called about once a second. */
  sweep(): void {
    const nowMs = this.#options.now();
    for (const caller of this.#callers) {
      if (caller.operator === undefined && nowMs - caller.sinceMs > INTRODUCTION_MS)
        this.#refuse(caller, AdminClose.tooLate, "say who you are first", "admin silent");
    }
  }

  /** Says goodbye to everybody. */
  close(): void {
    for (const caller of this.#callers)
      this.#end(caller, AdminClose.over, "the server is stopping");
  }

  #introduce(caller: Caller, bytes: Uint8Array): void {
    const { desk, now } = this.#options;
    const { address } = caller.connection;
    const introduction = readIntroduction(bytes);
    if (introduction === undefined)
      return this.#refuse(caller, AdminClose.refused, "not an introduction", "malformed");
    if (!this.#lockout.isOpenTo(address, now()))
      return this.#refuse(caller, AdminClose.lockedOut, "wait, then try again", "admin locked out");
    const level = rightOf(introduction.answer, caller.nonce, this.#secrets);
    // It stands in the log, and in lists that others read.
    const label = cleanChat(introduction.name) || "unnamed";
    if (level === undefined) return this.#noteWrong(caller, label);
    this.#lockout.forget(address);
    caller.operator = { level, label, address };
    desk.note(caller.operator, "login", [], "let in");
    caller.connection.send(encode({ level }));
  }

  #noteWrong(caller: Caller, label: string): void {
    const { desk, now } = this.#options;
    const { address } = caller.connection;
    const isLocked = this.#lockout.noteWrong(address, now());
    const outcome = isLocked ? "wrong secret, locked out" : "wrong secret";
    desk.note({ level: "watch", label, address }, "login", [], outcome);
    this.#refuse(caller, AdminClose.wrongSecret, "wrong secret", "admin secret");
  }

  #obey(caller: Caller, operator: Operator, bytes: Uint8Array): void {
    const order = readOrder(bytes);
    if (order === undefined)
      return this.#refuse(caller, AdminClose.refused, "not a command", "malformed");
    const answer = this.#options.desk.run(order.line, operator);
    caller.connection.send(encode({ id: order.id, ...answer }));
  }

  #refuse(caller: Caller, code: number, reason: string, counted: string): void {
    this.#options.refused(counted);
    this.#end(caller, code, reason);
  }

  #end(caller: Caller, code: number, reason: string): void {
    caller.isOver = true;
    caller.connection.close(code, reason);
  }
}
