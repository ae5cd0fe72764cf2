/** What a new room is to be: as usual on its server, but for what whoever opens it wants and the server has. */
import { CloseCode } from "#shared/protocol/closing.ts";
import {
  type CrewLevel,
  LIMIT,
  USUAL,
  USUAL_TABLE,
  type TableWish,
} from "#shared/protocol/messages.ts";
import type { Offer } from "#shared/protocol/offer.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { findMode, MODES } from "#shared/sim/modes/modes.ts";
import { DEFAULT_RULES, type Rules } from "#shared/sim/tuning.ts";
import type { Rebuff } from "./doorman.ts";
import { Lock } from "./lock.ts";
import type { RoomOptions } from "./roomOptions.ts";

/** What a server has, and how its rooms are if nobody says. */
export interface Repertoire {
  maps: readonly ArenaSource[];
  /** Names of modes: what is played in turn where nobody chose one, see RoomOptions. */
  modes: readonly string[];
  /** Names of modes that a room may be opened for, each with a map that has what it needs. */
  offeredModes: readonly string[];
  rules: Readonly<Partial<Rules>>;
  botFill: number;
  botLevel: CrewLevel;
  maxSeats: number;
}

/** What of it may be chosen for a new room. */
export function offerOf(repertoire: Repertoire): Offer {
  const { maps, offeredModes, rules, botFill, botLevel, maxSeats } = repertoire;
  const modes = MODES.filter(({ name }) => offeredModes.includes(name));
  const offered = maps.map((map) => {
    const fitting = modes.filter((mode) => mode.fits(map));
    return { name: map.name, title: map.title, modes: fitting.map(({ name }) => name) };
  });
  return {
    modes: modes.map(({ name }) => name),
    maps: offered.filter((map) => map.modes.length > 0),
    mostBots: Math.min(LIMIT.wishedBots, maxSeats),
    usual: {
      bots: Math.min(botFill, maxSeats),
      botLevel,
      isFriendlyFire: rules.isFriendlyFire ?? DEFAULT_RULES.isFriendlyFire,
    },
  };
}

export type RoomKind = "public" | "private" | "practice";

export interface RoomWish extends TableWish {
  password: string;
}

export type RoomPlan = Pick<
  RoomOptions,
  | "isPublic"
  | "lock"
  | "modes"
  | "firstMap"
  | "rules"
  | "isEndless"
  | "botFill"
  | "botLevel"
  | "maxSeats"
>;

export const USUAL_ROOM: Readonly<RoomWish> = { ...USUAL_TABLE, password: "" };

/** Seats of a practice room, all but one for bots. */
const PRACTICE_SEATS = 6;
const PRACTICE_MODES = ["deathmatch"];

/**
 * A room of this kind, as `wish` has it, or why there cannot be one. Nobody is led by quick play to where a password is asked
 * for.
 */
export function planRoom(
  repertoire: Repertoire,
  kind: RoomKind,
  wish: RoomWish,
): RoomPlan | Rebuff {
  const { modes, rules, botFill, botLevel, maxSeats } = repertoire;
  const { password } = wish;
  const isPractice = kind === "practice";
  const usual: RoomPlan = {
    isPublic: kind === "public" && password === "",
    ...(password === "" ? {} : { lock: new Lock(password) }),
    modes: isPractice ? PRACTICE_MODES : modes,
    rules,
    isEndless: isPractice,
    botFill: isPractice ? PRACTICE_SEATS : botFill,
    botLevel,
    maxSeats,
  };
  return isPractice ? usual : furnish(usual, repertoire, wish);
}

/** Puts what is wished for in the place of what is usual. */
function furnish(usual: RoomPlan, repertoire: Repertoire, wish: RoomWish): RoomPlan | Rebuff {
  const mode = wish.mode === USUAL ? undefined : MODES[wish.mode]!;
  if (mode !== undefined && !repertoire.offeredModes.includes(mode.name))
    return rebuff(`this server does not play ${mode.name}`);
  const firstMap = repertoire.maps.find(({ name }) => name === wish.map);
  if (firstMap === undefined && wish.map !== "") return rebuff("this server has no such map");
  const modes = mode === undefined ? usual.modes : [mode.name];
  if (firstMap !== undefined && !modes.some((name) => findMode(name)!.fits(firstMap)))
    return rebuff(`that map has not what ${mode?.name ?? "is played here"} needs`);
  return {
    ...usual,
    modes,
    ...(firstMap && { firstMap }),
    rules: rulesFor(usual.rules, wish),
    botFill: wish.bots === USUAL ? usual.botFill : wish.bots,
    botLevel: wish.botLevel === "usual" ? usual.botLevel : wish.botLevel,
    maxSeats: Math.min(usual.maxSeats, mode?.mostSeats ?? usual.maxSeats),
  };
}

function rulesFor(rules: RoomPlan["rules"], { friendlyFire }: RoomWish): RoomPlan["rules"] {
  return friendlyFire === "usual" ? rules : { ...rules, isFriendlyFire: friendlyFire === "on" };
}

function rebuff(reason: string): Rebuff {
  return { code: CloseCode.noSuchTable, reason };
}
