/** What a mode is called; one that somebody added and no catalogue knows has the name that it has in the rules. */
import { words } from "../words/words.ts";

export function modeName(mode: string): string {
  const names: Readonly<Record<string, string>> = words.modes;
  return names[mode] ?? mode;
}
