/**
 * What a newcomer may not know yet, one thing at a time: the first that they have not done, when it is of use. A hint
 * goes as soon as it was followed, or after a while, and is shown once in the life of a browser.
 */
import { askedWeapon, type PlayerInput } from "#shared/sim/input.ts";
import type { View } from "../../netcode/view.ts";
import type { Control } from "../controlLabels.ts";
import type { StringStore } from "../storage.ts";

/** What the player does in this frame, beside what the view tells of it. */
export interface Deeds {
  input: Readonly<PlayerInput>;
  areScoresOpen: boolean;
  isNetDetailed: boolean;
}

interface Row {
  /** Named beside the words. */
  controls: readonly Control[];
  isOfUse(view: View): boolean;
  isDone(view: View, deeds: Deeds): boolean;
}

const KEY = "carom.hints";
/** Whoever knows already is not told. */
const FIRST_AFTER_MS = 1200;
const PAUSE_MS = 1500;
const SHOWN_MS = 14_000;
const ALWAYS = (): boolean => true;

/** In the order in which they are shown. */
const ROWS = {
  move: {
    controls: ["move"],
    isOfUse: ALWAYS,
    isDone: (_, { input }) => input.moveX !== 0 || input.moveY !== 0,
  },
  fire: {
    controls: ["aim", "fire"],
    isOfUse: ALWAYS,
    isDone: ({ events }) => events.some((e) => e.type === "fire" && e.relation === "self"),
  },
  dash: {
    controls: ["dash"],
    isOfUse: ({ own }) => own.dashCharge >= 1,
    isDone: ({ events }) => events.some((e) => e.type === "dash" && e.relation === "self"),
  },
  carom: {
    controls: ["fire"],
    isOfUse: ALWAYS,
    isDone: ({ events }) =>
      events.some((e) => e.type === "hit" && e.attackerRelation === "self" && e.bounces > 0),
  },
  pickup: {
    controls: [],
    isOfUse: ({ pads }) => pads.some(({ charge }) => charge >= 1),
    isDone: ({ events }) => events.some((e) => e.type === "pickup" && e.relation === "self"),
  },
  weapon: {
    controls: ["nextWeapon"],
    isOfUse: ({ own }) => own.ammo.some((shots, weapon) => shots !== 0 && weapon !== own.weapon),
    isDone: (_, { input }) => askedWeapon(input.buttons) > 0,
  },
  scores: {
    controls: ["scores"],
    isOfUse: ({ phase }) => phase === "playing",
    isDone: (_, { areScoresOpen }) => areScoresOpen,
  },
  netGraph: {
    controls: ["netGraph"],
    isOfUse: ({ phase }) => phase === "playing",
    isDone: (_, { isNetDetailed }) => isNetDetailed,
  },
} as const satisfies Record<string, Row>;

export type HintName = keyof typeof ROWS;

const NAMES = Object.keys(ROWS) as HintName[];

export class Hints {
  readonly #store: StringStore;
  readonly #labelOf: (control: Control) => string;
  /** Done, or shown before. */
  readonly #known: Set<HintName>;
  #shown: HintName | null = null;
  #leftMs = 0;
  #pauseMs = FIRST_AFTER_MS;

  /** `labelOf`: what to press for it, "" when the device in use has nothing for it. */
  constructor(store: StringStore, labelOf: (control: Control) => string) {
    this.#store = store;
    this.#labelOf = labelOf;
    this.#known = parseNames(store.get(KEY));
  }

  /** Call once per frame; gives what to show now. What is done while `isOn` is false counts as well. */
  update(view: View, deeds: Deeds, isOn: boolean): HintName | null {
    this.#learn(view, deeds);
    const isPlaying = view.own.isAlive && view.watched === null;
    const isFree = isOn && isPlaying && !["countdown", "results"].includes(view.phase);
    if (!isFree) return null;
    if (this.#shown !== null) {
      this.#leftMs -= view.deltaMs;
      if (this.#leftMs <= 0) this.#drop();
    } else {
      this.#pauseMs -= view.deltaMs;
      if (this.#pauseMs <= 0) this.#showNext(view);
    }
    return this.#shown;
  }

  #learn(view: View, deeds: Deeds): void {
    for (const name of NAMES) {
      if (name !== this.#shown && this.#known.has(name)) continue;
      if (!ROWS[name].isDone(view, deeds)) continue;
      this.#know(name);
      if (name === this.#shown) this.#drop();
    }
  }

  #showNext(view: View): void {
    const next = NAMES.find((name) => !this.#known.has(name) && this.#isOfUse(name, view));
    if (next === undefined) return;
    this.#shown = next;
    this.#leftMs = SHOWN_MS;
    this.#know(next);
  }

  /** Whoever cannot do it is not told to. */
  #isOfUse(name: HintName, view: View): boolean {
    const { controls, isOfUse } = ROWS[name];
    return isOfUse(view) && controls.every((control) => this.#labelOf(control) !== "");
  }

  #drop(): void {
    this.#shown = null;
    this.#pauseMs = PAUSE_MS;
  }

  #know(name: HintName): void {
    if (this.#known.has(name)) return;
    this.#known.add(name);
    this.#store.set(KEY, [...this.#known].join(" "));
  }
}

export function hintControls(name: HintName): readonly Control[] {
  return ROWS[name].controls;
}

function parseNames(text: string | null): Set<HintName> {
  const stored = new Set((text ?? "").split(" "));
  return new Set(NAMES.filter((name) => stored.has(name)));
}
