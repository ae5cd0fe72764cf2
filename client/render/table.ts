/** The table as it stands on the stage: one painted picture, and its crisp edges as ink that is laid once a map. */
import { CanvasSource, Container, Texture } from "pixi.js";
import type { ArenaSource, Point } from "#shared/sim/arena/arena.ts";
import { get2d } from "./atlas.ts";
import { mix, paint } from "./color.ts";
import { Ink } from "./ink.ts";
import { makePane } from "./pane.ts";
import { MARGIN_PX, paintingScale, paintTable, RAIL_PX } from "./tablePainting.ts";

const DIAMOND_PX = 6.5;
const DIAMOND_EVERY_PX = 105;

export class Table {
  readonly container = new Container();
  /** One canvas for every map: a texture that a shader still holds must not be destroyed. */
  readonly #canvas = document.createElement("canvas");
  readonly #source = new CanvasSource({ resource: this.#canvas, resolution: 1 });
  readonly #pane = makePane(new Texture({ source: this.#source, dynamic: true }));
  readonly #edges = new Ink(512);
  readonly #context: CanvasRenderingContext2D;
  readonly #isSoftware: boolean;

  /** `isSoftware`: there is no graphics card to paint it. */
  constructor(isSoftware: boolean) {
    this.#isSoftware = isSoftware;
    this.#context = get2d(this.#canvas, isSoftware);
    this.container.addChild(this.#pane, this.#edges.makeMesh());
  }

  /** `screenScale`: device px per world px. */
  build(arena: ArenaSource, screenScale: number): void {
    const width = arena.width + 2 * MARGIN_PX;
    const height = arena.height + 2 * MARGIN_PX;
    const scale = paintingScale(arena, screenScale, this.#isSoftware);
    this.#source.resize(width, height, scale);
    paintTable(this.#context, arena, scale);
    this.#source.update();
    this.#pane.position.set(-MARGIN_PX, -MARGIN_PX);
    this.#pane.scale.set(width, height);
    this.#edges.clear();
    for (const polygon of [arena.border, ...arena.walls])
      edge(this.#edges, polygon, arena.lightColor);
    diamonds(this.#edges, arena);
    this.#edges.flush();
  }

  destroy(): void {
    this.#pane.texture.destroy(true);
    this.container.destroy({ children: true });
    this.#edges.destroy();
  }
}

/** The lit edge of a cushion: dark below, the colour of the light, and a hair of white heat. */
function edge(ink: Ink, polygon: readonly Point[], color: number): void {
  const layers: [number, number][] = [
    [7, paint(0x03080a, 0.7)],
    [3.2, paint(mix(color, 0xffffff, 0.08), 1)],
    [1.2, paint(mix(color, 0xffffff, 0.6), 1)],
  ];
  for (const [width, colour] of layers) {
    polygon.forEach((from, i) => {
      const to = polygon[(i + 1) % polygon.length] ?? from;
      ink.line(from.x, from.y, to.x, to.y, width, colour);
    });
  }
}

/** Inlays on the rail, as many on both sides of the table as its length asks for. */
function diamonds(ink: Ink, arena: ArenaSource): void {
  const colour = paint(mix(arena.lightColor, 0xfff4e0, 0.75), 0.62);
  const off = RAIL_PX * 0.52;
  const across = Math.max(2, Math.round(arena.width / DIAMOND_EVERY_PX));
  const down = Math.max(2, Math.round(arena.height / DIAMOND_EVERY_PX));
  for (let i = 1; i < across; i++) {
    diamond(ink, (arena.width * i) / across, -off, colour);
    diamond(ink, (arena.width * i) / across, arena.height + off, colour);
  }
  for (let i = 1; i < down; i++) {
    diamond(ink, -off, (arena.height * i) / down, colour);
    diamond(ink, arena.width + off, (arena.height * i) / down, colour);
  }
}

function diamond(ink: Ink, x: number, y: number, colour: number): void {
  ink.taper(x - DIAMOND_PX, y, x, y, 0, DIAMOND_PX, -0.0001, colour, colour);
  ink.taper(x, y, x + DIAMOND_PX, y, DIAMOND_PX, 0, -0.0001, colour, colour);
}
