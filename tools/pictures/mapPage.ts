/** Runs in a page: one whole map as players see its parts, for tools/mapPictures.ts. */
import "pixi.js/unsafe-eval";
import { Container, WebGLRenderer } from "pixi.js";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { Atlas } from "../../client/render/atlas.ts";
import { paint } from "../../client/render/color.ts";
import { Ink } from "../../client/render/ink.ts";
import { DEFAULT_SETTINGS, lookFrom, type Look } from "../../client/render/look.ts";
import { Pads } from "../../client/render/pads.ts";
import { Table } from "../../client/render/table.ts";
import { HALL_COLOR, RAIL_PX } from "../../client/render/tablePainting.ts";

/** Of the hall around the rail, so much is in the picture. */
const AROUND_PX = RAIL_PX + 24;
/** Drawn so much finer than the picture is, so that thin lines stay whole. */
const FINER = 3;
const SPAWN_PX = 18;
const FLAG_PX = 26;
const PUCK_PX = 30;

export interface MapPicture {
  readonly arena: ArenaSource;
  /** Of the picture. Its height follows. */
  readonly widthPx: number;
  /** Shows where spawns, flags, goals and the puck are. */
  readonly hasPlan: boolean;
}

declare global {
  interface Window {
    /** Fills the page with the map; gives the height of the picture. */
    drawMap(picture: MapPicture): Promise<number>;
  }
}

window.drawMap = drawMap;

async function drawMap({ arena, widthPx, hasPlan }: MapPicture): Promise<number> {
  const look = lookFrom(DEFAULT_SETTINGS);
  const scale = widthPx / (arena.width + 2 * AROUND_PX);
  const heightPx = Math.round((arena.height + 2 * AROUND_PX) * scale);
  const renderer = new WebGLRenderer();
  await renderer.init({
    width: widthPx,
    height: heightPx,
    background: HALL_COLOR,
    resolution: FINER,
  });
  const world = new Container();
  world.position.set(AROUND_PX * scale);
  world.scale.set(scale);
  const table = new Table(false);
  table.build(arena, scale * FINER);
  const pads = new Pads(new Atlas(getComputedStyle(document.body).fontFamily, scale * FINER));
  const ink = new Ink(1024);
  pads.draw(
    arena.pads.map((pad) => ({ ...pad, charge: 1 })),
    look,
    0,
    ink,
  );
  if (hasPlan) drawPlan(arena, look, ink);
  ink.flush();
  world.addChild(table.container, ink.makeMesh(), pads.container);
  renderer.render({ container: world });
  document.body.style.margin = "0";
  document.body.replaceChildren(shrink(renderer.canvas, widthPx, heightPx));
  return heightPx;
}

/** A browser that scales a canvas for the screen leaves pixels out; one that draws it smaller takes their mean. */
function shrink(canvas: HTMLCanvasElement, width: number, height: number): HTMLCanvasElement {
  const small = document.createElement("canvas");
  Object.assign(small, { width, height });
  const context = small.getContext("2d")!;
  context.imageSmoothingQuality = "high";
  context.drawImage(canvas, 0, 0, width, height);
  return small;
}

function drawPlan({ spawns, flags, goals, puck }: ArenaSource, { palette }: Look, ink: Ink): void {
  const colorOf = (team: number) => paint([palette.self, palette.ally, palette.enemy][team]!, 0.9);
  for (const { team, x, y } of spawns) ink.ring(x, y, SPAWN_PX, 3, 0, colorOf(team));
  for (const { team, x, y } of flags) ink.dot(x, y, FLAG_PX, colorOf(team));
  for (const { team, left, top, right, bottom } of goals) {
    ink.line(left, top, right, bottom, 3, colorOf(team));
    ink.line(left, bottom, right, top, 3, colorOf(team));
  }
  if (puck) ink.dot(puck.x, puck.y, PUCK_PX, colorOf(0));
}
