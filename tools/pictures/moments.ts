/** How much a moment of a match has to show in a window: what is in sight, and what happens there. */
import { Camera } from "../../client/render/camera.ts";
import type { BoltView, SkiffView, View } from "../../client/netcode/view.ts";

export interface Window {
  readonly width: number;
  readonly height: number;
}

/** A beam is on the screen for about this long. */
const BEAM_MS = 200;
const WORTH = { skiff: 3, bolt: 1, beam: 6 } as const;
/** More bolts than this are a muddle. */
const BOLTS_AT_MOST = 9;

/** Where a window looks that follows this skiff, with the pointer at its middle. */
export function lookAt(view: View, me: SkiffView, { width, height }: Window): Camera {
  const camera = new Camera();
  camera.resize(width, height);
  camera.enterTable(view.arena.width, view.arena.height);
  camera.follow(me.x, me.y, 0, 0, 0);
  return camera;
}

/** Beams that were fired in the last moment. */
export class Beams {
  #beams: { points: readonly number[]; atMs: number }[] = [];

  /** Call once per frame of the view. */
  update({ events, nowMs }: View): void {
    this.#beams = this.#beams.filter(({ atMs }) => nowMs - atMs < BEAM_MS);
    for (const event of events)
      if (event.type === "beam") this.#beams.push({ points: [...event.points], atMs: nowMs });
  }

  countIn(camera: Camera, window: Window): number {
    return this.#beams.filter(({ points }) => crosses(points, camera, window)).length;
  }
}

/** 0 when `slot` is not in the arena. */
export function rateMoment(view: View, slot: number, window: Window, beams: Beams): number {
  const me = view.skiffs.find((skiff) => skiff.slot === slot);
  if (!me) return 0;
  const camera = lookAt(view, me, window);
  const isSeen = ({ x, y }: SkiffView | BoltView): boolean => isInside(camera, window, x, y);
  const skiffs = view.skiffs.filter((skiff) => skiff !== me && isSeen(skiff)).length;
  const bolts = Math.min(BOLTS_AT_MOST, view.bolts.filter(isSeen).length);
  const hits = Math.min(1, beams.countIn(camera, window));
  return WORTH.skiff * skiffs + WORTH.bolt * bolts + WORTH.beam * hits;
}

function isInside(camera: Camera, { width, height }: Window, x: number, y: number): boolean {
  const screenX = camera.screenX(x);
  const screenY = camera.screenY(y);
  return screenX > 0 && screenX < width && screenY > 0 && screenY < height;
}

/** Whether a corner of the beam, or the middle of a part of it, is in the window. */
function crosses(points: readonly number[], camera: Camera, window: Window): boolean {
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [x0, y0, x1, y1] = points.slice(i, i + 4) as [number, number, number, number];
    for (const share of [0, 0.25, 0.5, 0.75, 1]) {
      if (isInside(camera, window, x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)) return true;
    }
  }
  return false;
}
