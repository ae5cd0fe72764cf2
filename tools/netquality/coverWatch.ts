/**
 * Was a death fair on the victim's own screen? Remembers the last frames. Behind cover is who dies to a straight beam
 * while for 100 ms there was no clear line to its shooter; or to a bolt while for 100 ms there was none to any place
 * near by where the killer or a bolt of his had just been: word of a hit comes when the bolt is gone.
 */
import { hasLineOfSight } from "#shared/sim/arena/geometry.ts";
import { SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import type { View, ViewEvent } from "../../client/netcode/view.ts";
import { arenaOf } from "./viewSight.ts";

const BROKEN_MS = 100;
/** A bolt has been where it was drawn for so long: the longest way of a word to a client, and more. */
const TRAIL_MS = 500;

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
    this.#moments = this.#moments.filter((moment) => atMs - moment.atMs <= TRAIL_MS);
    this.#moments.push({
      atMs,
      x: view.focusX,
      y: view.focusY,
      skiffs: view.skiffs.filter((skiff) => skiff.relation !== "self").map(place),
      bolts: view.bolts.filter((bolt) => bolt.relation !== "self").map(place),
    });
  }

  /** Judges the own death that the frame at `atMs` shows. From his own rocket nobody has cover. */
  isBehindCover(death: DeathSeen, view: View, atMs: number): boolean {
    if (death.attacker === death.victim) return false;
    const row = WEAPONS[death.weapon]!;
    const recent = this.#moments.filter((moment) => atMs - moment.atMs <= BROKEN_MS);
    const isKillers = ({ slot }: Place) => slot === death.attacker;
    if (row.kind === "bolt") {
      const reachPx = farthestPx(row.speedPxPerSecond) + row.radiusPx + row.splashPx;
      // From close by a bolt strikes before it is ever drawn: then it came from its shooter.
      const places = this.#moments.flatMap(({ bolts, skiffs }) => [...bolts, ...skiffs]);
      const trail = places.filter(isKillers);
      return !recent.some((me) => trail.some((place) => isInSight(view, me, place, reachPx)));
    }
    // A beam off a cushion needs no line to anybody.
    if (death.bounces > 0) return false;
    const shooters = recent.map((me) => ({ me, place: me.skiffs.find(isKillers) }));
    // A shooter who was gone from the screen before tells nothing of walls.
    if (shooters.every(({ place }) => place === undefined)) return false;
    return !shooters.some(({ me, place }) => place && isInSight(view, me, place, Infinity));
  }
}

function isInSight(view: View, me: Moment, { x, y }: Place, reachPx: number): boolean {
  if (Math.hypot(x - me.x, y - me.y) > reachPx) return false;
  return hasLineOfSight(arenaOf(view.arena), x, y, me.x, me.y);
}

/** How far apart a bolt and whom it strikes can have been 100 ms before. */
function farthestPx(boltPxPerSecond: number): number {
  return ((boltPxPerSecond + SKIFF.mostSpeedPxPerSecond) * BROKEN_MS) / 1000 + SKIFF.radiusPx;
}
