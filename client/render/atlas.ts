/**
 * All silhouettes and digits on one sheet, so that every sprite of a frame is one draw call. The sheet is painted for
 * the size at which the screen shows it, and painted again when the window or the pixel density changes that.
 */
import { CanvasSource, Rectangle, Texture } from "pixi.js";
import type { Picture } from "./path.ts";
import { PICTURES, type PictureName } from "./silhouettes.ts";

const SHEET_WIDTH = 512;
const GAP = 2;
const DIGIT_SIZE = 40;
const DIGIT_FONT_PX = 22;
/** Painted this much finer than the screen, so that a turned sprite stays crisp. */
const OVERSAMPLING = 1.6;
const MOST_RESOLUTION = 6;

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly picture: Picture;
}

export class Atlas {
  /** Advance of each digit in px at its font size. */
  readonly digitWidths: number[] = [];
  readonly #source: CanvasSource;
  readonly #context: CanvasRenderingContext2D;
  readonly #cells: Cell[] = [];
  readonly #textures = new Map<string, Texture>();
  readonly #font: string;
  readonly #height: number;

  constructor(fontFamily: string, screenScale: number) {
    this.#font = `800 ${DIGIT_FONT_PX}px ${fontFamily}`;
    const canvas = document.createElement("canvas");
    this.#context = get2d(canvas);
    this.#source = new CanvasSource({
      resource: canvas,
      width: SHEET_WIDTH,
      height: SHEET_WIDTH,
      resolution: 1,
      autoGenerateMipmaps: true,
    });
    this.#height = this.#lay();
    this.paint(screenScale);
  }

  picture(name: PictureName): Texture {
    return this.#textures.get(name) ?? Texture.EMPTY;
  }

  digit(value: number): Texture {
    return this.#textures.get(String(value)) ?? Texture.EMPTY;
  }

  /** `screenScale`: device pixels per world px. */
  paint(screenScale: number): void {
    const resolution = Math.min(MOST_RESOLUTION, Math.max(1.5, screenScale * OVERSAMPLING));
    this.#source.resize(SHEET_WIDTH, this.#height, resolution);
    this.#context.setTransform(1, 0, 0, 1, 0, 0);
    this.#context.clearRect(0, 0, this.#source.pixelWidth, this.#source.pixelHeight);
    for (const cell of this.#cells) {
      const half = cell.picture.size / 2;
      this.#context.setTransform(
        resolution,
        0,
        0,
        resolution,
        (cell.x + half) * resolution,
        (cell.y + half) * resolution,
      );
      cell.picture.draw(this.#context);
    }
    this.#source.update();
  }

  destroy(): void {
    for (const texture of this.#textures.values()) texture.destroy();
    this.#source.destroy();
  }

  /** Places every picture in rows; returns the height of the sheet. */
  #lay(): number {
    let x = 0;
    let y = 0;
    let rowHeight = 0;
    for (const [name, picture] of this.#pictures()) {
      if (x + picture.size > SHEET_WIDTH) {
        x = 0;
        y += rowHeight + GAP;
        rowHeight = 0;
      }
      this.#cells.push({ x, y, picture });
      this.#textures.set(
        name,
        new Texture({
          source: this.#source,
          frame: new Rectangle(x, y, picture.size, picture.size),
          dynamic: true,
        }),
      );
      x += picture.size + GAP;
      rowHeight = Math.max(rowHeight, picture.size);
    }
    return y + rowHeight;
  }

  #pictures(): [string, Picture][] {
    const pictures: [string, Picture][] = Object.entries(PICTURES);
    for (let value = 0; value < 10; value++) {
      this.#context.font = this.#font;
      this.digitWidths.push(this.#context.measureText(String(value)).width);
      pictures.push([
        String(value),
        { size: DIGIT_SIZE, draw: (context) => paintText(context, String(value), this.#font, 5) },
      ]);
    }
    return pictures;
  }
}

/** Centred white text with a dark rim that keeps it legible on anything. */
export function paintText(
  context: CanvasRenderingContext2D,
  text: string,
  font: string,
  rim: number,
): void {
  context.font = font;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = rim;
  context.strokeStyle = "#031014";
  context.strokeText(text, 0, 0);
  context.fillStyle = "#ffffff";
  context.fillText(text, 0, 0);
}

/** `onProcessor`: small pictures are painted fastest there, and everything is when there is no real graphics card. */
export function get2d(canvas: HTMLCanvasElement, onProcessor = true): CanvasRenderingContext2D {
  const context = canvas.getContext("2d", { willReadFrequently: onProcessor });
  if (!context)
    throw new Error(
      "This browser cannot paint pictures (no 2D canvas). Close other tabs and load the page again.",
    );
  return context;
}
