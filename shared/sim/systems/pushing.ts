/**
 * Skiffs that overlap push one another apart, softly; the cushions still hold. Pairs are pushed in ascending order, and
 * each push moves both, so that the next pair is judged by where it then is: the grid only spares those who are far.
 */
import { lengthOf } from "../math.ts";
import { MAX_SEATS, SKIFF } from "../tuning.ts";
import { isFrozen, seatedSkiffs, slotOf, type World } from "../world.ts";
import { accelerate, moveBy } from "./movement.ts";

const REACH_PX = 2 * SKIFF.radiusPx;
/** Whom a skiff could meet is looked up again when pushes have moved it this far. */
const LEEWAY_PX = 14;

/** No skiff has this id. */
const NOBODY = 0;

const near = new Uint16Array(MAX_SEATS);

export function pushApart(world: World): void {
  if (isFrozen(world)) return;
  const { isAlive } = world.components.Skiff;
  const skiffs = seatedSkiffs(world);
  world.grid.rebuild(skiffs, isAlive);
  for (const skiff of skiffs) {
    if (isAlive[skiff] === 0) continue;
    let last = skiff;
    while (last !== NOBODY) last = pushFrom(world, skiff, last);
  }
}

/**
 * Pushes `a` and those after `last` apart, in ascending order, until `a` is so far from where it began that others may
 * be in its reach; gives whom it met last before that, NOBODY when it is done.
 */
function pushFrom(world: World, a: number, last: number): number {
  const { x, y } = world.components.Position;
  const fromX = x[a]!;
  const fromY = y[a]!;
  const count = findAfter(world, a, last);
  for (let i = 0; i < count; i++) {
    const b = near[i]!;
    const dx = x[b]! - x[a]!;
    const dy = y[b]! - y[a]!;
    if (dx >= REACH_PX || dx <= -REACH_PX || dy >= REACH_PX || dy <= -REACH_PX) continue;
    pushPair(world, a, b, dx, dy);
    if (Math.abs(x[a]! - fromX) > LEEWAY_PX || Math.abs(y[a]! - fromY) > LEEWAY_PX) return b;
  }
  return NOBODY;
}

/** Puts whom `a` may meet, of those after `last`, into `near` by ascending id; gives how many they are. */
function findAfter(world: World, a: number, last: number): number {
  const { x, y } = world.components.Position;
  const found = world.grid.collect(x[a]!, y[a]!, REACH_PX + LEEWAY_PX, near);
  let count = 0;
  for (let i = 0; i < found; i++) {
    const skiff = near[i]!;
    if (skiff <= last) continue;
    let at = count++;
    for (; at > 0 && near[at - 1]! > skiff; at--) near[at] = near[at - 1]!;
    near[at] = skiff;
  }
  return count;
}

function pushPair(world: World, a: number, b: number, dx: number, dy: number): void {
  const distance = lengthOf(dx, dy);
  if (distance >= REACH_PX) return;
  // Two skiffs on the very same spot part along x.
  const directionX = distance > 0 ? dx / distance : 1;
  const directionY = distance > 0 ? dy / distance : 0;
  const overlap = REACH_PX - distance;
  world.events.push({ type: "bump", a: slotOf(a), b: slotOf(b) });
  push(world, a, -directionX, -directionY, overlap);
  push(world, b, directionX, directionY, overlap);
  // Nobody looks for `a` any more: those before it are done.
  world.grid.follow(b);
}

function push(
  world: World,
  skiff: number,
  directionX: number,
  directionY: number,
  overlap: number,
): void {
  const shift = (overlap / 2) * SKIFF.pushShare;
  const speed = (overlap / 2) * SKIFF.pushPxPerSecondPerPx;
  accelerate(world, skiff, directionX * speed, directionY * speed);
  moveBy(world, skiff, directionX * shift, directionY * shift);
}
