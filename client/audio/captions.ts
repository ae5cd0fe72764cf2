/**
 * What is heard, for those who do not hear it: a word and a way to it. Only what one does not see anyway is worth a line,
 * few lines at a time, and the same thing again only renews its line.
 */
import type { Cue } from "./cues.ts";
import type { SoundName } from "./sounds.ts";

export type CaptionName =
  | "shot"
  | "rail"
  | "scatter"
  | "rocket"
  | "disc"
  | "blast"
  | "dash"
  | "hitTaken"
  | "hitGiven"
  | "hitAlly"
  | "shield"
  | "out"
  | "padTaken";

export interface Caption {
  readonly id: number;
  readonly name: CaptionName;
  /** "" when it is here. */
  readonly arrow: string;
}

interface Line extends Caption {
  priority: number;
  untilMs: number;
}

/** What is not in here is said or shown elsewhere, or is an ornament. */
const NAMES: Partial<Record<SoundName, CaptionName>> = {
  firePulse: "shot",
  fireRail: "rail",
  fireScatter: "scatter",
  fireRocket: "rocket",
  fireDisc: "disc",
  blast: "blast",
  dash: "dash",
  hitTaken: "hitTaken",
  hitGiven: "hitGiven",
  hitAlly: "hitAlly",
  shieldHit: "shield",
  death: "out",
  pickupRepair: "padTaken",
  pickupWeapon: "padTaken",
  pickupShield: "padTaken",
  pickupOverdrive: "padTaken",
  pickupAmmo: "padTaken",
};
/** By eighths of a turn, clockwise from the right. */
const ARROWS = ["→", "↘", "↓", "↙", "←", "↖", "↑", "↗"];
const MOST_LINES = 3;
const SHOWN_MS = 1600;
/** What is fainter than this would be missed by the ear, too. */
const LEAST_GAIN = 0.1;

export class Captions {
  #lines: Line[] = [];
  #nowMs = 0;
  #nextId = 0;

  /** Call once per frame, before anything is heard. */
  advance(nowMs: number): void {
    this.#nowMs = nowMs;
    this.#lines = this.#lines.filter(({ untilMs }) => nowMs < untilMs);
  }

  /** What is to be read now, oldest first; the same array as long as it is the same lines. */
  get lines(): readonly Caption[] {
    return this.#lines;
  }

  play(sound: SoundName, { priority, gain, bearing, isMine }: Cue): void {
    const name = NAMES[sound];
    if (name === undefined || isMine || gain < LEAST_GAIN) return;
    const arrow = arrowOf(bearing);
    const untilMs = this.#nowMs + SHOWN_MS;
    const same = this.#lines.find((line) => line.name === name && line.arrow === arrow);
    if (same) same.untilMs = untilMs;
    else if (this.#makeRoom(priority))
      this.#lines.push({ id: this.#nextId++, name, arrow, priority, untilMs });
  }

  /** The least important line goes, of those alike the oldest; false when all matter more. */
  #makeRoom(priority: number): boolean {
    if (this.#lines.length < MOST_LINES) return true;
    const least = this.#lines.reduce((a, b) => (b.priority < a.priority ? b : a));
    if (least.priority >= priority) return false;
    this.#lines.splice(this.#lines.indexOf(least), 1);
    return true;
  }
}

export function arrowOf(bearing: number | null): string {
  if (bearing === null) return "";
  const eighth = Math.round(bearing / (Math.PI / 4));
  return ARROWS[(eighth + ARROWS.length) % ARROWS.length]!;
}
