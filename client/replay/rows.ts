/** Rows of a view, copied field by field: it is done hundreds of times a frame. */
import type { BoltView, SkiffView } from "../netcode/view.ts";

/** Into `to`, or into a new row where there is none yet. */
export function copySkiff(from: SkiffView, to: SkiffView | undefined): SkiffView {
  if (to === undefined) return { ...from };
  to.slot = from.slot;
  to.relation = from.relation;
  to.x = from.x;
  to.y = from.y;
  to.velocityX = from.velocityX;
  to.velocityY = from.velocityY;
  to.aim = from.aim;
  to.thrustX = from.thrustX;
  to.thrustY = from.thrustY;
  to.health = from.health;
  to.weapon = from.weapon;
  to.shieldPoints = from.shieldPoints;
  to.isShielded = from.isShielded;
  to.isOverdriven = from.isOverdriven;
  to.isDashing = from.isDashing;
  to.isAway = from.isAway;
  return to;
}

export function copyBolt(from: BoltView, to: BoltView | undefined): BoltView {
  if (to === undefined) return { ...from };
  to.key = from.key;
  to.slot = from.slot;
  to.relation = from.relation;
  to.weapon = from.weapon;
  to.x = from.x;
  to.y = from.y;
  to.directionX = from.directionX;
  to.directionY = from.directionY;
  to.bounces = from.bounces;
  to.ageMs = from.ageMs;
  to.alpha = from.alpha;
  return to;
}
