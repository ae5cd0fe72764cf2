/** Everything that a player can ask for with a key or a button, in the groups and the order in which it is listed. */
import { WEAPONS } from "#shared/sim/tuning.ts";

export type WeaponAction = `weapon${number}`;

/** What acts on the page and not on the skiff. */
const TALK_ACTIONS = ["chat", "teamChat", "phrases", "mark", "voteYes", "voteNo"] as const;
const WATCH_ACTIONS = ["watchPrevious", "watchNext", "watchFree", "sitDown"] as const;
const GAME_ACTIONS = ["scores", "pause", "netGraph"] as const;
const PAGE_ACTIONS = [...TALK_ACTIONS, ...WATCH_ACTIONS, ...GAME_ACTIONS] as const;

export type PageAction = (typeof PAGE_ACTIONS)[number];
export type Action =
  | "up"
  | "down"
  | "left"
  | "right"
  | "aimUp"
  | "aimDown"
  | "aimLeft"
  | "aimRight"
  | "fire"
  | "dash"
  | "nextWeapon"
  | "previousWeapon"
  | WeaponAction
  | PageAction;

const WEAPON_ACTIONS: readonly WeaponAction[] = WEAPONS.map((_, index) => weaponAction(index));

export const ACTION_GROUPS = {
  move: ["up", "down", "left", "right"],
  aim: ["aimUp", "aimDown", "aimLeft", "aimRight"],
  fight: ["fire", "dash"],
  weapons: [...WEAPON_ACTIONS, "nextWeapon", "previousWeapon"],
  talk: TALK_ACTIONS,
  watch: WATCH_ACTIONS,
  game: GAME_ACTIONS,
} as const satisfies Record<string, readonly Action[]>;

export type ActionGroup = keyof typeof ACTION_GROUPS;

export const ACTIONS: readonly Action[] = Object.values(ACTION_GROUPS).flat();

/** Whoever has a seat plays, whoever has none watches; nobody does both at once. */
export type Role = "player" | "watcher";

const GROUPS_OF: Readonly<Record<Role, readonly ActionGroup[]>> = {
  player: ["move", "aim", "fight", "weapons", "talk", "game"],
  watcher: ["move", "watch", "game"],
};
const ACTIONS_OF: Readonly<Record<Role, ReadonlySet<Action>>> = {
  player: actionsIn(GROUPS_OF.player),
  watcher: actionsIn(GROUPS_OF.watcher),
};

function actionsIn(groups: readonly ActionGroup[]): Set<Action> {
  return new Set(groups.flatMap((group): readonly Action[] => ACTION_GROUPS[group]));
}

/** Whether it means anything to who is in this role. */
export function isFor(action: Action, role: Role): boolean {
  return ACTIONS_OF[role].has(action);
}

/** Whether there is a role in which both mean something, so that one key cannot be for both. */
export function doMeet(a: Action, b: Action): boolean {
  return (isFor(a, "player") && isFor(b, "player")) || (isFor(a, "watcher") && isFor(b, "watcher"));
}

/** Takes the weapon with this index into the hand. */
export function weaponAction(index: number): WeaponAction {
  return `weapon${index + 1}`;
}

/** Index of the weapon that `action` takes into the hand; -1 when it is none of these. */
export function weaponOf(action: Action): number {
  return WEAPON_ACTIONS.findIndex((name) => name === action);
}

export function isPageAction(action: Action): action is PageAction {
  return PAGE_ACTIONS.some((name) => name === action);
}
