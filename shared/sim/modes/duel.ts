/** One against one. */
import { deathmatch } from "./deathmatch.ts";
import type { Mode } from "./mode.ts";

export const duel: Mode = { ...deathmatch, name: "duel", mostSeats: 2, scoreLimit: 10 };
