/**
 * Shots in the rows of the skiffs that fired them, at most one to a row and over one interval only:
 *
 *   one tick ago 1 · other than the baseline's weapon 1 [ weapon 3 ] · angle (codes.ts) · not from the muzzle foreseen 1
 *   [ x 15 · y 15, eighths of a px ]
 *
 * The angle is told against where the skiff aimed in the tick of the shot, as far as the two snapshots know.
 */
import type { FireEvent } from "../sim/events.ts";
import { AIM_STEPS } from "../sim/input.ts";
import { WEAPONS } from "../sim/tuning.ts";
import type { BitReader, BitWriter } from "./bits.ts";
import { CODES, readNumber, writeNumber } from "./codes.ts";
import { readPlace, writePlace, type TickEvent } from "./events.ts";
import type { Foresight } from "./foresight.ts";
import { AIM_STEPS_PER_SEEN, SEEN_AIM_STEPS, SKIFF_AT, SKIFF_FIELDS } from "./replicated.ts";
import { isOneInterval, type Span } from "./span.ts";
import { shortWay } from "./values.ts";

const WIDTH = SKIFF_FIELDS.length;
const WEAPON_BITS = 3;
/** Where a shot is put until the muzzle is foreseen. */
const NOWHERE = -1;

/** Tells the course of a skiff of its shot. */
export function setShot(foresight: Foresight, tick: number, shot: Readonly<FireEvent>): void {
  const course = foresight.courses[shot.slot]!;
  course.fireTick = tick;
  course.fireWeapon = shot.weapon;
  course.fireAngle = shot.angle;
}

/** In the tick before the snapshot's the skiff aimed about half way between what the two snapshots say. */
function expectedAngle({ now, base }: Span, slot: number, age: number): number {
  const at = slot * WIDTH + SKIFF_AT.aim;
  const aim = now.skiffs.values[at]!;
  const turn = shortWay(aim - base.skiffs.values[at]!, SEEN_AIM_STEPS);
  return aim * AIM_STEPS_PER_SEEN - (turn * age * AIM_STEPS_PER_SEEN) / 2;
}

/** Appends a shot of which the course was told, when all is foreseen. */
export function writeShot(writer: BitWriter, span: Span, { tick, event }: TickEvent): void {
  if (event.type !== "fire") return;
  const { slot, weapon, angle, x, y } = event;
  const age = span.now.tick - tick;
  const isOther = weapon !== span.base.skiffs.values[slot * WIDTH + SKIFF_AT.weapon];
  writer.write(age, 1);
  writer.write(Number(isOther), 1);
  if (isOther) writer.write(weapon, WEAPON_BITS);
  const difference = shortWay(angle - expectedAngle(span, slot, age), AIM_STEPS);
  writeNumber(writer, CODES.fireAngle, difference);
  const { muzzleX, muzzleY } = span.foresight.courses[slot]!;
  const isForeseen = x === muzzleX && y === muzzleY;
  writer.write(Number(!isForeseen), 1);
  if (isForeseen) return;
  writePlace(writer, x);
  writePlace(writer, y);
}

/** Reads a shot, tells the course of it and adds it to `events`; false when there can be none such. */
export function readShot(
  reader: BitReader,
  span: Span,
  slot: number,
  events: TickEvent[],
): boolean {
  if (!isOneInterval(span)) return false;
  const age = reader.read(1);
  const isOther = reader.read(1) === 1;
  const weapon = isOther
    ? reader.read(WEAPON_BITS)
    : span.base.skiffs.values[slot * WIDTH + SKIFF_AT.weapon]!;
  if (weapon >= WEAPONS.length) return false;
  const difference = readNumber(reader, CODES.fireAngle);
  const angle = (expectedAngle(span, slot, age) + difference) & (AIM_STEPS - 1);
  const isForeseen = reader.read(1) === 0;
  const x = isForeseen ? NOWHERE : readPlace(reader);
  const y = isForeseen ? NOWHERE : readPlace(reader);
  const event: FireEvent = { type: "fire", slot, weapon, x, y, angle };
  setShot(span.foresight, span.now.tick - age, event);
  events.push({ tick: span.now.tick - age, event });
  return true;
}

/** Puts the shots that were read to the muzzles that are now foreseen. */
export function placeShots(events: readonly TickEvent[], foresight: Foresight): void {
  for (const { event } of events) {
    if (event.type !== "fire" || event.x !== NOWHERE) continue;
    event.x = foresight.courses[event.slot]!.muzzleX;
    event.y = foresight.courses[event.slot]!.muzzleY;
  }
}
