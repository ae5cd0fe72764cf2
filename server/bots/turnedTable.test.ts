/**
 * On a table that is turned by half a turn, everything on it too, bots decide the same: beside each bot of a match sits one
 * who is shown all that it is, turned, and what he presses must be what it presses, turned.
 */
import { expect, test } from "vitest";
import type { ArenaSource, Point } from "#shared/sim/arena/arena.ts";
import { buildArena } from "#shared/sim/arena/geometry.ts";
import { AIM_STEPS, IDLE_INPUT, type PlayerInput } from "#shared/sim/input.ts";
import { step } from "#shared/sim/step.ts";
import { loadMaps } from "../maps.ts";
import { Bot } from "./bot.ts";
import { Look } from "./look.ts";
import type { BotSight } from "./sight.ts";
import { SKILLS } from "./skill.ts";
import { worldOf } from "./testSight.ts";

const TICKS = 2400;
const BOTS = 6;
/** Roundings differ between a number and what is left of a whole without it. */
const LEEWAY_STEPS = 1;

interface Moving extends Point {
  velocityX: number;
  velocityY: number;
}

/** Turns places and ways on a map. */
function turning({ width, height }: ArenaSource) {
  const place = <P extends Point>(point: P): P => ({
    ...point,
    x: width - point.x,
    y: height - point.y,
  });
  const moving = <M extends Moving>(body: M): M => ({
    ...place(body),
    velocityX: -body.velocityX,
    velocityY: -body.velocityY,
  });
  return { place, moving };
}

test.each(["felt-room", "long-table", "six-cushions"])("of %s", (name) => {
  const map = loadMaps("assets/maps").find((candidate) => candidate.name === name)!;
  const { place, moving } = turning(map);
  const arena = buildArena({
    ...map,
    border: map.border.map(place),
    walls: map.walls.map((wall) => wall.map(place)),
    spawns: map.spawns.map(place),
    pads: map.pads.map(place),
    flags: map.flags.map(place),
  });
  const turn = (sight: BotSight): BotSight => ({
    ...sight,
    arena,
    self: moving(sight.self),
    others: sight.others.map(moving),
    allies: sight.allies.map(moving),
    bolts: sight.bolts.map(moving),
  });
  const world = worldOf(map, BOTS, 7, "teams");
  const look = new Look();
  const sit = () => Array.from({ length: BOTS }, (_, slot) => new Bot(90 + slot, SKILLS.ace));
  const [bots, turned] = [sit(), sit()];
  const inputs: PlayerInput[] = bots.map(() => ({ ...IDLE_INPUT }));
  const amiss: string[] = [];
  let shots = 0;
  for (let tick = 0; tick < TICKS; tick++) {
    look.gather(world);
    for (let slot = 0; slot < BOTS; slot++) {
      const sight = look.from(world, slot);
      Object.assign(inputs[slot]!, bots[slot]!.think(sight));
      const there = turned[slot]!.think(turn(sight));
      if (!isTurned(inputs[slot]!, there))
        amiss.push(`tick ${tick}, slot ${slot}: ${JSON.stringify([inputs[slot], there])}`);
    }
    step(world, inputs);
    shots += world.events.filter(({ type }) => type === "fire").length;
  }
  expect(amiss.slice(0, 3)).toEqual([]);
  expect(shots).toBeGreaterThan(100);
});

function isTurned(here: PlayerInput, there: PlayerInput): boolean {
  const off = (here.aim + AIM_STEPS / 2 - there.aim + AIM_STEPS) % AIM_STEPS;
  const hasMark = here.aim !== 0 || there.aim !== 0;
  return (
    here.buttons === there.buttons &&
    Math.abs(here.moveX + there.moveX) <= LEEWAY_STEPS &&
    Math.abs(here.moveY + there.moveY) <= LEEWAY_STEPS &&
    (!hasMark || Math.min(off, AIM_STEPS - off) <= LEEWAY_STEPS)
  );
}
