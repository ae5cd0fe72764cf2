/** Everybody against everybody. */
import { MAX_SEATS } from "../tuning.ts";
import type { Mode } from "./mode.ts";

export const deathmatch: Mode = {
  name: "deathmatch",
  hasTeams: false,
  isForKills: true,
  hasPuck: false,
  mostSeats: MAX_SEATS,
  scoreLimit: 25,
  fits: () => true,
};
