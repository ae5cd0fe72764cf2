/**
 * One bloom for the whole picture: the layer of light drawn once more at half the resolution, blurred at a quarter, and
 * added on top. A blur has no detail to lose, and so few pixels are what lets weak graphics have it at all.
 */
import {
  BlurFilter,
  Container,
  Rectangle,
  RenderTexture,
  Sprite,
  type WebGLRenderer,
} from "pixi.js";
import { makePane } from "./pane.ts";

const STRENGTH_PX = 9;
const CLEAR: [number, number, number, number] = [0, 0, 0, 0];

export class Bloom {
  /** What goes on top of the picture. */
  readonly pane = makePane();
  readonly #light: RenderTexture;
  readonly #blurred: RenderTexture;
  readonly #pass = new Container();
  readonly #filter: BlurFilter;
  readonly #source: Container;
  readonly #area = new Rectangle();

  /** `source` holds what shines, placed as on the screen; it is not on the stage itself. */
  constructor(source: Container) {
    this.#source = source;
    this.#light = RenderTexture.create({ width: 2, height: 2, dynamic: true });
    this.#blurred = RenderTexture.create({ width: 2, height: 2, dynamic: true });
    this.#filter = new BlurFilter({ strength: STRENGTH_PX, quality: 2, kernelSize: 5 });
    this.#filter.padding = 0;
    this.#pass.addChild(new Sprite(this.#light));
    this.#pass.filters = [this.#filter];
    this.pane.texture = this.#blurred;
    this.pane.blendMode = "add";
  }

  resize(width: number, height: number, pixelRatio: number): void {
    const resolution = pixelRatio / 4;
    this.#light.resize(width, height, pixelRatio / 2);
    this.#blurred.resize(width, height, resolution);
    this.pane.scale.set(width, height);
    this.#filter.resolution = resolution;
    this.#area.width = width;
    this.#area.height = height;
    this.#pass.filterArea = this.#area;
  }

  render(renderer: WebGLRenderer): void {
    renderer.render({
      container: this.#source,
      target: this.#light,
      clear: true,
      clearColor: CLEAR,
    });
    renderer.render({
      container: this.#pass,
      target: this.#blurred,
      clear: true,
      clearColor: CLEAR,
    });
  }

  destroy(): void {
    this.#pass.destroy({ children: true });
    this.#filter.destroy();
    this.#light.destroy(true);
    this.#blurred.destroy(true);
  }
}
