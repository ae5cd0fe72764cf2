/** What teams play for, in ink: flags at their posts, on the floor or on whoever has them; goals; the puck. */
import type { GoalSource } from "#shared/sim/arena/arena.ts";
import type { FlagView, PuckView, View } from "../netcode/view.ts";
import { light, mix, paint } from "./color.ts";
import type { Ink } from "./ink.ts";
import type { Look } from "./look.ts";
import { relationColor } from "./palettes.ts";

const TURN = Math.PI * 2;
const DARK = 0x04090c;
const IVORY = 0xf3ead6;
const POST_PX = 26;
const POLE_PX = 40;
const PENNANT_PX = 26;
/** A flag that is carried flies above its carrier. */
const CARRIED_PX = 20;
const PUCK_PX = 26;
const STRIPES = 6;

export function drawObjectives(view: View, look: Look, floor: Ink, lights: Ink): void {
  if (view.mode === "puck") for (const goal of view.arena.goals) drawGoal(goal, view, look, floor);
  for (const flag of view.flags) drawPost(flag, view, look, floor);
  for (const flag of view.flags) if (flag.isSeen) drawFlag(flag, view, look, floor, lights);
  if (view.puck) drawPuck(view.puck, view, look, floor, lights);
}

function colorOfTeam(team: number, view: View, look: Look): number {
  return relationColor(look.palette, team === view.ownTeam ? "ally" : "enemy");
}

/** The mouth of a goal: a soft carpet, and a bright frame with diamonds. */
function drawGoal(goal: GoalSource, view: View, look: Look, ink: Ink): void {
  const color = colorOfTeam(goal.team, view, look);
  const { left, top, right, bottom } = goal;
  const middle = (left + right) / 2;
  const half = (right - left) / 2;
  ink.taper(middle, top, middle, bottom, half, half, -0.4, paint(color, 0.16), paint(color, 0.16));
  const frame = paint(color, 0.8);
  ink.line(left, top, right, top, 3, frame);
  ink.line(left, bottom, right, bottom, 3, frame);
  const isLeft = middle < view.arena.width / 2;
  const mouth = isLeft ? right : left;
  const pulse = look.reducedMotion ? 0.6 : 0.5 + 0.3 * Math.sin(view.nowMs * 0.003);
  ink.line(mouth, top, mouth, bottom, 4, paint(mix(color, IVORY, 0.3), pulse));
  for (let i = 1; i < 4; i++) {
    const y = top + ((bottom - top) * i) / 4;
    ink.dot(mouth, y, 5, paint(IVORY, 0.9));
  }
}

/** Where a flag belongs: a ring for mine, corners for theirs. */
function drawPost({ team, relation, isHome }: FlagView, view: View, look: Look, ink: Ink): void {
  const home = view.arena.flags[team - 1];
  if (home === undefined) return;
  const color = relationColor(look.palette, relation);
  const alpha = isHome ? 0.85 : 0.35;
  ink.dot(home.x, home.y, POST_PX, paint(DARK, 0.5));
  if (relation === "ally") {
    ink.ring(home.x, home.y, POST_PX, 3, 0, paint(color, alpha));
    return;
  }
  for (let i = 0; i < 6; i++) {
    const [from, to] = [(i * TURN) / 6, ((i + 1) * TURN) / 6];
    ink.line(
      home.x + Math.cos(from) * POST_PX,
      home.y + Math.sin(from) * POST_PX,
      home.x + Math.cos(to) * POST_PX,
      home.y + Math.sin(to) * POST_PX,
      3,
      paint(color, alpha),
    );
  }
}

function drawFlag(flag: FlagView, view: View, look: Look, floor: Ink, lights: Ink): void {
  const color = relationColor(look.palette, flag.relation);
  const isCarried = flag.carrier >= 0;
  const ink = isCarried ? lights : floor;
  const x = flag.x;
  const foot = flag.y - (isCarried ? CARRIED_PX : 0);
  const top = foot - POLE_PX;
  const wave = look.reducedMotion ? 0 : Math.sin(view.nowMs * 0.006 + flag.team) * 4;
  ink.glow(x, top + 12, 46, light(color, 0.34));
  ink.line(x, foot + 4, x, top - 2, 5, paint(DARK, 0.85));
  ink.line(x, foot + 2, x, top, 2.4, paint(IVORY, 0.95));
  const tipX = x + PENNANT_PX;
  ink.taper(x, top + 9, tipX, top + 9 + wave, 12, 2.5, 0, paint(DARK, 0.85), paint(DARK, 0.85));
  ink.taper(x + 1, top + 9, tipX - 2, top + 9 + wave, 9, 1.2, 0, paint(color, 1), paint(color, 1));
  if (flag.homeInMs > 0) drawCountdown(flag, color, floor);
}

/** How long it lies there yet. */
function drawCountdown({ x, y, homeInMs }: FlagView, color: number, ink: Ink): void {
  const share = Math.min(1, homeInMs / 15_000);
  const stroke = paint(color, 0.7);
  ink.arc(x, y, POST_PX - 4, -TURN / 4, TURN * share, 3, 0, stroke, stroke);
}

function drawPuck(puck: PuckView, view: View, look: Look, floor: Ink, lights: Ink): void {
  const { x, y } = puck;
  const isWaiting = puck.readyInMs > 0;
  const color = mix(view.arena.lightColor, IVORY, 0.55);
  floor.dot(x + 5, y + 7, PUCK_PX + 3, paint(0x000000, 0.35));
  floor.dot(x, y, PUCK_PX + 2, paint(DARK, 0.95));
  floor.dot(x, y, PUCK_PX - 1, paint(mix(color, DARK, 0.55), 1));
  floor.ring(x, y, PUCK_PX - 4, 4, 0, paint(color, isWaiting ? 0.4 : 1));
  const turn = look.reducedMotion ? 0 : (x + y) * 0.02;
  for (let i = 0; i < STRIPES; i++) {
    const angle = turn + (i * TURN) / STRIPES;
    floor.dot(x + Math.cos(angle) * 13, y + Math.sin(angle) * 13, 3, paint(IVORY, 0.9));
  }
  const speed = Math.hypot(puck.velocityX, puck.velocityY);
  const heat = Math.min(1, speed / 700);
  lights.glow(x, y, PUCK_PX * (1.8 + heat), light(color, 0.18 + 0.3 * heat));
  if (speed < 60) return;
  const back = Math.min(120, speed * 0.14);
  const tailX = x - (puck.velocityX / speed) * back;
  const tailY = y - (puck.velocityY / speed) * back;
  lights.taper(
    tailX,
    tailY,
    x,
    y,
    4,
    PUCK_PX * 0.7,
    0.8,
    light(color, 0),
    light(color, 0.35 * heat),
  );
}
