/** What commands take: words as they were typed, made into rooms, seats and numbers or refused in a sentence. */
import { isIP } from "node:net";
import type { RosterSeat } from "#shared/protocol/messages.ts";
import type { Lobby } from "../rooms/lobby.ts";
import type { Room } from "../rooms/room.ts";
import type { Seat } from "../rooms/seat.ts";
import { householdOf, plainAddress } from "../transport/limits.ts";
import { CommandError } from "./commandError.ts";

/** What an argument may look at: the lobby, and what came of the arguments before it. */
export interface Context {
  readonly lobby: Lobby;
  /** The room that was named before, if one was. */
  room: Room | undefined;
}

export interface Argument<T> {
  /** As the help shows it. */
  readonly name: string;
  /** Takes all that is left of the line. */
  readonly isRest?: true;
  readonly isOptional?: true;
  /** Throws CommandError for what it does not take. */
  read(text: string, context: Context): T;
}

export type ValuesOf<A extends readonly Argument<unknown>[]> = {
  [K in keyof A]: A[K] extends Argument<infer T> ? T : never;
};

/** The words of a line; what stands in quotes is one word, in which `\"` is a quote and `\\` a backslash. */
export function wordsOf(line: string): string[] {
  return Array.from(
    line.matchAll(/"((?:[^"\\]|\\["\\]|\\(?!["\\]))*)"|(\S+)/g),
    ([, quoted, plain]) => quoted?.replaceAll(/\\(["\\])/g, "$1") ?? plain ?? "",
  );
}

/** The line of which `wordsOf` makes these words. */
export function lineOf(words: readonly string[]): string {
  return words
    .map((word) =>
      word === "" || /[\s"]/.test(word) ? `"${word.replaceAll(/["\\]/g, "\\$&")}"` : word,
    )
    .join(" ");
}

/** An argument that may be left out. */
export function optional<T>(argument: Argument<T>): Argument<T | undefined> {
  return { ...argument, name: `[${argument.name}]`, isOptional: true };
}

/** A room by its code. */
export const ROOM: Argument<Room> = {
  name: "ROOM",
  read: (text, context) => {
    const room = context.lobby.room(text.toUpperCase());
    if (room === undefined) throw new CommandError(`There is no room ${text}: "rooms" lists them.`);
    context.room = room;
    return room;
  },
};

/** Somebody in the room that was named, by his slot or by his name. */
const SLOT: Argument<RosterSeat> = {
  name: "SEAT",
  read: (text, { room }) => {
    const roster = room?.roster() ?? [];
    // First by slot: anybody may take the number of somebody else for his name.
    const found =
      roster.find(({ slot }) => String(slot) === text) ??
      roster.find(({ name }) => name.toLowerCase() === text.toLowerCase());
    if (found !== undefined) return found;
    throw new CommandError(`Nobody is on seat ${text}: "seats ${room?.code}" lists them.`);
  },
};

/** A person in the room that was named. */
export const SEAT: Argument<Seat> = {
  name: "SEAT",
  read: (text, context) => {
    const { slot, name } = SLOT.read(text, context);
    const seat = [...(context.room?.seats ?? [])].find((other) => other.slot === slot);
    if (seat === undefined) throw new CommandError(`${name} is a bot.`);
    return seat;
  },
};

/** An IPv6 household as lists show it: the half of an address. */
const HOUSEHOLD = /^([\da-f]{1,4}:){3}[\da-f]{1,4}$/;

/** An address as the door has it: of IPv6 it knows households, and each in one spelling alone. */
export const ADDRESS: Argument<string> = {
  name: "ADDRESS",
  read: (text) => {
    const typed = plainAddress(text.toLowerCase()).split("%")[0]!;
    const address = HOUSEHOLD.test(typed) ? `${typed}::` : typed;
    if (isIP(address) === 4) return address;
    if (isIP(address) === 6)
      return householdOf(new URL(`http://[${address}]`).hostname.slice(1, -1));
    throw new CommandError(
      `ADDRESS is one such as 192.0.2.1 or 2001:db8::1, of one computer, not "${text}".`,
    );
  },
};

/** A whole number within these bounds. */
export function wholeNumber(name: string, least: number, most: number): Argument<number> {
  return {
    name,
    read: (text) => {
      const value = Number(text);
      if (/^\d+$/.test(text) && value >= least && value <= most) return value;
      throw new CommandError(`${name} is a whole number from ${least} to ${most}, not "${text}".`);
    },
  };
}

/** One of these words. */
export function oneOf<const T extends string>(name: string, words: readonly T[]): Argument<T> {
  return {
    name,
    read: (text) => {
      const found = words.find((word) => word === text.toLowerCase());
      if (found !== undefined) return found;
      throw new CommandError(`${name} is one of ${words.join(", ")}, not "${text}".`);
    },
  };
}

/** One word, whatever it is. */
export function word(name: string): Argument<string> {
  return { name, read: (text) => text };
}

/** All that is left of the line, at most so many characters. */
export function rest(name: string, most: number): Argument<string> {
  return {
    name: `${name}...`,
    isRest: true,
    read: (text) => {
      if (text.length <= most) return text;
      throw new CommandError(`${name} has at most ${most} characters, not ${text.length}.`);
    },
  };
}
