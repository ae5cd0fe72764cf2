/**
 * What goes over the admin socket: JSON in text frames, under the limits of the game's socket.
 *
 *   server  { nonce }                     who are you?
 *   client  { name, answer }              HMAC-SHA256 of the nonce under the secret, in hexadecimal digits
 *   server  { level }                     you may do that much; or it closes
 *   client  { id, line }                  a command
 *   server  { id, isDone, text }          what came of it
 */

/** What operators may do, each level all that those before it may. */
export const RIGHTS = ["watch", "moderate", "operate"] as const;
export type Right = (typeof RIGHTS)[number];

/** What the command `state` tells, in JSON. */
export interface AdminState {
  readonly rooms: readonly AdminRoom[];
}

export interface AdminRoom {
  readonly code: string;
  readonly isPublic: boolean;
  readonly map: string;
  readonly mode: string;
  readonly phase: string;
  readonly maxSeats: number;
  readonly watching: number;
  readonly seats: readonly AdminSeat[];
}

export interface AdminSeat {
  readonly slot: number;
  readonly name: string;
  readonly state: "here" | "lost" | "bot";
  readonly isMuted: boolean;
  readonly score: number;
  readonly pingMs: number;
}

export interface Introduction {
  readonly name: string;
  readonly answer: string;
}

export interface Order {
  readonly id: number;
  readonly line: string;
}

export interface Reply {
  readonly id: number;
  readonly isDone: boolean;
  readonly text: string;
}

/** How the server ends it. */
export const AdminClose = {
  refused: 1008,
  /** That is no secret of this server. */
  wrongSecret: 4011,
  /** Too many were tried from there. */
  lockedOut: 4012,
  /** Nothing came in time. */
  tooLate: 4009,
  /** The secrets have changed, or the server stops. */
  over: 1001,
} as const;

export const ADMIN_PATH = "/admin";
export const MOST_NAME = 32;
const MOST_LINE = 1024;
const ANSWER = /^[0-9a-f]{64}$/;

const bytesOf = new TextEncoder();
const textOf = new TextDecoder("utf-8", { fatal: true });

export function encode(message: object): Uint8Array {
  return bytesOf.encode(JSON.stringify(message));
}

/** An object, or undefined for whatever else somebody sent. */
export function decode(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(textOf.decode(bytes));
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch (error) {
    // Nobody but its sender is to blame for it.
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Undefined for what is none. */
export function readIntroduction(bytes: Uint8Array): Introduction | undefined {
  const { name, answer } = decode(bytes) ?? {};
  if (typeof name !== "string" || name.length > MOST_NAME) return undefined;
  return typeof answer === "string" && ANSWER.test(answer) ? { name, answer } : undefined;
}

/** Undefined for what is none. */
export function readOrder(bytes: Uint8Array): Order | undefined {
  const { id, line } = decode(bytes) ?? {};
  if (!Number.isSafeInteger(id) || typeof line !== "string" || line.length > MOST_LINE)
    return undefined;
  return { id: id as number, line };
}

/** Of a server; undefined for what is none. */
export function readReply(bytes: Uint8Array): Reply | undefined {
  const { id, isDone, text } = decode(bytes) ?? {};
  if (typeof id !== "number" || typeof isDone !== "boolean" || typeof text !== "string")
    return undefined;
  return { id, isDone, text };
}

/** What a server lets somebody do who has introduced himself. */
export function readLevel(bytes: Uint8Array): Right | undefined {
  const { level } = decode(bytes) ?? {};
  return RIGHTS.find((right) => right === level);
}

/** What a server asks. */
export function readNonce(bytes: Uint8Array): string | undefined {
  const { nonce } = decode(bytes) ?? {};
  return typeof nonce === "string" ? nonce : undefined;
}
