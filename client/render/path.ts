/** A path that is drawn several times: filled, outlined, lit. What every picture of the sheet is painted with. */

export type Draw = (context: CanvasRenderingContext2D) => void;

export interface Picture {
  /** Side of the square it is painted in, world px. */
  readonly size: number;
  readonly draw: Draw;
}

export const OUTLINE = "#03080a";

/** Shadows are used as glows; they ignore the transform, hence `scale`. */
export class Path {
  readonly #context: CanvasRenderingContext2D;
  readonly #draw: Draw;

  constructor(context: CanvasRenderingContext2D, draw: Draw) {
    this.#context = context;
    this.#draw = draw;
  }

  fill(style: string | CanvasGradient): void {
    this.#trace();
    this.#context.fillStyle = style;
    this.#context.fill();
  }

  stroke(style: string, width: number): void {
    this.#trace();
    this.#context.strokeStyle = style;
    this.#context.lineWidth = width;
    this.#context.stroke();
  }

  glowingStroke(style: string, width: number, blur: number): void {
    this.#withGlow(style, blur, () => this.stroke(style, width));
    this.stroke(style, width);
  }

  glow(style: string, blur: number): void {
    this.#withGlow(style, blur, () => this.fill(style));
  }

  #withGlow(style: string, blur: number, draw: () => void): void {
    this.#context.shadowColor = style;
    this.#context.shadowBlur = blur * this.#context.getTransform().a;
    draw();
    this.#context.shadowBlur = 0;
  }

  #trace(): void {
    this.#context.beginPath();
    this.#draw(this.#context);
  }
}
