/** What lies round a skiff and must be read from afar: the shield of a spawn, shield points, and the heat of overdrive. */
import type { SkiffView } from "../netcode/view.ts";
import { light, mix, paint } from "./color.ts";
import type { Ink } from "./ink.ts";
import { FULL_SHIELD, type Look } from "./look.ts";

const TURN = Math.PI * 2;
const TOP = -Math.PI / 2;
const SPAWN_PX = 30;
const SPAWN_DASHES = 12;
const POINTS_PX = 25.5;
const FLAMES = 9;
const FLAME_PX = 19;

export function drawHalos(
  ink: Ink,
  skiff: SkiffView,
  color: number,
  look: Look,
  nowMs: number,
): void {
  const turnMs = look.reducedMotion ? 0 : nowMs;
  if (skiff.isOverdriven) drawHeat(ink, skiff, look.palette.overdrive, turnMs);
  if (skiff.shieldPoints > 0) drawPoints(ink, skiff, look.palette.shield);
  if (skiff.isShielded) drawSpawnShield(ink, skiff, color, turnMs * 0.0014);
}

/** Nothing can hurt it yet. */
function drawSpawnShield(ink: Ink, skiff: SkiffView, color: number, turn: number): void {
  ink.glow(skiff.x, skiff.y, SPAWN_PX * 1.35, light(color, 0.2));
  const rim = paint(mix(color, 0xffffff, 0.3), 0.9);
  const part = TURN / SPAWN_DASHES;
  for (let i = 0; i < SPAWN_DASHES; i++)
    ink.arc(skiff.x, skiff.y, SPAWN_PX, turn + i * part, part * 0.55, 2.4, 0, rim, rim);
  const glint = paint(color, 0.6);
  ink.arc(skiff.x, skiff.y, SPAWN_PX - 5, -turn * 1.7, 1.6, 1.6, 0, glint, paint(color, 0));
}

/** An arc from the top to both sides, closed when all points are there. */
function drawPoints(ink: Ink, { x, y, shieldPoints }: SkiffView, color: number): void {
  const sweep = TURN * Math.min(1, shieldPoints / FULL_SHIELD);
  const from = TOP - sweep / 2;
  const glow = light(color, 0.32);
  ink.arc(x, y, POINTS_PX, from, sweep, 15, 1, glow, glow);
  const rim = paint(0x04090c, 0.7);
  ink.arc(x, y, POINTS_PX, from, sweep, 5.4, 0, rim, rim);
  const arc = paint(color, 1);
  ink.arc(x, y, POINTS_PX, from, sweep, 2.8, 0, arc, arc);
}

/** Tongues of fire that run round it, and a glow that beats. */
function drawHeat(ink: Ink, { x, y, slot }: SkiffView, hot: number, nowMs: number): void {
  const beat = 0.5 + 0.5 * Math.sin(nowMs * 0.011 + slot);
  ink.glow(x, y, 50 + 5 * beat, light(hot, 0.5 + 0.16 * beat));
  ink.ring(x, y, FLAME_PX + 1, 9, 1, light(hot, 0.8));
  const white = mix(hot, 0xffffff, 0.55);
  for (let i = 0; i < FLAMES; i++) {
    const angle = (i * TURN) / FLAMES + nowMs * 0.0021;
    const reach = 11 + 5 * Math.sin(nowMs * 0.017 + i * 2.3 + slot);
    // Bent back against the turn, like flames in the wind.
    const tip = angle - 0.42;
    ink.taper(
      x + Math.cos(angle) * FLAME_PX,
      y + Math.sin(angle) * FLAME_PX,
      x + Math.cos(tip) * (FLAME_PX + reach),
      y + Math.sin(tip) * (FLAME_PX + reach),
      4.6,
      0.6,
      0.35,
      light(white, 0.85),
      light(hot, 0.1),
    );
  }
}
