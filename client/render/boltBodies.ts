/**
 * A bolt by its weapon: a capsule, a crumb, a dart with a flame, a ring that spins. All have the colour of the side on a
 * dark outline and a white heart, an ally's a dark one. In overdrive a hot sheath lies round it.
 */
import type { BoltView } from "../netcode/view.ts";
import { light, mix, paint } from "./color.ts";
import type { Ink } from "./ink.ts";

export interface BodyPaint {
  readonly color: number;
  /** Colour of overdrive, or undefined for a shot without. */
  readonly hot: number | undefined;
  /** Nothing spins or flickers. */
  readonly isStill: boolean;
}

export type DrawBody = (bolt: BoltView, with_: BodyPaint, ink: Ink) => void;

const RIM = 0x04090c;
const TURN = Math.PI * 2;

/** A capsule of this length and half width: what most weapons fire. */
export function capsule(lengthPx: number, halfPx: number): DrawBody {
  return (bolt, body, ink) => {
    const { x, y, directionX, directionY, alpha } = bolt;
    const tailX = x - directionX * lengthPx;
    const tailY = y - directionY * lengthPx;
    const near = light(body.color, 0.4 * alpha);
    const far = light(body.color, 0.62 * alpha);
    if (body.hot !== undefined) sheath(bolt, lengthPx, halfPx, body.hot, ink);
    ink.taper(tailX, tailY, x, y, halfPx * 4, halfPx * 4.6, 1, near, far);
    const rim = paint(RIM, 0.8 * alpha);
    ink.taper(tailX, tailY, x, y, halfPx + 2, halfPx + 2, 0, rim, rim);
    const shell = paint(body.color, alpha);
    ink.taper(tailX, tailY, x, y, halfPx * 0.8, halfPx, 0, shell, shell);
    const heart = heartOf(bolt, body);
    ink.taper(
      tailX + directionX * lengthPx * 0.35,
      tailY + directionY * lengthPx * 0.35,
      x,
      y,
      halfPx * 0.4,
      halfPx * 0.5,
      0,
      heart,
      heart,
    );
  };
}

/** A broad dart with swept fins, pushed by a flame. */
export function dart(bolt: BoltView, body: BodyPaint, ink: Ink): void {
  const { x, y, directionX, directionY, alpha, ageMs } = bolt;
  const flicker = body.isStill ? 1 : 0.82 + 0.18 * Math.sin(ageMs * 0.09);
  const tailX = x - directionX * 17;
  const tailY = y - directionY * 17;
  if (body.hot !== undefined) ink.glow(tailX, tailY, 34, light(body.hot, 0.8 * alpha));
  const flame = body.hot ?? mix(body.color, 0xffb050, 0.6);
  const reach = 26 * flicker;
  const endX = tailX - directionX * reach;
  const endY = tailY - directionY * reach;
  ink.taper(tailX, tailY, endX, endY, 13, 4, 1, light(flame, alpha), light(flame, 0));
  ink.taper(tailX, tailY, endX, endY, 4, 0.5, 0.4, light(0xfff2d8, alpha), light(flame, 0.2));
  const rim = paint(RIM, 0.85 * alpha);
  const shell = paint(body.color, alpha);
  fins(bolt, 2.2, rim, ink);
  ink.taper(tailX, tailY, x, y, 7, 3.4, 0, rim, rim);
  fins(bolt, 0, shell, ink);
  ink.taper(tailX, tailY, x, y, 4.8, 1.4, 0, shell, shell);
  const heart = heartOf(bolt, body);
  const noseX = x - directionX * 5;
  const noseY = y - directionY * 5;
  ink.taper(tailX + directionX * 4, tailY + directionY * 4, noseX, noseY, 2, 1.6, 0, heart, heart);
}

function fins(
  { x, y, directionX, directionY }: BoltView,
  rim: number,
  colour: number,
  ink: Ink,
): void {
  const rootX = x - directionX * 11;
  const rootY = y - directionY * 11;
  for (const side of [-1, 1]) {
    const tipX = x - directionX * 21 - directionY * side * 9.5;
    const tipY = y - directionY * 21 + directionX * side * 9.5;
    ink.taper(rootX, rootY, tipX, tipY, 3 + rim, 1 + rim, 0, colour, colour);
  }
}

const DISC_PX = 9;
const TEETH = 3;
const SPIN_PER_MS = 0.021;

/** A ring with teeth that spins as it flies, as large as what it strikes with. */
export function ring(bolt: BoltView, body: BodyPaint, ink: Ink): void {
  const { x, y, alpha, ageMs } = bolt;
  const turn = body.isStill ? 0 : ageMs * SPIN_PER_MS;
  if (body.hot !== undefined) ink.glow(x, y, DISC_PX * 3.4, light(body.hot, 0.75 * alpha));
  ink.glow(x, y, DISC_PX * 2.6, light(body.color, 0.5 * alpha));
  ink.dot(x, y, DISC_PX + 2.6, paint(RIM, 0.82 * alpha));
  const shell = paint(body.color, alpha);
  ink.ring(x, y, DISC_PX, 3.4, 0, shell);
  const edge = paint(body.hot ?? mix(body.color, 0xffffff, 0.75), alpha);
  for (let i = 0; i < TEETH; i++) {
    const from = turn + (i * TURN) / TEETH;
    ink.arc(x, y, DISC_PX + 1.4, from, 0.95, 3.2, 0, edge, paint(body.color, 0));
    ink.taper(
      x + Math.cos(from) * 3.2,
      y + Math.sin(from) * 3.2,
      x + Math.cos(from) * DISC_PX,
      y + Math.sin(from) * DISC_PX,
      1.1,
      1.5,
      0,
      shell,
      shell,
    );
  }
  ink.dot(x, y, 2.7, heartOf(bolt, body));
}

function sheath(bolt: BoltView, lengthPx: number, halfPx: number, hot: number, ink: Ink): void {
  const { x, y, directionX, directionY, alpha } = bolt;
  const backX = x - directionX * lengthPx * 2.2;
  const backY = y - directionY * lengthPx * 2.2;
  ink.taper(
    backX,
    backY,
    x,
    y,
    halfPx * 2,
    halfPx * 6,
    1,
    light(hot, 0.1),
    light(hot, 0.9 * alpha),
  );
  ink.taper(backX, backY, x, y, 0.5, halfPx + 4, 0, paint(hot, 0), paint(hot, 0.95 * alpha));
}

function heartOf(bolt: BoltView, { color }: BodyPaint): number {
  return bolt.relation === "ally"
    ? paint(RIM, 0.85 * bolt.alpha)
    : paint(mix(color, 0xffffff, 0.85), bolt.alpha);
}
