/** Names as pictures, painted once each and kept for as long as the stage lives (a room has at most 64 seats). */
import { CanvasSource, Texture } from "pixi.js";
import { get2d, paintText } from "./atlas.ts";

const FONT_PX = 13;
const RIM_PX = 3.2;
const HEIGHT_PX = 22;
/** Names come and go over an evening; beyond this many the pictures of all are painted anew. */
const MOST_LABELS = 128;

export class Labels {
  readonly #fontFamily: string;
  readonly #textures = new Map<string, Texture>();
  #resolution: number;

  constructor(fontFamily: string, pixelRatio: number) {
    this.#fontFamily = fontFamily;
    this.#resolution = pixelRatio;
  }

  /** White text with a dark rim; tint it. */
  label(text: string): Texture {
    const known = this.#textures.get(text);
    if (known) return known;
    if (this.#textures.size >= MOST_LABELS) this.clear(this.#resolution);
    const texture = this.#paint(text);
    this.#textures.set(text, texture);
    return texture;
  }

  /** Forgets every picture; `pixelRatio` is that of the next ones. */
  clear(pixelRatio: number): void {
    for (const texture of this.#textures.values()) texture.destroy(true);
    this.#textures.clear();
    this.#resolution = pixelRatio;
  }

  #paint(text: string): Texture {
    const font = `650 ${FONT_PX}px ${this.#fontFamily}`;
    const canvas = document.createElement("canvas");
    const context = get2d(canvas);
    context.font = font;
    const width = Math.ceil(context.measureText(text).width + 2 * RIM_PX + 2);
    const source = new CanvasSource({
      resource: canvas,
      width,
      height: HEIGHT_PX,
      resolution: this.#resolution,
    });
    context.setTransform(
      this.#resolution,
      0,
      0,
      this.#resolution,
      (width / 2) * this.#resolution,
      (HEIGHT_PX / 2) * this.#resolution,
    );
    paintText(context, text, font, RIM_PX);
    return new Texture({ source });
  }
}
