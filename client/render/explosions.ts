/** What goes up in light: a burst, and the end of a skiff. */
import type { View, ViewEvent } from "../netcode/view.ts";
import type { Camera } from "./camera.ts";
import { mix } from "./color.ts";
import type { Flares } from "./cushions.ts";
import type { Look } from "./look.ts";
import { relationColor } from "./palettes.ts";
import type { Particles } from "./particles.ts";
import type { Reticle } from "./reticle.ts";
import type { Shocks } from "./shocks.ts";

type EventOf<Type extends ViewEvent["type"]> = Extract<ViewEvent, { type: Type }>;

interface Parts {
  readonly camera: Camera;
  readonly flares: Flares;
  readonly particles: Particles;
  readonly reticle: Reticle;
  readonly shocks: Shocks;
}

const WHITE = 0xffffff;
/** Beyond this distance from the focus nothing shakes the picture. */
const JOLT_REACH_PX = 700;

/** A burst, as wide as it does damage. */
export function showBlast(
  { camera, flares, particles, shocks }: Parts,
  { x, y, relation, radiusPx }: EventOf<"blast">,
  view: View,
  look: Look,
): void {
  const color = relationColor(look.palette, relation);
  shocks.ring(x, y, color, 10, radiusPx, 420, 14);
  shocks.ring(x, y, WHITE, 4, radiusPx / 2, 220, 8, 0.6);
  shocks.muzzle(x, y, 0, mix(color, WHITE, 0.6), 60);
  flares.add(x, y, color, 1.8);
  const around = { color, angle: 0, spread: Math.PI };
  particles.burst(x, y, {
    ...around,
    kind: "spark",
    count: 34,
    speed: 560,
    lifeMs: 420,
    size: 2.6,
  });
  particles.burst(x, y, {
    ...around,
    kind: "ember",
    color: mix(color, 0xffc070, 0.5),
    count: 12,
    speed: 150,
    lifeMs: 700,
    size: 16,
  });
  const distance = Math.hypot(x - view.focusX, y - view.focusY);
  camera.jolt(0.4 * Math.max(0, 1 - distance / JOLT_REACH_PX));
}

/** Somebody is out. */
export function showDeath(
  { camera, particles, reticle, shocks }: Parts,
  event: EventOf<"death">,
  view: View,
  look: Look,
): void {
  const color = relationColor(look.palette, event.victimRelation);
  const { x, y } = event;
  shocks.ring(x, y, color, 10, 118, 560, 15);
  shocks.ring(x, y, WHITE, 4, 58, 240, 8, 0.6);
  shocks.muzzle(x, y, 0, WHITE, 46);
  particles.burst(x, y, {
    kind: "debris",
    count: 18,
    color,
    angle: 0,
    spread: Math.PI,
    speed: 520,
    lifeMs: 1000,
    size: 7,
  });
  particles.burst(x, y, {
    kind: "spark",
    count: 46,
    color,
    angle: 0,
    spread: Math.PI,
    speed: 700,
    lifeMs: 560,
    size: 2.8,
  });
  particles.burst(x, y, {
    kind: "ember",
    count: 14,
    color: mix(color, 0xffc070, 0.4),
    angle: 0,
    spread: Math.PI,
    speed: 170,
    lifeMs: 800,
    size: 15,
  });
  const isMine = event.victimRelation === "self";
  const distance = Math.hypot(x - view.focusX, y - view.focusY);
  camera.jolt(isMine ? 0.9 : 0.45 * Math.max(0, 1 - distance / JOLT_REACH_PX));
  if (event.attackerRelation === "self" && !isMine && !view.isReplay) reticle.confirm("kill");
}
