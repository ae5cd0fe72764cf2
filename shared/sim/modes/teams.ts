/** Two teams, and every kill counts for one of them. */
import { deathmatch } from "./deathmatch.ts";
import type { Mode } from "./mode.ts";

export const teams: Mode = { ...deathmatch, name: "teams", hasTeams: true, scoreLimit: 40 };
