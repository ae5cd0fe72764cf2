/** Composition root of the client: the only place that reads the clock, the page's address and the browser's storage. */
import "./styles/base.css";
import "./styles/title.css";
import "./styles/menu.css";
import "./styles/nearby.css";
import "./styles/curtain.css";
import "./styles/corners.css";
import "./styles/arms.css";
import "./styles/hud.css";
import "./styles/replay.css";
import "./styles/hints.css";
import "./styles/touch.css";
import "./styles/dialogs.css";
import "./styles/bindings.css";
import "./styles/notice.css";
import "./styles/scores.css";
import "./styles/results.css";
import "./styles/records.css";
import "./styles/awards.css";
import "./styles/chat.css";
import "./styles/watch.css";
import "./styles/poll.css";
import "./styles/debug.css";
import "./styles/contrast.css";
import { App, type AppParts } from "./app.ts";
import { Mixer } from "./audio/mixer.ts";
import { Controls } from "./controls.ts";
import { NetGraph } from "./debug/netGraph.ts";
import { DeviceInUse } from "./input/deviceInUse.ts";
import { listenToDevices } from "./input/listenToDevices.ts";
import { NearbyFeed } from "./nearby.ts";
import type { SeatKeeper } from "./netcode/keptSeat.ts";
import { Session, type SocketLike } from "./netcode/session.ts";
import { askOffer } from "./offer.ts";
import { keepPage } from "./offline/keepPage.ts";
import { askLeaders, askOwnRecords, askOwnSettings, sendSettings } from "./records.ts";
import { Play, type Wish } from "./play.ts";
import type { Stage } from "./render/stage.ts";
import { type Absence, askServer } from "./serverProbe.ts";
import { controlLabel } from "./ui/controlLabels.ts";
import { Hints } from "./ui/hud/hints.ts";
import { Mutes } from "./ui/mutes.ts";
import { invitationPath } from "./ui/roomLink.ts";
import { PlayerKey } from "./ui/playerKey.ts";
import { RecordBook } from "./ui/recordBook.ts";
import { listenToRebinding } from "./ui/listenToRebinding.ts";
import { Notice } from "./ui/notice.ts";
import { keepSeatIn } from "./ui/seatStore.ts";
import { SettingsStore, volumesOf } from "./ui/settings.ts";
import { SettingsKeeper } from "./ui/settingsKeeper.ts";
import { openStorage, type StringStore } from "./ui/storage.ts";
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

function fetchNow(path: string, init: RequestInit): Promise<Response> {
  return fetch(path, init);
}

function askOwnServer(): Promise<Absence | null> {
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

interface PlayMeans {
  connect(): SocketLike;
  store: StringStore;
  tabStore: StringStore;
  seatKeeper: SeatKeeper;
  key: PlayerKey;
  settings: SettingsStore;
  mixer: Mixer;
  netGraph: NetGraph;
  controls: Controls;
}

/** What opens a stay in a room, with all that it needs of the page. */
function playWith(means: PlayMeans): AppParts["createPlay"] {
  const { connect, store, tabStore, seatKeeper, key, settings, mixer, netGraph, controls } = means;
  return (app: App, stage: Stage, wish: Wish): Play =>
    new Play(wish, {
      openSession: (sampleInput) =>
        new Session({
          openSocket: connect,
          now: () => performance.now(),
          protocolId: __PROTOCOL_ID__,
          ...wish,
          seatKeeper,
          playerKey: key.current,
          sampleInput,
        }),
      stage,
      mixer,
      netGraph,
      surface: element("stage"),
      hudRoot: element("game"),
      hints: new Hints(store, controlLabel),
      areHintsOn: () => settings.current.hints === "on",
      areCaptionsOn: () => settings.current.captions === "on",
      mutes: new Mutes(tabStore),
      inUse: controls.inUse,
      getBindings: () => controls.bindings,
      isCovered: () => app.areSettingsOpen,
      actions: {
        openSettings: () => app.openSettings(),
        sitDown: () => app.sitDown(),
        linkTo: (code, password) => new URL(invitationPath(code, password), location.href).href,
        copyText: (text) => navigator.clipboard.writeText(text),
      },
    });
}

async function createApp(): Promise<App> {
  const store = openStorage(() => localStorage);
  const tabStore = openStorage(() => sessionStorage);
  const seatKeeper = keepSeatIn(tabStore);
  const key = new PlayerKey(store, (bytes) => crypto.getRandomValues(bytes));
  const settings = new SettingsStore(store);
  const mixer = new Mixer(volumesOf(settings.current));
  const language = await openLanguage(settings);
  const controls = createControls(settings, mixer);
  const netGraph = new NetGraph(element("net-graph"));
  const connect = await openNetwork(netGraph);
  listenForSounds(mixer);
  return new App({
    page: findPage(element("stage")),
    settings,
    store,
    tabStore,
    seatKeeper,
    mixer,
    netGraph,
    language,
    controls,
    records: openRecords(key, openKeeper(settings, key, store)),
    random: () => Math.random(),
    systemMotion: matchMedia("(prefers-reduced-motion: reduce)"),
    systemContrast: matchMedia("(prefers-contrast: more)"),
    isFromCache: isFromCache(),
    askServer: askOwnServer,
    askOffer: () => askOffer(fetchNow),
    nearby: openNearby(),
    address: location.href,
    createStage: (app) => loadStage(element("stage"), app),
    createPlay: playWith({
      connect,
      store,
      tabStore,
      seatKeeper,
      key,
      settings,
      mixer,
      netGraph,
      controls,
    }),
    reload: () => location.reload(),
  });
}

/** The page is the browser's own copy. */
function isFromCache(): boolean {
  return document.documentElement.dataset["from"] === "cache";
}

function openRecords(key: PlayerKey, keeper: SettingsKeeper): RecordBook {
  return new RecordBook({
    key,
    askLeaders: (span) => askLeaders(fetchNow, span),
    askOwn: (own) => askOwnRecords(fetchNow, own),
    copyText: (text) => navigator.clipboard.writeText(text),
    keeper,
  });
}

function openKeeper(settings: SettingsStore, key: PlayerKey, store: StringStore): SettingsKeeper {
  const keeper = new SettingsKeeper({
    settings,
    key,
    store,
    ask: (own) => askOwnSettings(fetchNow, own),
    send: (own, revision, text) => sendSettings(fetchNow, own, revision, text),
    wakeIn,
  });
  window.addEventListener("pagehide", () => keeper.leave());
  // On a phone that may be the last that a page is told.
  document.addEventListener("visibilitychange", () => document.hidden && keeper.leave());
  // The server of the browser's own copy may be away.
  if (!isFromCache()) keeper.start();
  return keeper;
}

function openNearby(): NearbyFeed {
  return new NearbyFeed({
    page: location.href,
    openSocket: (url) => new WebSocket(url),
    now: () => performance.now(),
    wakeIn,
  });
}

/** Gives what calls it off. */
function wakeIn(ms: number, wake: () => void): () => void {
  const timer = setTimeout(wake, ms);
  return () => clearTimeout(timer);
}

function createControls(settings: SettingsStore, mixer: Mixer): Controls {
  const isPhone = matchMedia("(hover: none) and (pointer: coarse)").matches;
  const notice = new Notice(element("notice"));
  const controls = new Controls({
    settings,
    page: document,
    inUse: new DeviceInUse(isPhone ? "touch" : "keys"),
    // A page that may not see gamepads, as in some frames, has none.
    getPads: () => ("getGamepads" in navigator ? navigator.getGamepads() : []),
    notify: (text) => notice.say(text),
    onGesture: () => mixer.unlock(),
  });
  listenToRebinding(controls.rebinder, window);
  listenToDevices(controls.inUse, window);
  void readLayout(controls);
  return controls;
}

interface LayoutSource {
  getLayoutMap(): Promise<ReadonlyMap<string, string>>;
}

/** Only some browsers tell what letters the keys carry; the others are shown those of a US keyboard. */
async function readLayout(controls: Controls): Promise<void> {
  const { keyboard } = navigator as Navigator & { keyboard?: LayoutSource };
  if (!keyboard) return;
  try {
    controls.setLayout(await keyboard.getLayoutMap());
  } catch (error) {
    // A page within another page may not ask.
    if (!(error instanceof DOMException && error.name === "SecurityError")) throw error;
  }
}

/** A sound of the page itself. */
const HERE = { bus: "ui", priority: 1, pan: 0, rate: 1, cutHz: Infinity } as const;

function listenForSounds(mixer: Mixer): void {
  // A touch counts as a gesture only once the finger is lifted.
  for (const gesture of ["pointerdown", "pointerup", "keydown"] as const) {
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
