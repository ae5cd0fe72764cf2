/** Everything that a player can ask for with a key or a button, in the groups and the order in which it is listed. */
import { WEAPONS } from "#shared/sim/tuning.ts";

export type WeaponAction = `weapon${number}`;
/** What acts on the page and not on the skiff. */
export type PageAction = "scores" | "chat" | "teamChat" | "phrases" | "mark" | "pause" | "netGraph";
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
const PAGE_ACTIONS: readonly PageAction[] = [
  "scores",
  "chat",
  "teamChat",
  "phrases",
  "mark",
  "pause",
  "netGraph",
];

export const ACTION_GROUPS = {
  move: ["up", "down", "left", "right"],
  aim: ["aimUp", "aimDown", "aimLeft", "aimRight"],
  fight: ["fire", "dash"],
  weapons: [...WEAPON_ACTIONS, "nextWeapon", "previousWeapon"],
  page: PAGE_ACTIONS,
} as const satisfies Record<string, readonly Action[]>;

export type ActionGroup = keyof typeof ACTION_GROUPS;

export const ACTIONS: readonly Action[] = Object.values(ACTION_GROUPS).flat();

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
