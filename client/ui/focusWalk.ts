/** From what has the focus to what lies next to it, as the cross of a gamepad asks: by place on the screen. */

export type Way = "up" | "down" | "left" | "right";

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How much dearer it is to go aside than to go straight on. */
const ASIDE_COST = 3;

/** Index of the box to go to from `from`; -1 when there is none that way. */
export function nextBox(from: Box, boxes: readonly Box[], way: Way): number {
  let best = -1;
  let bestCost = Infinity;
  boxes.forEach((box, index) => {
    const cost = costTo(turn(from, way), turn(box, way));
    if (cost >= bestCost) return;
    best = index;
    bestCost = cost;
  });
  return best;
}

/** Of going down to `to`; Infinity when it is not below. */
function costTo(from: Box, to: Box): number {
  const middle = (to.top + to.bottom) / 2;
  if (middle <= (from.top + from.bottom) / 2 || to.top < from.top + 1) return Infinity;
  const overlaps = to.left < from.right && to.right > from.left;
  const onSameLine = to.top < from.bottom - 1 && !overlaps;
  if (onSameLine) return Infinity;
  const aside = overlaps ? 0 : Math.max(to.left - from.right, from.left - to.right);
  const centres = Math.abs(to.left + to.right - from.left - from.right) / 2;
  return Math.max(0, to.top - from.bottom) + ASIDE_COST * aside + centres * 0.1;
}

/** The box as it lies when the picture is turned so that `way` is down. */
function turn({ left, right, top, bottom }: Box, way: Way): Box {
  if (way === "down") return { left, right, top, bottom };
  if (way === "up") return { left, right, top: -bottom, bottom: -top };
  if (way === "right") return { left: top, right: bottom, top: left, bottom: right };
  return { left: top, right: bottom, top: -right, bottom: -left };
}
