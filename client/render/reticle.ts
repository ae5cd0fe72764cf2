/** Where I aim, and what came of it: a mark each for a hit, a shield, an ally and a kill. Screen px. */
import { clamp01, light, paint } from "./color.ts";
import type { Ink } from "./ink.ts";
import type { Look } from "./look.ts";

export type Mark = "hit" | "shielded" | "ally" | "kill";

const MARK_MS: Record<Mark, number> = { hit: 190, shielded: 260, ally: 320, kill: 460 };
const RIM = 0x02090b;

export class Reticle {
  #mark: Mark = "hit";
  #markMs = 0;

  /** A kill is not replaced by the lesser marks that come with it. */
  confirm(mark: Mark): void {
    if (this.#mark === "kill" && this.#markMs > 0 && mark !== "kill") return;
    this.#mark = mark;
    this.#markMs = MARK_MS[mark];
  }

  /** Call once per frame, also while there is nothing to aim with: a mark of then is not one of now. */
  fade(deltaMs: number): void {
    this.#markMs = Math.max(0, this.#markMs - deltaMs);
  }

  /** `charge`: 0 just fired … 1 ready; the ticks open and close with it. */
  draw(ink: Ink, x: number, y: number, charge: number, look: Look): void {
    const gap = 6 + 5 * (1 - clamp01(charge));
    for (let i = 0; i < 4; i++) {
      const dx = i === 0 ? 1 : i === 2 ? -1 : 0;
      const dy = i === 1 ? 1 : i === 3 ? -1 : 0;
      ink.line(
        x + dx * gap,
        y + dy * gap,
        x + dx * (gap + 6),
        y + dy * (gap + 6),
        4.4,
        paint(RIM, 0.7),
      );
      ink.line(
        x + dx * gap,
        y + dy * gap,
        x + dx * (gap + 6),
        y + dy * (gap + 6),
        2,
        paint(0xffffff, 0.95),
      );
    }
    ink.dot(x, y, 3, paint(RIM, 0.7));
    ink.dot(x, y, 1.7, paint(0xffffff, 1));
    if (this.#markMs > 0) this.#drawMark(ink, x, y, this.#markMs / MARK_MS[this.#mark], look);
  }

  #drawMark(ink: Ink, x: number, y: number, left: number, look: Look): void {
    if (this.#mark === "hit") {
      diagonals(ink, x, y, 9 + 5 * left, 8, 2.6, paint(0xffffff, left * 1.6));
    } else if (this.#mark === "shielded") {
      const colour = paint(look.palette.shield, left * 1.5);
      for (let i = 0; i < 4; i++)
        ink.arc(x, y, 17 + 4 * (1 - left), i * (Math.PI / 2) + 0.45, 0.67, 3, 0, colour, colour);
    } else if (this.#mark === "ally") {
      drawBar(ink, x, y, paint(look.palette.ally, left * 1.6), Math.min(1, left * 1.6));
    } else {
      diagonals(ink, x, y, 11 + 4 * left, 12, 3.6, paint(look.palette.accent, left * 2));
      ink.ring(x, y, 21 + 16 * (1 - left), 2.2, 0, paint(look.palette.accent, left));
      ink.ring(x, y, 21 + 16 * (1 - left), 12, 1, light(look.palette.accent, left * 0.5));
    }
  }
}

/** A ring with a bar through it: not this one. */
function drawBar(ink: Ink, x: number, y: number, colour: number, alpha: number): void {
  ink.ring(x, y, 16, 5, 0, paint(RIM, 0.6 * alpha));
  ink.ring(x, y, 16, 2.8, 0, colour);
  ink.line(x - 11, y - 11, x + 11, y + 11, 5, paint(RIM, 0.6 * alpha));
  ink.line(x - 11, y - 11, x + 11, y + 11, 2.8, colour);
}

function diagonals(
  ink: Ink,
  x: number,
  y: number,
  from: number,
  length: number,
  width: number,
  colour: number,
): void {
  const near = from * Math.SQRT1_2;
  const far = (from + length) * Math.SQRT1_2;
  for (let corner = 0; corner < 4; corner++) {
    const dx = corner & 1 ? 1 : -1;
    const dy = corner & 2 ? 1 : -1;
    ink.line(
      x + dx * near,
      y + dy * near,
      x + dx * far,
      y + dy * far,
      width + 2.2,
      paint(RIM, 0.6),
    );
    ink.line(x + dx * near, y + dy * near, x + dx * far, y + dy * far, width, colour);
  }
}
