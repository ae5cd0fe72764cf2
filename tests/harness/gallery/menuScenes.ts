/** Scenes of the menu, and what all scenes are made of. */
import { CloseCode } from "#shared/protocol/closing.ts";
import type { LiveUnreached } from "#shared/protocol/live.ts";
import type { Offer } from "#shared/protocol/offer.ts";
import { MODES } from "#shared/sim/modes/modes.ts";
import type { Device } from "../../../client/input/deviceInUse.ts";
import type { Nearby } from "../../../client/nearby.ts";
import { closedNotice } from "../../../client/ui/closing.ts";
import { MenuScreen, type Notice } from "../../../client/ui/menu/menuScreen.ts";
import { memoryStore } from "../../../client/ui/storage.ts";
import { words } from "../../../client/ui/words/words.ts";

/** Names are as long as they may be. */
export const LONG_NAMES = ["Maximiliane Wolf", "WWWWWWWWWWWWWWWW", "Bartholomew Ash"];
export const CODE = "WQMW";
export const nothingDone = (): void => undefined;

/** `name` of the screen that the page would say to be on. */
export interface Scene {
  readonly screen: string;
  /** What is in the player's hands, if it is not keys. */
  readonly device?: Device;
  show(page: Page): void;
}

export interface Page {
  readonly menu: HTMLElement;
  readonly game: HTMLElement;
  readonly curtain: HTMLElement;
  readonly panels: HTMLElement;
  readonly netGraph: HTMLElement;
}

/** As many modes and maps, and names of maps as long, as there may be. */
const OFFER: Offer = {
  modes: MODES.map(({ name }) => name),
  maps: ["The Felt Room", "The Great Hall of Mirrors"].map((title) => ({
    name: title,
    title,
    modes: MODES.map(({ name }) => name),
  })),
  mostBots: 16,
  usual: { bots: 6, botLevel: "regular", isFriendlyFire: false },
};

function menu(
  invitedRoom: string,
  notice: Notice,
  isLocked = false,
  askOffer = () => Promise.resolve<Offer | null>(OFFER),
  seen: Nearby | null = null,
): Scene {
  return {
    screen: "menu",
    show: (page) => {
      const store = memoryStore();
      store.set("carom.name", LONG_NAMES[0]!);
      const openSettings = nothingDone;
      const openRecords = nothingDone;
      new MenuScreen({
        root: page.menu,
        store,
        random: () => 0,
        enter: nothingDone,
        askOffer,
        openSettings,
        openRecords,
        records: { watchName: nothingDone },
        nearby: { seen, start: nothingDone, stop: nothingDone },
        address: HERE,
      }).show(invitedRoom, notice, { password: "", isLocked });
    },
  };
}

function newRoom(askOffer: () => Promise<Offer | null>): Scene {
  return {
    screen: "menu",
    show: (page) => {
      menu("", () => "", false, askOffer).show(page);
      page.menu.querySelector<HTMLElement>("#room-options")!.click();
    },
  };
}

function closed(code: number): Scene {
  return menu("", () => closedNotice(code, "reason", CODE));
}

const HERE = "http://192.168.178.200:7777/";
const AWAY = "http://192.168.178.123:17777/";
const QUIET: Nearby = {
  rooms: [],
  games: [],
  hasNeighbours: true,
  addresses: [],
  unreached: null,
  pingsMs: new Map(),
};
const LONG_NAME = "Maximiliane Wolfenstein's cellar";
const GAME = { name: LONG_NAME, url: AWAY, people: 12, seats: 128, mode: "deathmatch" };
const BUSY: Nearby = {
  rooms: [
    {
      code: CODE,
      mode: "deathmatch",
      map: "The Great Hall of Mirrors",
      phase: "playing",
      isPaused: false,
      secondsLeft: 100,
      seats: 16,
      people: 16,
      bots: 0,
      watchers: 0,
      teamScores: null,
      players: [],
    },
  ],
  games: [
    { ...GAME, map: "The Great Hall of Mirrors" },
    { ...GAME, url: `${AWAY}?`, name: "W".repeat(32), people: 0, mode: "", map: "" },
  ],
  hasNeighbours: true,
  addresses: [HERE],
  unreached: null,
  pingsMs: new Map([
    [HERE, 3],
    [AWAY, 1234],
  ]),
};

/** Commands are as they are typed, in every language. */
const ON_LINUX: LiveUnreached = {
  system: "linux",
  commands: [
    "sudo ufw allow 17777/tcp && sudo ufw allow 5353/udp",
    "sudo firewall-cmd --add-port=17777/tcp --add-service=mdns",
  ],
};
const ON_WINDOWS: LiveUnreached = {
  system: "windows",
  commands: [
    "netsh advfirewall firewall add rule name=Carom dir=in action=allow protocol=TCP localport=17777",
  ],
};
const NETWORKS = [HERE, AWAY, "http://[2001:db8:1234:5678:9abc:def0:1234:5678]:17777/"];

function nearby(seen: Nearby): Scene {
  return menu("", () => "", false, undefined, seen);
}

export const MENU_SCENES = {
  quietNetwork: nearby(QUIET),
  busyNetwork: nearby(BUSY),
  severalNetworks: nearby({ ...BUSY, addresses: NETWORKS, unreached: ON_WINDOWS }),
  nobodyOnLinux: nearby({ ...QUIET, addresses: [HERE], unreached: ON_LINUX }),
  nobodyOnMac: nearby({
    ...QUIET,
    addresses: [HERE],
    unreached: { system: "macos", commands: [] },
  }),
  menu: menu("", () => ""),
  invited: menu(CODE, () => ""),
  codeMissing: menu("", () => words.menu.codeMissing),
  languageMissing: menu("", () => words.settings.languageMissing("Français")),
  wrongCode: closed(CloseCode.noSuchRoom),
  roomGone: menu(CODE, () => closedNotice(CloseCode.noSuchRoom, "", CODE, true)),
  roomFull: closed(CloseCode.roomFull),
  locked: menu(CODE, () => words.closed.wrongPassword, true),
  newRoom: newRoom(() => Promise.resolve(OFFER)),
  newRoomAsking: newRoom(() => new Promise(() => undefined)),
  newRoomUntold: newRoom(() => Promise.resolve(null)),
  noSuchTable: closed(CloseCode.noSuchTable),
  updated: menu("", () => words.closed.updated),
  serverFull: closed(CloseCode.serverFull),
  takenOver: closed(CloseCode.takenOver),
  refused: closed(CloseCode.refused),
  otherVersion: closed(CloseCode.otherVersion),
  tooSlow: closed(CloseCode.tooSlow),
  lost: closed(1006),
  padMenu: { ...menu("", () => ""), device: "pad" },
  touchMenu: { ...menu("", () => ""), device: "touch" },
} satisfies Record<string, Scene>;
