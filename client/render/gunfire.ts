/** How each weapon speaks: the flash at the muzzle, what flies with it, how it kicks, and the rail's beam. */
import type { View, ViewEvent } from "../netcode/view.ts";
import type { Camera } from "./camera.ts";
import { mix } from "./color.ts";
import type { Flares } from "./cushions.ts";
import type { Look } from "./look.ts";
import { relationColor } from "./palettes.ts";
import type { Particles } from "./particles.ts";
import type { Shocks } from "./shocks.ts";
import type { Skiffs } from "./skiffs.ts";

type EventOf<Type extends ViewEvent["type"]> = Extract<ViewEvent, { type: Type }>;

interface Parts {
  readonly camera: Camera;
  readonly flares: Flares;
  readonly particles: Particles;
  readonly shocks: Shocks;
  readonly skiffs: Skiffs;
}

interface ShotLook {
  readonly flashPx: number;
  /** Turns of the short flames beside the long one, radians. */
  readonly petals: readonly number[];
  /** Trauma of my own picture. */
  readonly jolt: number;
  /** Radius of a ring that opens at the muzzle, px; 0 for none. */
  readonly ringPx: number;
  /** Sparks that fly along, and half the angle that they fan out in. */
  readonly sparks: number;
  readonly spread: number;
}

const NARROW = [-0.75, 0.75];

/** By weapon index; a weapon without a row speaks like the first. */
const LOOKS: readonly ShotLook[] = [
  { flashPx: 24, petals: NARROW, jolt: 0.09, ringPx: 0, sparks: 0, spread: 0 },
  { flashPx: 44, petals: [-0.35, 0.35, -1.5, 1.5], jolt: 0.42, ringPx: 34, sparks: 8, spread: 0.2 },
  {
    flashPx: 36,
    petals: [-0.55, -0.28, 0.28, 0.55],
    jolt: 0.3,
    ringPx: 0,
    sparks: 10,
    spread: 0.45,
  },
  { flashPx: 40, petals: [2.4, -2.4, 2.9, -2.9], jolt: 0.34, ringPx: 0, sparks: 0, spread: 0 },
  { flashPx: 20, petals: [-1.57, 1.57], jolt: 0.2, ringPx: 26, sparks: 4, spread: 0.5 },
];

/** A shot leaves its barrel. */
export function showShot(
  { camera, particles, shocks, skiffs }: Parts,
  { slot, relation, weapon, x, y, angle }: EventOf<"fire">,
  view: View,
  look: Look,
): void {
  const shot = LOOKS[weapon] ?? LOOKS[0]!;
  const color = relationColor(look.palette, relation);
  const flame = isHot(view, slot) ? mix(color, look.palette.overdrive, 0.7) : color;
  shocks.muzzle(x, y, angle, flame, shot.flashPx, shot.petals);
  if (shot.ringPx > 0) shocks.ring(x, y, flame, 4, shot.ringPx, 200, 4, 0.7);
  if (shot.sparks > 0)
    particles.burst(x, y, {
      kind: "spark",
      count: shot.sparks,
      color: flame,
      angle,
      spread: shot.spread,
      speed: 520,
      lifeMs: 200,
      size: 2,
    });
  skiffs.recoil(slot);
  if (relation === "self" && !view.isReplay) camera.jolt(shot.jolt);
}

/** The way of a rail's shot, over a cushion. */
export function showBeam(
  { flares, particles, shocks }: Parts,
  { slot, relation, points }: EventOf<"beam">,
  view: View,
  look: Look,
): void {
  const color = relationColor(look.palette, relation);
  shocks.beam(
    points,
    color,
    isHot(view, slot) ? look.palette.overdrive : mix(color, 0xffffff, 0.3),
  );
  for (let i = 2; i + 1 < points.length; i += 2) {
    const x = points[i]!;
    const y = points[i + 1]!;
    const isLast = i + 2 >= points.length;
    if (!isLast) flares.add(x, y, color, 1.5);
    const back = Math.atan2(points[i - 1]! - y, points[i - 2]! - x);
    particles.burst(x, y, {
      kind: "spark",
      count: isLast ? 12 : 18,
      color,
      angle: back,
      spread: 1.3,
      speed: 620,
      lifeMs: 340,
      size: 2.6,
    });
  }
}

function isHot({ skiffs }: View, slot: number): boolean {
  return skiffs.some((skiff) => skiff.slot === slot && skiff.isOverdriven);
}
