/** What may be chosen for a new room: a server tells it to whoever asks with GET, in JSON, before there is a connection. */
import { LIMIT, CREW_LEVELS, type CrewLevel } from "./messages.ts";
import { DEFAULT_SEATS } from "../sim/tuning.ts";

export const OFFER_PATH = "/tables";

export interface OfferedMap {
  name: string;
  title: string;
  /** Of the modes of the offer those that it has what they need for. */
  modes: readonly string[];
}

export interface Offer {
  /** By their names. */
  modes: readonly string[];
  maps: readonly OfferedMap[];
  /** Most seats that bots may fill. */
  mostBots: number;
  /** How rooms are if nobody says. */
  usual: { bots: number; botLevel: CrewLevel; isFriendlyFire: boolean };
}

/** The offer in what a server answered; null when it is none. */
export function readOffer(json: unknown): Offer | null {
  if (!isRecord(json) || !isRecord(json["usual"])) return null;
  const { modes, maps, mostBots, usual } = json;
  const { bots, botLevel, isFriendlyFire } = usual as Record<string, unknown>;
  const level = CREW_LEVELS.find((known) => known === botLevel);
  const isSound =
    isNames(modes) &&
    Array.isArray(maps) &&
    maps.every(isMap) &&
    isCount(mostBots) &&
    isCount(bots) &&
    typeof isFriendlyFire === "boolean";
  if (!isSound || level === undefined) return null;
  return { modes, maps, mostBots, usual: { bots, botLevel: level, isFriendlyFire } };
}

function isMap(value: unknown): value is OfferedMap {
  return (
    isRecord(value) && isName(value["name"]) && isName(value["title"]) && isNames(value["modes"])
  );
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isName);
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.length <= LIMIT.nameLength;
}

function isCount(value: unknown): value is number {
  return (
    typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= DEFAULT_SEATS
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
