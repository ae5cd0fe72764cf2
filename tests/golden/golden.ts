/**
 * The golden match: every engine on which Carom runs must play it to the same hashes. A change of the rules changes
 * them; `node tools/golden.ts --write` then writes them anew, and the commit says why.
 */
import { playScriptedMatch, type ScriptedRun } from "../harness/scriptedMatch.ts";
import { GOLDEN_ARENA } from "./arena.ts";

export const GOLDEN_TICKS = 10_000;

/** Plays the golden match, or its first `ticks`. */
export function playGolden(ticks = GOLDEN_TICKS): ScriptedRun {
  return playScriptedMatch({ arena: GOLDEN_ARENA, seed: 2026, ships: 16, ticks });
}
