/** What a snapshot tells of the match: how it stands, what is played, and where its things are. */
import { fieldIndex, MATCH_AT, MATCH_FIELDS, SEAT_FIELDS } from "#shared/protocol/replicated.ts";
import type { Snapshot } from "#shared/protocol/snapshot.ts";
import { TEAMS, type ArenaSource } from "#shared/sim/arena/arena.ts";
import type { Mode } from "#shared/sim/modes/mode.ts";
import { MODES } from "#shared/sim/modes/modes.ts";
import { MATCH_PHASES, skiffEntity, type World } from "#shared/sim/world.ts";
import { TICK_MS } from "#shared/timing.ts";
import type { Sides } from "./sides.ts";
import type { FlagView, MatchPhase, SkiffView, View } from "./view.ts";

const TEAM = fieldIndex(SEAT_FIELDS, "team");
const NOBODY = -1;

export function modeIn({ match }: Snapshot): Mode {
  return MODES[match.values[MATCH_AT.mode]!] ?? MODES[0]!;
}

/** Undefined for one that this version does not know. */
export function phaseIn({ match }: Snapshot): (typeof MATCH_PHASES)[number] | undefined {
  return MATCH_PHASES[match.values[MATCH_AT.phase]!];
}

/**
 * Puts what of the match concerns a prediction into `world`: its rules and phase, who is of which team, the puck. Whose line
 * of the scoreboard is still to come (scoreboard.ts) is of the team that he was of.
 */
export function loadMatch(world: World, snapshot: Snapshot): void {
  const { values } = snapshot.match;
  world.match.phase = phaseIn(snapshot) ?? "warmup";
  world.match.endTick = values[MATCH_AT.endTick]!;
  world.rules.mode = modeIn(snapshot).name;
  world.rules.isFriendlyFire = values[MATCH_AT.isFriendlyFire] === 1;
  MATCH_FIELDS.forEach((row, f) => row.write?.(world, 0, values[f]!));
  const { team } = world.components.Skiff;
  const { seats } = snapshot;
  for (let slot = 0; slot < world.seats; slot++)
    if (seats.isPresent[slot] === 1)
      team[skiffEntity(slot)] = seats.values[slot * SEAT_FIELDS.length + TEAM]!;
}

type MatchView = Pick<
  View,
  "phase" | "phaseEndsInMs" | "mode" | "hasTeams" | "scoreLimit" | "teamScores" | "ownTeam"
>;

export function readMatch(newest: Snapshot, serverTick: number, sides: Sides): MatchView {
  const { values } = newest.match;
  const phase = phaseIn(newest);
  const endTick = values[MATCH_AT.endTick]!;
  const { name, hasTeams } = modeIn(newest);
  return {
    phase: (phase === undefined || phase === "over" ? "results" : phase) satisfies MatchPhase,
    phaseEndsInMs: endTick === 0 ? Infinity : Math.max(0, (endTick - serverTick) * TICK_MS),
    mode: name,
    hasTeams,
    scoreLimit: values[MATCH_AT.scoreLimit]!,
    teamScores: [values[MATCH_AT.score1]!, values[MATCH_AT.score2]!],
    ownTeam: hasTeams ? sides.ownTeam : 0,
  };
}

const FLAG_AT = {
  1: {
    carrier: MATCH_AT.flag1Carrier,
    homeTick: MATCH_AT.flag1HomeTick,
    x: MATCH_AT.flag1x,
    y: MATCH_AT.flag1y,
  },
  2: {
    carrier: MATCH_AT.flag2Carrier,
    homeTick: MATCH_AT.flag2HomeTick,
    x: MATCH_AT.flag2x,
    y: MATCH_AT.flag2y,
  },
} as const;

/** Fills `rows` with the flags of a match that has them: one that is carried is with its carrier, if he is in sight. */
export function fillFlags(
  rows: FlagView[],
  arena: ArenaSource,
  newest: Snapshot,
  serverTick: number,
  { sides, skiffs }: { sides: Sides; skiffs: readonly SkiffView[] },
): void {
  rows.length = 0;
  if (modeIn(newest).name !== "flags" || arena.flags.length === 0) return;
  const { values } = newest.match;
  for (const team of TEAMS) {
    const at = FLAG_AT[team];
    const carrier = values[at.carrier]!;
    const bearer = carrier === NOBODY ? undefined : skiffs.find(({ slot }) => slot === carrier);
    const homeTick = values[at.homeTick]!;
    rows.push({
      team,
      relation: sides.relationOfTeam(team),
      carrier,
      isHome: carrier === NOBODY && homeTick === 0,
      homeInMs: homeTick === 0 ? 0 : Math.max(0, (homeTick - serverTick) * TICK_MS),
      isSeen: carrier === NOBODY || bearer !== undefined,
      x: bearer?.x ?? values[at.x]!,
      y: bearer?.y ?? values[at.y]!,
    });
  }
}
