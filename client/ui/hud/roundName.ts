/** What may be played, in words: the map, and the mode on it. */
import type { RoundView } from "../../netcode/view.ts";
import { modeName } from "./modeName.ts";

export function roundName({ title, mode }: RoundView): string {
  return mode === "" ? title : `${title} · ${modeName(mode)}`;
}
