/** Shows a bot what a player's screen shows: the netcode's view, late and smoothed as it is, as a bot's sight. */
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { buildArena, type Arena } from "#shared/sim/arena/geometry.ts";
import { WEAPONS } from "#shared/sim/tuning.ts";
import type { SkiffView, View } from "../../client/netcode/view.ts";
import type { BotSight } from "../../server/bots/sight.ts";

const arenas = new Map<string, Arena>();

/** Players of one run all play on the same map, and geometry is never written to. */
export function arenaOf(source: ArenaSource): Arena {
  const known = arenas.get(source.name);
  if (known !== undefined) return known;
  const arena = buildArena(source);
  arenas.set(source.name, arena);
  return arena;
}

export function sightOf(view: View, tick: number): BotSight {
  const me = view.skiffs.find((skiff) => skiff.relation === "self");
  const { own } = view;
  return {
    tick,
    arena: arenaOf(view.arena),
    self: {
      slot: own.slot,
      team: view.ownTeam,
      x: view.focusX,
      y: view.focusY,
      velocityX: me?.velocityX ?? 0,
      velocityY: me?.velocityY ?? 0,
      health: own.health,
      shieldPoints: own.shieldPoints,
      weapon: own.weapon,
      ammo: own.ammo,
      canDash: own.dashCharge >= 1,
      isAlive: own.isAlive,
    },
    others: view.skiffs.filter((skiff: SkiffView) => skiff.relation === "enemy"),
    allies: view.skiffs.filter((skiff: SkiffView) => skiff.relation === "ally"),
    isFriendlyFire: false,
    bolts: view.bolts.map(({ slot, relation, x, y, directionX, directionY, weapon }) => {
      const speed = WEAPONS[weapon]!.speedPxPerSecond;
      const team = relation === "enemy" ? 0 : view.ownTeam;
      const [velocityX, velocityY] = [directionX * speed, directionY * speed];
      return { slot, team, weapon, x, y, velocityX, velocityY };
    }),
    pads: view.pads.map(({ x, y, charge }) => ({
      index: view.arena.pads.findIndex((pad) => pad.x === x && pad.y === y),
      isReady: charge >= 1,
    })),
    flags: view.flags,
    puck: view.puck && { ...view.puck, isLoose: view.puck.readyInMs === 0 },
  };
}
