/**
 * Capture the flag: touch the other side's to carry it, bring it to your own while that is at home, and it counts. Who is
 * put out of action drops what he carries; his own side sends it home by a touch, and time does.
 */
import { TEAMS } from "../arena/arena.ts";
import { addPoints, addTeamPoints } from "../score.ts";
import { FEAT_SCORE, FLAG, SKIFF } from "../tuning.ts";
import type { FeatKind } from "../events.ts";
import {
  flagEntity,
  isFrozen,
  isPlayed,
  isSeated,
  seatedSkiffs,
  skiffEntity,
  slotOf,
  type World,
} from "../world.ts";
import type { Mode } from "./mode.ts";
import { teams } from "./teams.ts";

const REACH_PX = SKIFF.radiusPx + FLAG.radiusPx;
const NOBODY = -1;

export const flags: Mode = {
  ...teams,
  name: "flags",
  isForKills: false,
  scoreLimit: 3,
  fits: (arena) => arena.flags.length === TEAMS.length,
  begin: (world) => TEAMS.forEach((team) => sendHome(world, team)),
  play(world) {
    if (isFrozen(world)) return;
    for (const team of TEAMS) dropOfTheDead(world, team);
    for (const team of TEAMS) comeHome(world, team);
    for (const skiff of seatedSkiffs(world)) touch(world, skiff);
  },
};

function sendHome(world: World, team: number): void {
  const { Flag, Position } = world.components;
  const flag = flagEntity(team);
  const { x, y } = world.arena.source.flags[team - 1]!;
  Flag.carrier[flag] = NOBODY;
  Flag.homeTick[flag] = 0;
  Position.x[flag] = x;
  Position.y[flag] = y;
}

/** Who is out, or gone, has let go of the flag where he was last. */
function dropOfTheDead(world: World, team: number): void {
  const { Flag, Position, Skiff } = world.components;
  const flag = flagEntity(team);
  const slot = Flag.carrier[flag]!;
  if (slot === NOBODY) return;
  const skiff = skiffEntity(slot);
  if (isSeated(world, slot) && Skiff.isAlive[skiff] === 1) {
    Position.x[flag] = Position.x[skiff]!;
    Position.y[flag] = Position.y[skiff]!;
    return;
  }
  Flag.carrier[flag] = NOBODY;
  Flag.homeTick[flag] = world.tick + FLAG.returnTicks;
  tell(world, "drop", slot, team);
}

function comeHome(world: World, team: number): void {
  const homeTick = world.components.Flag.homeTick[flagEntity(team)]!;
  if (homeTick === 0 || world.tick < homeTick) return;
  sendHome(world, team);
  tell(world, "return", NOBODY, team);
}

function touch(world: World, skiff: number): void {
  const { Flag, Skiff } = world.components;
  if (Skiff.isAlive[skiff] === 0) return;
  const own = Skiff.team[skiff]!;
  for (const team of TEAMS) {
    const flag = flagEntity(team);
    if (Flag.carrier[flag] !== NOBODY || !isOn(world, skiff, flag)) continue;
    if (team !== own) take(world, skiff, team);
    else if (Flag.homeTick[flag] !== 0) {
      sendHome(world, team);
      tell(world, "return", slotOf(skiff), team);
    } else capture(world, skiff, team);
  }
}

function take(world: World, skiff: number, team: number): void {
  const { Flag } = world.components;
  Flag.carrier[flagEntity(team)] = slotOf(skiff);
  Flag.homeTick[flagEntity(team)] = 0;
  tell(world, "take", slotOf(skiff), team);
}

/** Brings what the skiff carries to its own flag. */
function capture(world: World, skiff: number, own: number): void {
  const { Flag, Score } = world.components;
  const other = own === 1 ? 2 : 1;
  if (Flag.carrier[flagEntity(other)] !== slotOf(skiff)) return;
  sendHome(world, other);
  tell(world, "capture", slotOf(skiff), other);
  if (!isPlayed(world)) return;
  addPoints(Score.feats, skiff, 1);
  addPoints(Score.score, skiff, FEAT_SCORE);
  addTeamPoints(world, own, 1);
}

function isOn({ components: { Position } }: World, skiff: number, flag: number): boolean {
  const dx = Position.x[skiff]! - Position.x[flag]!;
  const dy = Position.y[skiff]! - Position.y[flag]!;
  return dx * dx + dy * dy < REACH_PX * REACH_PX;
}

function tell(world: World, feat: FeatKind, slot: number, team: number): void {
  world.events.push({ type: "feat", feat, slot, team });
}
