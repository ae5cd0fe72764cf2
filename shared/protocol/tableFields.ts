/** The fields of a `hello` that say what a new room is to play. */
import { MODES } from "../sim/modes/modes.ts";
import type { FieldReader } from "./fields.ts";
import { LIMIT, USUAL, WISHED_FIRE, WISHED_LEVELS, type TableWish } from "./messages.ts";

export function readTable(fields: FieldReader): TableWish {
  return {
    mode: fields.int("mode", USUAL, MODES.length - 1),
    map: fields.string("map", LIMIT.nameLength),
    bots: fields.int("bots", USUAL, LIMIT.wishedBots),
    botLevel: WISHED_LEVELS[fields.int("botLevel", 0, WISHED_LEVELS.length - 1)]!,
    friendlyFire: WISHED_FIRE[fields.int("friendlyFire", 0, WISHED_FIRE.length - 1)]!,
  };
}

/** The fields, in their order. */
export function tableFields({ mode, map, bots, botLevel, friendlyFire }: TableWish): unknown[] {
  return [mode, map, bots, WISHED_LEVELS.indexOf(botLevel), WISHED_FIRE.indexOf(friendlyFire)];
}
