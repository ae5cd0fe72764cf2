/** Composition root of the client: the only place that reads the clock, the page's address and the browser's storage. */
import "./styles/base.css";
import "./styles/title.css";
import "./styles/menu.css";
import "./styles/curtain.css";
import "./styles/corners.css";
import "./styles/arms.css";
import "./styles/hud.css";
import "./styles/replay.css";
import "./styles/hints.css";
import "./styles/dialogs.css";
import "./styles/scores.css";
import "./styles/results.css";
import "./styles/awards.css";
import "./styles/chat.css";
import "./styles/watch.css";
import "./styles/poll.css";
import "./styles/debug.css";
import "./styles/contrast.css";
import { App, type AppParts } from "./app.ts";
import { Mixer } from "./audio/mixer.ts";
import { NetGraph } from "./debug/netGraph.ts";
import { Session, type SocketLike } from "./netcode/session.ts";
import { keepPage } from "./offline/keepPage.ts";
import { Play, type Wish } from "./play.ts";
import type { Stage } from "./render/stage.ts";
import { type Absence, askServer } from "./serverProbe.ts";
import { controlLabel } from "./ui/controlLabels.ts";
import { Hints } from "./ui/hud/hints.ts";
import { Mutes } from "./ui/mutes.ts";
import { invitationPath } from "./ui/roomLink.ts";
import { keepSeatIn } from "./ui/seatStore.ts";
import { SettingsStore, volumesOf } from "./ui/settings.ts";
import { openStorage } from "./ui/storage.ts";
import { LanguageSwitch } from "./ui/words/languageSwitch.ts";
import { words } from "./ui/words/words.ts";

/** Filled in by the build: a hash of what both ends must agree on. */
declare const __PROTOCOL_ID__: string;

const SOCKET_PATH = "/play";
const LANGUAGE_PATIENCE_MS = 1500;

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no #${id}`);
  return found;
}

function findPage(stage: HTMLElement): AppParts["page"] {
  return {
    menu: element("menu"),
    curtain: element("curtain"),
    panels: element("panels"),
    stage,
    root: document.documentElement,
  };
}

function openSocket(): SocketLike {
  const address = new URL(SOCKET_PATH, location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address);
  socket.binaryType = "arraybuffer";
  return socket;
}

function askOwnServer(): Promise<Absence | null> {
  const fetchNow = (path: string, init: RequestInit): Promise<Response> => fetch(path, init);
  return askServer(fetchNow, () => navigator.onLine);
}

/** Pixi is half of the download: it is fetched when the menu is there. */
async function loadStage(parent: HTMLElement, app: App): Promise<Stage> {
  const { createStage } = await import("./render/stage.ts");
  const onLost = (): void => app.setPictureLost(true);
  const onRestored = (): void => app.setPictureLost(false);
  const stage = await createStage(parent, { onLost, onRestored });
  // By now the browser has fetched all that there is to keep.
  if (!import.meta.env.DEV) void noteKept();
  return stage;
}

/** Notes for tests that the page would start without its server. */
async function noteKept(): Promise<void> {
  const isKept = await keepPage(navigator.serviceWorker);
  document.documentElement.dataset["kept"] = String(isKept);
}

/** Waits for the language, but not for ever: a page in English is better than none. */
async function openLanguage({ current }: SettingsStore): Promise<LanguageSwitch> {
  const language = new LanguageSwitch(navigator.languages);
  const patience = new Promise((resolve) => setTimeout(resolve, LANGUAGE_PATIENCE_MS));
  await Promise.race([language.turnTo(current.language), patience]);
  return language;
}

/** In development what goes over the network may be made to suffer; builds are without even the means. */
async function openNetwork(netGraph: NetGraph): Promise<() => SocketLike> {
  if (!import.meta.env.DEV) return openSocket;
  const { openSimulatedNetwork } = await import("./debug/networkPanel.ts");
  const network = openSimulatedNetwork(netGraph, {
    now: () => performance.now(),
    random: () => Math.random(),
    wakeIn: (ms, wake) => void setTimeout(wake, ms),
  });
  return () => network.wrap(openSocket());
}

async function createApp(): Promise<App> {
  const store = openStorage(() => localStorage);
  const tabStore = openStorage(() => sessionStorage);
  const seatKeeper = keepSeatIn(tabStore);
  const settings = new SettingsStore(store);
  const mixer = new Mixer(volumesOf(settings.current));
  const language = await openLanguage(settings);
  const netGraph = new NetGraph(element("net-graph"));
  const connect = await openNetwork(netGraph);
  const surface = element("stage");
  const createPlay = (app: App, stage: Stage, wish: Wish): Play =>
    new Play(wish, {
      openSession: (sampleInput) =>
        new Session({
          openSocket: connect,
          now: () => performance.now(),
          protocolId: __PROTOCOL_ID__,
          ...wish,
          seatKeeper,
          sampleInput,
        }),
      stage,
      mixer,
      netGraph,
      surface,
      hudRoot: element("game"),
      hints: new Hints(store, controlLabel),
      areHintsOn: () => settings.current.hints === "on",
      areCaptionsOn: () => settings.current.captions === "on",
      mutes: new Mutes(tabStore),
      isCovered: () => app.areSettingsOpen,
      actions: {
        openSettings: () => app.openSettings(),
        sitDown: () => app.sitDown(),
        linkTo: (code, password) => new URL(invitationPath(code, password), location.href).href,
        copyText: (text) => navigator.clipboard.writeText(text),
      },
    });
  listenForSounds(mixer);
  return new App({
    page: findPage(surface),
    settings,
    store,
    tabStore,
    seatKeeper,
    mixer,
    netGraph,
    language,
    random: () => Math.random(),
    systemMotion: matchMedia("(prefers-reduced-motion: reduce)"),
    systemContrast: matchMedia("(prefers-contrast: more)"),
    isFromCache: document.documentElement.dataset["from"] === "cache",
    askServer: askOwnServer,
    createStage: (app) => loadStage(surface, app),
    createPlay,
    reload: () => location.reload(),
  });
}

/** A sound of the page itself. */
const HERE = { bus: "ui", priority: 1, pan: 0, rate: 1, cutHz: Infinity } as const;

function listenForSounds(mixer: Mixer): void {
  for (const gesture of ["pointerdown", "keydown"] as const) {
    document.addEventListener(gesture, () => mixer.unlock(), { capture: true });
  }
  document.addEventListener("click", ({ target }) => {
    const isButton = target instanceof Element && target.closest("button") !== null;
    if (isButton) mixer.play("click", { ...HERE, gain: 0.7 });
  });
}

function listenForFaults(app: App): void {
  window.addEventListener("error", ({ message, error }) => {
    // Browsers report an over-busy ResizeObserver as an error of the page; nothing is broken by it.
    if (!message.startsWith("ResizeObserver"))
      app.break(words.trouble.body, String(error ?? message));
  });
  window.addEventListener("unhandledrejection", ({ reason }) =>
    app.break(words.trouble.body, String(reason)),
  );
}

async function run(): Promise<void> {
  const app = await createApp();
  listenForFaults(app);
  element("boot").remove();
  if (typeof WebSocket === "undefined") return app.break(words.trouble.noWebSocket, "");
  document.addEventListener("visibilitychange", () => app.setAway(document.hidden));
  window.addEventListener("resize", () => app.resize());
  app.start();
  // The time of a frame is read from the clock that times what arrives, not taken from the browser's own stamp, which
  // lies before messages that are already here.
  const frame = (): void => {
    requestAnimationFrame(frame);
    app.frame(performance.now());
  };
  requestAnimationFrame(frame);
}

void run();
