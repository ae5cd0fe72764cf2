/**
 * Was a death fair on the victim's own screen? Remembers the last frames. Behind cover is who dies to a straight beam
 * while for 100 ms there was no clear line to its shooter, or to a bolt while for 100 ms no bolt of the killer's that
 * was near enough to have come had one.
 */
import { hasLineOfSight } from "#shared/sim/arena/geometry.ts";
import { SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import type { View, ViewEvent } from "../../client/netcode/view.ts";
import { arenaOf } from "./viewSight.ts";

const BROKEN_MS = 100;

interface Place {
  slot: number;
  x: number;
  y: number;
}

interface Moment {
  atMs: number;
  x: number;
  y: number;
  skiffs: Place[];
  bolts: Place[];
}

type DeathSeen = Extract<ViewEvent, { type: "death" }>;

export class CoverWatch {
  #moments: Moment[] = [];

  /** Remembers a frame. */
  note(view: View, atMs: number): void {
    const place = ({ slot, x, y }: Place): Place => ({ slot, x, y });
    this.#moments = this.#moments.filter((moment) => atMs - moment.atMs <= BROKEN_MS);
    this.#moments.push({
      atMs,
      x: view.focusX,
      y: view.focusY,
      skiffs: view.skiffs.filter((skiff) => skiff.relation !== "self").map(place),
      bolts: view.bolts.filter((bolt) => bolt.relation !== "self").map(place),
    });
  }

  /** Judges the own death that this frame shows. */
  isBehindCover(death: DeathSeen, view: View): boolean {
    const row = WEAPONS[death.weapon]!;
    const isBeam = row.kind === "hitscan";
    // A beam off a cushion needs no line to anybody.
    if (isBeam && death.bounces > 0) return false;
    const reachPx = isBeam ? Infinity : farthestPx(row.speedPxPerSecond) + row.radiusPx;
    const dangers = this.#moments.map((moment) => ({
      moment,
      from: (isBeam ? moment.skiffs : moment.bolts).filter(({ slot }) => slot === death.attacker),
    }));
    // A shooter who was gone from the screen before tells nothing of walls.
    if (isBeam && dangers.every(({ from }) => from.length === 0)) return false;
    return !dangers.some(({ moment, from }) =>
      from.some((place) => isInSight(view, moment, place, reachPx)),
    );
  }
}

function isInSight(view: View, moment: Moment, { x, y }: Place, reachPx: number): boolean {
  if (Math.hypot(x - moment.x, y - moment.y) > reachPx) return false;
  return hasLineOfSight(arenaOf(view.arena), x, y, moment.x, moment.y);
}

/** How far apart a bolt and whom it strikes can have been 100 ms before. */
function farthestPx(boltPxPerSecond: number): number {
  return ((boltPxPerSecond + SKIFF.mostSpeedPxPerSecond) * BROKEN_MS) / 1000 + SKIFF.radiusPx;
}
