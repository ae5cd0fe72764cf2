/**
 * Which key or button does what. A code names one place: `KeyW` is a key (`event.code`), `Mouse0` a button of the mouse,
 * `WheelUp` a notch of its wheel; `Pad7` a button of a gamepad with the standard mapping, `Axis1-` a stick pushed one way.
 * A code does one thing at most to who plays, and one to who watches; an action may have several codes.
 */
import { WEAPONS } from "#shared/sim/tuning.ts";
import { type Action, ACTIONS, doMeet, isFor, type Role, weaponAction } from "./actions.ts";

/** What has keys or buttons that can be bound: keyboard with mouse, or gamepad. */
export type BoundDevice = "keys" | "pad";

type Codes = Readonly<Partial<Record<Action, readonly string[]>>>;
export type Bindings = Readonly<Record<BoundDevice, Codes>>;

/** Most codes that one action may have. */
export const MOST_CODES = 4;

/** These open the pause for ever, so that nobody locks himself out of his settings. */
export const FIXED_CODES: Readonly<Record<BoundDevice, string>> = { keys: "Escape", pad: "Pad9" };

/** Keys that make browsers' shortcuts of others are left to them: who moves with W must not close his tab with Ctrl. */
const CODE_SHAPES: Readonly<Record<BoundDevice, RegExp>> = {
  keys: /^(?!Control|Alt|Meta|OS|Unidentified)[A-Z][A-Za-z0-9]{0,31}$/,
  pad: /^(Pad\d{1,2}|Axis[0-3][+-])$/,
};

/** The cross, clockwise from the top, and then what no other action has. */
const PAD_WEAPONS = ["Pad12", "Pad15", "Pad13", "Pad14", "Pad3"];

export const DEFAULT_BINDINGS: Bindings = {
  keys: complete({
    up: ["KeyW", "ArrowUp"],
    down: ["KeyS", "ArrowDown"],
    left: ["KeyA", "ArrowLeft"],
    right: ["KeyD", "ArrowRight"],
    fire: ["Mouse0"],
    dash: ["Space", "ShiftLeft", "ShiftRight", "Mouse2"],
    nextWeapon: ["KeyQ", "WheelDown"],
    previousWeapon: ["WheelUp"],
    scores: ["Tab"],
    chat: ["Enter", "NumpadEnter"],
    teamChat: ["KeyT"],
    phrases: ["KeyV"],
    mark: ["KeyG"],
    voteYes: ["F1"],
    voteNo: ["F2"],
    watchPrevious: ["KeyQ"],
    watchNext: ["KeyE"],
    watchFree: ["KeyF"],
    sitDown: ["KeyJ"],
    pause: ["Escape"],
    netGraph: ["F3"],
    ...bindWeapons((index) => `Digit${index + 1}`),
  }),
  pad: complete({
    up: ["Axis1-"],
    down: ["Axis1+"],
    left: ["Axis0-"],
    right: ["Axis0+"],
    aimUp: ["Axis3-"],
    aimDown: ["Axis3+"],
    aimLeft: ["Axis2-"],
    aimRight: ["Axis2+"],
    fire: ["Pad7"],
    dash: ["Pad6", "Pad0"],
    nextWeapon: ["Pad5"],
    previousWeapon: ["Pad4"],
    // A stick is soon pressed in by accident: that is for what harms nobody, and a vote is not.
    phrases: ["Pad10"],
    mark: ["Pad11"],
    voteYes: ["Pad2"],
    voteNo: ["Pad1"],
    watchPrevious: ["Pad4", "Pad14"],
    watchNext: ["Pad5", "Pad15"],
    watchFree: ["Pad3"],
    sitDown: ["Pad2"],
    scores: ["Pad8"],
    pause: ["Pad9"],
    ...bindWeapons((index) => PAD_WEAPONS[index]),
  }),
};

/** With a list, if an empty one, for every action. */
function complete(codes: Codes): Codes {
  return Object.fromEntries(ACTIONS.map((action) => [action, codes[action] ?? []]));
}

function bindWeapons(codeOf: (index: number) => string | undefined): Codes {
  return Object.fromEntries(
    WEAPONS.flatMap((_, index) => {
      const code = codeOf(index);
      return code === undefined ? [] : [[weaponAction(index), [code]]];
    }),
  );
}

export function isBindable(device: BoundDevice, code: string): boolean {
  return CODE_SHAPES[device].test(code);
}

export function codesOf(
  bindings: Bindings,
  device: BoundDevice,
  action: Action,
): readonly string[] {
  return bindings[device][action] ?? [];
}

/** What it does to who is in this role; null when that is nothing. */
export function actionOf(
  bindings: Bindings,
  device: BoundDevice,
  code: string,
  role: Role,
): Action | null {
  const isMeant = (action: Action): boolean =>
    isFor(action, role) && codesOf(bindings, device, action).includes(code);
  return ACTIONS.find(isMeant) ?? null;
}

export interface Rebinding {
  readonly bindings: Bindings;
  /** The actions that had this code before and are without it now: what is for both roles takes it from both. */
  readonly losers: readonly Action[];
}

/** Gives `code` to `action`, in the place of `replaced` or, when that is null, as one more. */
export function bind(
  bindings: Bindings,
  device: BoundDevice,
  action: Action,
  code: string,
  replaced: string | null,
): Rebinding {
  const hasIt = (other: Action): boolean => codesOf(bindings, device, other).includes(code);
  if (hasIt(action) || code === FIXED_CODES[device]) return { bindings, losers: [] };
  const losers = ACTIONS.filter((other) => hasIt(other) && doMeet(other, action));
  let freed = bindings;
  for (const loser of losers) freed = unbind(freed, device, loser, code);
  const codes = codesOf(freed, device, action);
  const place = replaced === null ? -1 : codes.indexOf(replaced);
  const next = place < 0 ? [...codes, code].slice(0, MOST_CODES) : codes.with(place, code);
  return { bindings: replaceCodes(freed, device, action, next), losers };
}

/** Takes `code` from `action`; what is fixed stays. */
export function unbind(
  bindings: Bindings,
  device: BoundDevice,
  action: Action,
  code: string,
): Bindings {
  if (code === FIXED_CODES[device]) return bindings;
  const rest = codesOf(bindings, device, action).filter((other) => other !== code);
  return replaceCodes(bindings, device, action, rest);
}

function replaceCodes(
  bindings: Bindings,
  device: BoundDevice,
  action: Action,
  codes: readonly string[],
): Bindings {
  return { ...bindings, [device]: { ...bindings[device], [action]: codes } };
}

/** Bindings from what was stored: whatever is missing or makes no sense is as at first, as far as nothing else has its codes. */
export function parseBindings(value: unknown): Bindings {
  return { keys: parseDevice("keys", value), pad: parseDevice("pad", value) };
}

function parseDevice(device: BoundDevice, value: unknown): Codes {
  const stored = fieldOf(value, device);
  const codes: Partial<Record<Action, readonly string[]>> = { pause: [FIXED_CODES[device]] };
  const isFree = (code: string, action: Action): boolean =>
    !ACTIONS.some((other) => doMeet(other, action) && codes[other]?.includes(code));
  const give = (action: Action, wanted: readonly string[]): void => {
    codes[action] ??= [];
    for (const code of wanted)
      if (isFree(code, action)) codes[action] = [...codes[action], code].slice(0, MOST_CODES);
  };
  const chosen = ACTIONS.map((action) => parseCodes(device, fieldOf(stored, action)));
  // What the player chose comes before what has its codes by default.
  ACTIONS.forEach((action, index) => chosen[index] && give(action, chosen[index]));
  ACTIONS.forEach(
    (action, index) => chosen[index] ?? give(action, DEFAULT_BINDINGS[device][action] ?? []),
  );
  return codes;
}

function parseCodes(device: BoundDevice, value: unknown): string[] | null {
  if (!Array.isArray(value)) return null;
  return value.filter(
    (code): code is string => typeof code === "string" && isBindable(device, code),
  );
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
