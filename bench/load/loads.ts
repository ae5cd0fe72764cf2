/** How much is put on a server, and what it must bear: the figures that a release is held to. */
import type { Form } from "./plainClient.ts";

export interface Load {
  name: string;
  rooms: number;
  seats: number;
  /** 4096 × 4096 px instead of a map of ours. */
  isBig: boolean;
  /** Milliseconds that 99 of 100 ticks must stay below. */
  tickMs: number;
  /** Most of a core, %. */
  cpuPercent?: number;
  /** Most payload down, for each client. */
  bytesPerSecond?: number;
  /** How often it is measured; the run counts whose CPU is the middle one. Once unless said. */
  rounds?: number;
}

/** CPU differs by a third from run to run on a machine that has neighbours: where it is held to a budget, the middle counts. */
const ROUNDS = 3;

const one = { rooms: 1, isBig: false };
const big = { rooms: 1, isBig: true };
const small = { seats: 16, isBig: false, tickMs: 10 };

export const LOADS: readonly Load[] = [
  { ...one, name: "16 seats in a room", seats: 16, tickMs: 8 },
  { ...one, name: "64 seats in a room", seats: 64, tickMs: 8 },
  { ...big, name: "128 seats in a room", seats: 128, tickMs: 8 },
  {
    ...big,
    name: "256 seats in a room",
    seats: 256,
    tickMs: 8,
    cpuPercent: 30,
    bytesPerSecond: 3000,
    rounds: ROUNDS,
  },
  { ...big, name: "512 seats in a room", seats: 512, tickMs: 16.7 },
  { ...small, name: "1 room of 16", rooms: 1 },
  { ...small, name: "4 rooms of 16", rooms: 4 },
  { ...small, name: "12 rooms of 16", rooms: 12 },
  { ...small, name: "24 rooms of 16", rooms: 24 },
];

/** Cost must grow no faster than seats do: of one seat in the larger load, at most `most` of one in the smaller. */
export interface Growth {
  larger: string;
  smaller: string;
  most: number;
}

/** A quarter is what two measurements of the same thing may differ by, one after the other on a quiet machine. */
const NOISE = 1.25;

export const GROWTHS: readonly Growth[] = [
  { larger: "512 seats in a room", smaller: "256 seats in a room", most: NOISE },
  { larger: "256 seats in a room", smaller: "128 seats in a room", most: NOISE },
  { larger: "24 rooms of 16", smaller: "4 rooms of 16", most: NOISE },
];

/** A server that sends state with names on it, or nothing that means anything, measured beside one of ours. */
export interface Yardstick {
  name: string;
  form: Form;
  view: "all" | "windows";
  /** The load of ours that it is held against. */
  load: string;
  /** The most that ours may take of its payload or of its CPU. */
  bytesShare?: number;
  cpuShare?: number;
  rounds?: number;
}

export const YARDSTICKS: readonly Yardstick[] = [
  {
    name: "64 seats, all as JSON",
    form: "json",
    view: "all",
    load: "64 seats in a room",
    bytesShare: 0.01,
  },
  { name: "64 seats, all as msgpack", form: "msgpack", view: "all", load: "64 seats in a room" },
  {
    name: "256 seats, windows as msgpack",
    form: "msgpack",
    view: "windows",
    load: "256 seats in a room",
    cpuShare: 0.5,
    rounds: ROUNDS,
  },
  { name: "256 seats, messages alone", form: "bare", view: "windows", load: "256 seats in a room" },
];
