/** What a weapon is called: by the catalogue, or where that has no word for it, by the rules. */
import { WEAPONS } from "#shared/sim/tuning.ts";
import { words } from "../words/words.ts";

/** `weapon` is the row in `WEAPONS`. */
export function weaponName(weapon: number): string {
  const name = WEAPONS[weapon]?.name ?? "";
  const translated: Readonly<Record<string, string>> = words.weapons;
  return translated[name] ?? name;
}
