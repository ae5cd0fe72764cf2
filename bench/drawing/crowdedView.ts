/** A table with 32 skiffs and 200 bolts of all weapons in the air, everything moving, and all kinds of events. */
import { PADS, WEAPONS } from "#shared/sim/tuning.ts";
import type { BoltView, Relation, SkiffView, View, ViewEvent } from "../../client/netcode/view.ts";
import { createTestSeat, createTestView } from "../../client/ui/testView.ts";

const SKIFFS = 32;
const BOLTS = 200;
const RELATIONS: readonly Relation[] = ["self", "enemy", "ally", "enemy"];
/** Weapons that fire bolts. */
const FLYING = WEAPONS.flatMap((weapon, index) => (weapon.kind === "bolt" ? [index] : []));
const WIDTH_PX = 2000;
const HEIGHT_PX = 1200;
/** A bolt comes off a cushion after so much of its way. */
const LEG_MS = 450;
const LIFE_MS = 1400;

export class CrowdedView {
  readonly #view: View;
  readonly #skiffs: SkiffView[];
  readonly #bolts: BoltView[];
  readonly #events: ViewEvent[] = [];
  #nowMs = 0;
  #frame = 0;

  constructor() {
    this.#skiffs = Array.from({ length: SKIFFS }, (_, slot) => skiff(slot));
    this.#bolts = Array.from({ length: BOLTS }, (_, index) => bolt(index));
    this.#view = createTestView({
      skiffs: this.#skiffs,
      bolts: this.#bolts,
      events: this.#events,
      seats: this.#skiffs.map(({ slot }) => createTestSeat(slot, `Skiff ${slot}`)),
      pads: PADS.map((_, kind) => ({
        kind,
        x: 200 + kind * 200,
        y: 600,
        charge: kind % 3 ? 1 : 0.4,
      })),
    });
  }

  /** The next frame, in objects that serve for all of them. */
  next(deltaMs: number): View {
    this.#nowMs += deltaMs;
    this.#frame += 1;
    this.#events.length = 0;
    for (const row of this.#skiffs) turnRound(row, this.#nowMs);
    this.#bolts.forEach((row, index) => this.#fly(row, index));
    this.#happen();
    const { x, y } = this.#skiffs[0]!;
    return Object.assign(this.#view, { nowMs: this.#nowMs, deltaMs, focusX: x, focusY: y });
  }

  /** There and back along its line, with a bounce between, and then another bolt. */
  #fly(row: BoltView, index: number): void {
    const age = (this.#nowMs + index * 37) % LIFE_MS;
    const isNew = age < row.ageMs;
    if (isNew) row.key += BOLTS;
    const bounces = Math.floor(age / LEG_MS);
    const angle = index * 2.4 + bounces * 2;
    const leg = (age % LEG_MS) * 0.6;
    row.directionX = Math.cos(angle);
    row.directionY = Math.sin(angle);
    row.x = 200 + ((index * 397) % (WIDTH_PX - 400)) + row.directionX * leg;
    row.y = 200 + ((index * 211) % (HEIGHT_PX - 400)) + row.directionY * leg;
    const { slot, relation, weapon, x, y } = row;
    if (isNew) this.#events.push({ type: "fire", slot, relation, weapon, x, y, angle });
    if (bounces > row.bounces)
      this.#events.push({
        type: "bounce",
        slot,
        relation,
        weapon,
        x,
        y,
        normalX: 1,
        normalY: 0,
        bounces,
      });
    row.bounces = bounces;
    row.ageMs = age;
  }

  /** Beside shots and bounces: a hit in every second frame, now and then a beam, a burst, an end. */
  #happen(): void {
    const { slot, relation, x, y } = this.#skiffs[this.#frame % SKIFFS]!;
    const hit = {
      attacker: slot,
      victim: (slot + 1) % SKIFFS,
      attackerRelation: relation,
      victimRelation: "enemy",
      weapon: 0,
      bounces: 0,
      x,
      y,
    } as const;
    if (this.#frame % 2 === 0) this.#events.push({ type: "hit", ...hit, damage: 14 });
    if (this.#frame % 20 === 0)
      this.#events.push({
        type: "beam",
        slot,
        relation,
        weapon: 1,
        points: [x, y, x + 600, y, x, y + 400],
      });
    if (this.#frame % 30 === 0)
      this.#events.push({ type: "blast", relation, weapon: 3, x, y, radiusPx: 90 });
    if (this.#frame % 60 === 0) this.#events.push({ type: "death", ...hit });
  }
}

function skiff(slot: number): SkiffView {
  return {
    slot,
    relation: slot === 0 ? "self" : RELATIONS[slot % RELATIONS.length]!,
    x: 0,
    y: 0,
    velocityX: 0,
    velocityY: 0,
    aim: 0,
    thrustX: 0,
    thrustY: 0,
    health: 20 + ((slot * 13) % 80),
    weapon: slot % WEAPONS.length,
    shieldPoints: slot % 3 === 0 ? 35 : 0,
    isShielded: slot % 8 === 0,
    isOverdriven: slot % 6 === 0,
    isDashing: slot % 5 === 0,
    isAway: false,
  };
}

function turnRound(row: SkiffView, nowMs: number): void {
  const turn = nowMs * 0.001 + row.slot;
  row.x = 200 + ((row.slot * 397) % (WIDTH_PX - 400)) + 90 * Math.cos(turn);
  row.y = 200 + ((row.slot * 211) % (HEIGHT_PX - 400)) + 90 * Math.sin(turn);
  row.aim = turn * 1.7;
  row.thrustX = Math.cos(turn);
  row.thrustY = Math.sin(turn);
}

function bolt(index: number): BoltView {
  const slot = index % SKIFFS;
  return {
    key: index,
    slot,
    relation: RELATIONS[slot % RELATIONS.length]!,
    weapon: FLYING[index % FLYING.length]!,
    x: 0,
    y: 0,
    directionX: 1,
    directionY: 0,
    bounces: 0,
    ageMs: 0,
    alpha: 1,
  };
}
