/** What there may be on the screen, one function a scene: each with the longest that it may have to say. */
import { nothing, render } from "lit-html";
import { CloseCode } from "#shared/protocol/closing.ts";
import { PADS, WEAPONS } from "#shared/sim/tuning.ts";
import { MODES } from "#shared/sim/modes/modes.ts";
import { NetGraph } from "../../../client/debug/netGraph.ts";
import type { BoundDevice } from "../../../client/input/bindings.ts";
import type { Device } from "../../../client/input/deviceInUse.ts";
import { TouchSource } from "../../../client/input/touch.ts";
import type { SeatView, View, ViewEvent } from "../../../client/netcode/view.ts";
import { waitingNotice } from "../../../client/ui/closing.ts";
import { openDialogs } from "../../../client/ui/dialogs.ts";
import { type Extras, GameScreen } from "../../../client/ui/gameScreen.ts";
import {
  awayView,
  brokenView,
  connectingView,
  pictureLostView,
  reconnectingView,
} from "../../../client/ui/panels/connectionPanel.ts";
import { Mutes } from "../../../client/ui/mutes.ts";
import { bindingsView } from "../../../client/ui/panels/bindingsPanel.ts";
import { settingsView } from "../../../client/ui/panels/settingsPanel.ts";
import { Rebinder } from "../../../client/ui/rebinder.ts";
import { SettingsStore } from "../../../client/ui/settings.ts";
import { memoryStore } from "../../../client/ui/storage.ts";
import { createTestSeat, createTestView } from "../../../client/ui/testView.ts";
import { words } from "../../../client/ui/words/words.ts";
import { CODE, LONG_NAMES, MENU_SCENES, nothingDone, type Page, type Scene } from "./menuScenes.ts";
import { RECORD_SCENES } from "./recordScenes.ts";

function seats(): SeatView[] {
  const [ada, bob, cleo] = LONG_NAMES as [string, string, string];
  const part = { score: 1234, kills: 128, deaths: 119, caroms: 101, shots: 999, hits: 888 };
  return [
    createTestSeat(0, ada, { ...part, pingMs: 123 }),
    createTestSeat(1, bob, { ...part, score: 987, isAway: true, isAlive: false }),
    createTestSeat(2, cleo, { ...part, score: 876, isBot: true }),
    createTestSeat(3, "Juno", { relation: "ally" }),
  ];
}

function death(part: Partial<Extract<ViewEvent, { type: "death" }>>): ViewEvent {
  const place = { x: 0, y: 0, weapon: 1, bounces: 2 };
  const who = { attacker: 0, victim: 1 };
  const sides = { attackerRelation: "self", victimRelation: "enemy" } as const;
  return { type: "death", ...place, ...who, ...sides, ...part };
}

const HIT = { attacker: 1, victim: 0, attackerRelation: "enemy", victimRelation: "self" } as const;
const TALK: readonly ViewEvent[] = [
  { type: "joined", slot: 1, name: LONG_NAMES[1]! },
  { type: "chat", slot: 1, name: LONG_NAMES[1]!, text: "Well played! ".repeat(8), isTeam: true },
  { type: "left", slot: 2, name: LONG_NAMES[2]! },
];

const NO_EXTRAS: Extras = {
  isNetDetailed: false,
  replaySpeed: 0,
  isTouched: false,
  hint: null,
  captions: [],
};

/** A match in one frame, or the same screen some frames on. */
function game(
  parts: readonly Partial<View>[],
  prepare = (_screen: GameScreen): void => undefined,
  extras: Extras = NO_EXTRAS,
  device: Device = "keys",
) {
  return {
    device,
    screen: parts.at(-1)?.phase === "results" ? "results" : "playing",
    show: ({ game: root }: Page) => {
      const screen = new GameScreen(
        root,
        { thumbs: new TouchSource(), mutes: new Mutes(memoryStore()) },
        {
          password: "swordfish",
          watch: { follow: nothingDone, free: nothingDone, sitDown: nothingDone },
          say: nothingDone,
          sayPhrase: nothingDone,
          mark: nothingDone,
          vote: nothingDone,
          openSettings: nothingDone,
          leave: nothingDone,
          chime: nothingDone,
          linkTo: (code) => `https://play.example/r/${code}`,
          copyText: () => Promise.resolve(),
        },
      );
      prepare(screen);
      for (const part of parts)
        screen.draw(createTestView({ roomCode: CODE, seats: seats(), ...part }), {
          ...extras,
          isTouched: device === "touch",
        });
    },
  } satisfies Scene;
}

const FLAGS: Partial<View> = { mode: "flags", hasTeams: true, ownTeam: 1, teamScores: [12, 10] };
const CAPTURE: ViewEvent = {
  type: "feat",
  feat: "capture",
  slot: 1,
  relation: "enemy",
  team: 1,
  teamRelation: "ally",
};
const { own: OWN, net: NET } = createTestView();
const FULL_RESULTS: readonly Partial<View>[] = [
  ...Array.from({ length: 40 }, () => ({
    deltaMs: 100,
    net: {
      ...NET,
      rttMs: 123,
      interpolationMs: 145,
      interpolationReason: "jitter" as const,
      quality: "bad" as const,
    },
  })),
  { events: [0, 1, 2].map((victim) => death({ attacker: 1, victim, bounces: 6 })) },
  { events: [death({ attacker: 1, victim: 2 })] },
  { phase: "results", phaseEndsInMs: 12_000, events: TALK },
];
/** All that a pad may give, at once. */
const LADEN = { ...OWN, shieldPoints: 50, overdriveInMs: 7900, weapon: 2, ammo: [-1, 5, 8, 5, 6] };
const OVERDRIVE = PADS.findIndex((pad) => pad.overdriveTicks > 0);

const ROUNDS = ["The Felt Room", "The Long Table", "The Great Hall of Mirrors"].map((title, i) => ({
  title,
  mode: MODES[i]!.name,
}));
const POLL: View["poll"] & object = {
  kind: "kick",
  subject: LONG_NAMES[1]!,
  subjectSlot: 1,
  by: LONG_NAMES[0]!,
  needed: 8,
  endsInMs: 25_000,
  choices: ROUNDS.map((round) => ({ round, count: 10 })),
  chosen: 0,
};
const WATCHING: Partial<View> = {
  own: { ...OWN, slot: -1 },
  watched: { slot: 1, hasFreeSeat: true },
  watchers: 8,
};

function people(): SeatView[] {
  return seats().map((seat) => ({ ...seat, isBot: false }));
}

/** The dialog of keys and buttons, after something was done in it. */
function bindings(device: BoundDevice, act: (rebinder: Rebinder) => void): Scene {
  return {
    screen: "menu",
    show: ({ panels }) => {
      const rebinder = new Rebinder(new SettingsStore(memoryStore()), nothingDone);
      rebinder.show(device);
      act(rebinder);
      render(bindingsView(rebinder, false, nothingDone), panels);
      panels.querySelector("dialog")!.showModal();
    },
  };
}

export const SCENES = {
  ...RECORD_SCENES,
  ...MENU_SCENES,
  connecting: {
    screen: "connecting",
    show: ({ curtain }) =>
      render(
        connectingView({ room: CODE, isWatching: false, isPaused: false }, 3, nothingDone),
        curtain,
      ),
  },
  connectingPaused: {
    screen: "connecting",
    show: ({ curtain }) =>
      render(
        connectingView({ room: CODE, isWatching: false, isPaused: true }, 1, nothingDone),
        curtain,
      ),
  },
  reconnecting: {
    screen: "reconnecting",
    show: ({ curtain }) => {
      const waiting = { attempt: 12, retryInMs: 4000, ...waitingNotice(1006, 0) };
      render(reconnectingView(waiting, nothingDone), curtain);
      openDialogs(curtain);
    },
  },
  stopping: {
    screen: "reconnecting",
    show: ({ curtain }) => {
      const waiting = { attempt: 2, retryInMs: 0, ...waitingNotice(CloseCode.goingAway, 0) };
      render(reconnectingView(waiting, nothingDone), curtain);
      openDialogs(curtain);
    },
  },
  away: {
    screen: "away",
    show: ({ curtain }) => {
      const away = { absence: "silent", retryInMs: 4000, host: "play.example.org:7777" } as const;
      render(awayView(away, nothingDone), curtain);
    },
  },
  pictureLost: {
    screen: "playing",
    show: ({ curtain }) => render(pictureLostView(), curtain),
  },
  broken: {
    screen: "broken",
    show: ({ curtain }) =>
      render(brokenView(words.trouble.body, "TypeError: x is not y", nothingDone), curtain),
  },
  oldBrowser: {
    screen: "broken",
    show: ({ curtain }) => render(brokenView(words.trouble.noWebSocket, "", nothingDone), curtain),
  },
  noWebGl: {
    screen: "broken",
    show: ({ curtain }) => render(brokenView(words.trouble.noWebGl, "", nothingDone), curtain),
  },
  paused: game([{ pausedSeconds: 599 }]),
  warmup: game([{ phase: "warmup", phaseEndsInMs: 8000 }]),
  hud: game([
    {
      events: [death({}), death({ ...HIT, bounces: 0 }), ...TALK],
      phaseEndsInMs: 9000,
      scoreLimit: 2000,
    },
  ]),
  practice: game([{ scoreLimit: 0, phaseEndsInMs: Infinity }]),
  hint: game([{}], nothingDone, {
    ...NO_EXTRAS,
    hint: "carom",
    captions: (["padTaken", "hitTaken", "hitAlly"] as const).map((name, id) => ({
      id,
      name,
      arrow: "↙",
    })),
  }),
  lowHealth: game([
    {
      own: { ...OWN, health: 12, weapon: 1, ammo: WEAPONS.map(({ ammo }) => ammo || -1) },
      net: { ...NET, quality: "bad" },
    },
  ]),
  laden: game([
    {
      own: LADEN,
      events: [{ type: "pickup", slot: 0, relation: "self", kind: OVERDRIVE, x: 0, y: 0 }],
    },
  ]),
  replay: game(
    [{ own: { ...OWN, isAlive: false, respawnInMs: 1500 }, events: [death(HIT)] }],
    undefined,
    { ...NO_EXTRAS, replaySpeed: 5.2 },
  ),
  dead: game([
    {
      own: { ...OWN, isAlive: false, respawnInMs: 1500 },
      events: [death(HIT)],
      net: { ...NET, quality: "silent" },
    },
  ]),
  news: game([
    { events: [] },
    { seats: [createTestSeat(1, LONG_NAMES[1]!, { score: 24 })], nowMs: 20 },
  ]),
  flags: game([{ ...FLAGS, events: [CAPTURE] }]),
  overtime: game([{ ...FLAGS, phase: "overtime" }]),
  teamResults: game([{ ...FLAGS, phase: "results", phaseEndsInMs: 12_000 }]),
  chat: game([{ events: TALK }], (screen) => screen.openChat()),
  scoreboard: game([{}], (screen) => screen.holdScores(true)),
  results: game(FULL_RESULTS),
  nextTable: game([
    ...FULL_RESULTS,
    { phase: "results", phaseEndsInMs: 12_000, poll: { ...POLL, kind: "next" } },
  ]),
  watching: game([WATCHING, { ...WATCHING, nowMs: 20 }]),
  watchingFreely: game([{ ...WATCHING, watched: { slot: -1, hasFreeSeat: false } }]),
  poll: game([{ poll: POLL }]),
  pollNews: game([
    {
      events: [
        { type: "decided", kind: "kick", subject: LONG_NAMES[0]!, isCarried: true },
        { type: "declined", why: "too soon", seconds: 59 },
        { type: "declined", why: "too few", seconds: 0 },
        { type: "notice", text: "Finals at eight. No cues on the table." },
        { type: "stopping", seconds: 60 },
      ],
    },
  ]),
  phrases: game([{}], (screen) => screen.togglePhrases()),
  padPoll: game([{ poll: POLL }], undefined, NO_EXTRAS, "pad"),
  padWatching: game([WATCHING, { ...WATCHING, nowMs: 20 }], undefined, NO_EXTRAS, "pad"),
  padPause: game([{}], (screen) => screen.openPause(), NO_EXTRAS, "pad"),
  pause: game([{}], (screen) => screen.openPause()),
  pauseAmongMany: game([{ seats: people(), rounds: ROUNDS }], (screen) => screen.openPause()),
  settings: {
    screen: "menu",
    show: (page) => {
      SCENES.menu.show(page);
      const actions = { openBindings: nothingDone, close: nothingDone };
      render(settingsView(new SettingsStore(memoryStore()), "Français", actions), page.panels);
      openDialogs(page.panels);
    },
  },
  bindings: bindings("keys", () => undefined),
  padBindings: bindings("pad", (rebinder) => rebinder.begin("previousWeapon", "Pad4")),
  takenBinding: bindings("keys", (rebinder) => {
    rebinder.begin("previousWeapon", "WheelUp");
    rebinder.hear("keys", "Tab");
  }),
  touchHud: game(
    [{ events: [death({}), death({ ...HIT, bounces: 0 })] }],
    undefined,
    NO_EXTRAS,
    "touch",
  ),
  touchWarmup: game([{ phase: "warmup", phaseEndsInMs: 8000 }], undefined, NO_EXTRAS, "touch"),
  touchChat: game([{ events: TALK }], (screen) => screen.openChat(), NO_EXTRAS, "touch"),
  touchScores: game([{}], (screen) => screen.holdScores(true), NO_EXTRAS, "touch"),
  touchPoll: game([{ ...FLAGS, poll: POLL, events: TALK }], undefined, NO_EXTRAS, "touch"),
  touchPhrases: game([{}], (screen) => screen.togglePhrases(), NO_EXTRAS, "touch"),
  touchWatching: game([WATCHING, { ...WATCHING, nowMs: 20 }], undefined, NO_EXTRAS, "touch"),
  touchResults: game(FULL_RESULTS, undefined, NO_EXTRAS, "touch"),
  netGraph: {
    screen: "playing",
    show: (page) => {
      SCENES.warmup.show(page);
      const graph = new NetGraph(page.netGraph);
      graph.toggle();
      graph.update({ ...NET, corrections: 1234, starvedFrames: 12_345, starvedShare: 0.5 }, 0);
    },
  },
} satisfies Record<string, Scene>;

/** Takes everything off the page again. */
export function clear(page: Page): void {
  for (const root of [page.menu, page.game, page.curtain, page.panels, page.netGraph])
    render(nothing, root);
  page.netGraph.hidden = true;
}
