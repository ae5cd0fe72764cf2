/** What a pad gave me, in words, for a moment; the newest takes the place of the one before. */
import { PADS, WEAPONS } from "#shared/sim/tuning.ts";
import type { View } from "../../netcode/view.ts";
import { words } from "../words/words.ts";
import { weaponName } from "./weaponName.ts";

export interface PickupNote {
  readonly id: number;
  /** Name of the pad's row. */
  readonly pad: string;
  readonly text: string;
}

const SHOWN_MS = 1700;

export class PickupNotes {
  #note: PickupNote | null = null;
  #endsAtMs = 0;
  #nextId = 0;

  /** Call once per frame; returns what is to be read now. */
  update({ events, own, nowMs }: View): PickupNote | null {
    for (const event of events) {
      if (event.type !== "pickup" || event.relation !== "self") continue;
      this.#note = {
        id: this.#nextId++,
        pad: PADS[event.kind]?.name ?? "",
        text: textOf(event.kind),
      };
      this.#endsAtMs = nowMs + SHOWN_MS;
    }
    if (nowMs >= this.#endsAtMs || !own.isAlive) this.#note = null;
    return this.#note;
  }
}

function textOf(kind: number): string {
  const pad = PADS[kind];
  if (pad === undefined) return "";
  if (pad.weapon >= 0)
    return words.hud.weaponFound(weaponName(pad.weapon), WEAPONS[pad.weapon]?.ammo ?? 0);
  const named: Readonly<Record<string, string>> = words.pads;
  return named[pad.name] ?? pad.name;
}
