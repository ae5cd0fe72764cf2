/** Names as pictures, painted once each and kept as long as they are among those that were drawn last. */
import { CanvasSource, Texture } from "pixi.js";
import { get2d, paintText } from "./atlas.ts";

const FONT_PX = 13;
const RIM_PX = 3.2;
const HEIGHT_PX = 22;
/** Names come and go over an evening. As many as a room may have seats: what is on the screen is never forgotten. */
const MOST_LABELS = 512;

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
    const texture = this.#textures.get(text) ?? this.#paint(text);
    // To the end: first is then what was not drawn for the longest time.
    this.#textures.delete(text);
    this.#textures.set(text, texture);
    if (this.#textures.size > MOST_LABELS) this.#forgetFirst();
    return texture;
  }

  /** Forgets every picture; `pixelRatio` is that of the next ones. */
  clear(pixelRatio: number): void {
    for (const texture of this.#textures.values()) texture.destroy(true);
    this.#textures.clear();
    this.#resolution = pixelRatio;
  }

  #forgetFirst(): void {
    const [first] = this.#textures;
    if (!first) return;
    const [text, texture] = first;
    texture.destroy(true);
    this.#textures.delete(text);
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
