/** Every word on the screen, in English: the complete catalogue, whose type every other language has to fill. */
import { figures, offCushions } from "./figures.en.ts";
import { records } from "./records.en.ts";
import { nearby } from "./nearby/en.ts";
import { together } from "./together/en.ts";
import { enControls } from "./enControls.ts";

function times(amount: number): string {
  return amount === 1 ? "once" : `${amount} times`;
}

export const en = {
  title: "Carom",
  tagline: "Shots bounce.",
  table: "The table",
  percent: (share: number) => `${Math.round(share * 100)}%`,
  /** By the name of the weapon's row. */
  weapons: { Pulse: "Pulse", Rail: "Rail", Scatter: "Scatter", Rocket: "Rocket", Disc: "Disc" },
  modes: { deathmatch: "Deathmatch", teams: "Teams", flags: "Flags", puck: "Puck", duel: "Duel" },
  /** What it gave, by the name of the pad's row; those of weapons are named after these. */
  pads: {
    repair: "Repaired",
    shield: "Shield",
    overdrive: "Overdrive: double damage",
    ammunition: "Every weapon is full",
  },

  menu: {
    yourName: "Your name",
    anotherName: "Suggest another name",
    play: "Quick play",
    playHint: "Enter",
    join: (code: string) => `Join room ${code}`,
    invited: "You are invited to a room.",
    create: "Create a room",
    joinByCode: "Room code",
    codePlaceholder: "Code or link",
    joinButton: "Join",
    watchButton: "Watch",
    watch: "Watch only",
    watchHint: "Watch this room; without a code, the fullest one",
    roomOptions: "Options of the new room",
    openRoom: "Quick play may lead others here",
    newPassword: "Password, if it is to have one",
    password: "Password of the room",
    serverPassword: "Password of the server",
    codeMissing:
      "Type the code of the room first: it is at the end of the link that you were sent.",
    settings: "Settings",
    practice: "Practice",
    practiceDetail: "alone against bots",
    practiceHint: "A table of your own: no clock, no limit, and nobody waits for you.",
    controlsTitle: "Controls",
    controls: {
      move: "slide",
      aim: "aim",
      fire: "fire",
      dash: "dash",
      nextWeapon: "change weapon",
      scores: "scores",
    },
    rule: "A kill off a cushion scores one more for every bounce.",
  },

  ...enControls,
  /** Each stands behind the names of its controls, if it has any. */
  hints: {
    move: "slide over the table",
    fire: "aim and fire",
    dash: "dash: nothing can hit you as it begins",
    carom: "hit somebody off a cushion: it hurts more, and a kill scores more",
    pickup: "Slide over a lit pad to take what it holds",
    weapon: "change weapon: you have shots for another",
    scores: "hold for the scores",
    netGraph: "see how good your connection is",
  },

  /** What is heard; an arrow may follow. */
  captions: {
    shot: "shot",
    rail: "rail",
    scatter: "scatter",
    rocket: "rocket",
    disc: "disc",
    blast: "blast",
    dash: "dash",
    hitTaken: "you are hit",
    hitGiven: "hit",
    hitAlly: "ally hit",
    shield: "shield",
    out: "skiff out",
    padTaken: "pad taken",
  },

  connection: {
    connecting: "Finding you a table…",
    connectingPractice: "Setting up your table…",
    paused: "The match is paused. You are in, and play with all the others as soon as it goes on.",
    connectingRoom: (code: string) => `Joining room ${code}…`,
    connectingToWatch: "Finding you a place to watch from…",
    attempt: (attempt: number) => `Attempt ${attempt}`,
    cancel: "Cancel",
    reconnecting: "Connection lost",
    why: {
      silent: "The server does not answer. Trying to get you back to your table.",
      stopping:
        "The server is stopping, and its matches end with it. As soon as it is back, so are you.",
      tooSlow: "Your connection could not keep up with the match. Trying again.",
      failed: "The server made a mistake with your connection. Trying again.",
    },
    seatKept: (seconds: number) =>
      `If the server is up, it keeps your seat and your score for ${seconds} s more.`,
    seatGone: "Your seat has been given away by now. There may be another one.",
    back: "You are back in your seat",
    tooLate: "Your old seat is gone: this is a new one, at score 0",
    retryIn: (seconds: number) => `Next attempt in ${seconds} s`,
    retryNow: "Trying now…",
    leave: "Back to the menu",
  },

  away: {
    looking: "Looking for the server…",
    title: "The server is away",
    why: {
      offline: () => "This device has no network now.",
      silent: (host: string) =>
        `Nothing answers at ${host}: the server is stopped, or your network does not lead there.`,
      failing: (host: string) =>
        `What answers at ${host} is not the game: its server may be starting.`,
    },
    kept: "This page is the copy that your browser keeps. It goes on by itself as soon as the server is back.",
    retry: "Try now",
  },

  closed: {
    stopping: "The server is stopping. Try again in a minute.",
    refused: (reason: string) =>
      `The server refused the connection. Reload the page and try again.${reason ? ` (${reason})` : ""}`,
    takenOver: "You went on playing in another tab or window, in the same seat.",
    roomGone: (code: string) =>
      `Room ${code} is gone: its server has started anew, or nobody was left in it. Create a room, or press Quick play.`,
    noSuchRoom: (code: string) =>
      `There is no room ${code}. It may have closed: check the code, or create a new room.`,
    roomFull:
      "That room is full. Watch it until a seat is free, or press Quick play for a seat elsewhere.",
    noWatching:
      "Nobody else can watch that room: its places are taken, or whoever runs the server allows none.",
    kicked: "The people in that room voted you out. You can come back in ten minutes.",
    nothingToWatch: "Nobody plays in an open room just now. Press Quick play to be the first.",
    passwordAsked: "That room has a password. Whoever invited you knows it.",
    serverPasswordAsked: "This server has a password. Whoever runs it knows it.",
    reserved:
      "The seats still free in that room are reserved. Enter the password for them, or watch.",
    roomFailed: "A fault in the server ended that room. The others go on: press Quick play.",
    idle: "You did nothing for a while, and there was no place left to watch from. Press Quick play for another seat.",
    removed: (reason: string) =>
      `Whoever runs this server sent you away.${reason ? ` (${reason})` : ""}`,
    wrongPassword: "Wrong password. Check it with whoever invited you, and try again.",
    tooManyTries: "Too many wrong passwords. Wait a minute, then try again.",
    tooSlow:
      "Your connection could not keep up with the match. Close what else is downloading and try again.",
    noHello: "The server did not hear from you in time. Try again.",
    otherVersion:
      "The server runs another version of the game. Reload this page; if that does not help, its files are still being updated.",
    noSuchTable: "This server does not play that any more: its tables have changed. Choose again.",
    updated:
      "The server has a new version of the game, and this page has just loaded it. Create your room once more.",
    serverFull: "Every seat on this server is taken. Try again in a few minutes.",
    failed: "The server made a mistake. Try again.",
    lost: (reason: string) =>
      `The connection was lost. Check your network and try again.${reason ? ` (${reason})` : ""}`,
  },

  trouble: {
    title: "Something broke",
    body: "The game has stopped because of a fault of its own. Reloading the page starts it again.",
    reload: "Reload",
    noWebGl:
      "This browser cannot draw the table: WebGL 2 is missing or turned off. Turn on hardware acceleration, update the graphics driver, or use another browser.",
    pictureLost:
      "The graphics card dropped the picture. It usually comes back within seconds; if not, close other tabs and reload the page.",
    noWebSocket: "This browser has no WebSocket. Update it, or use another browser.",
  },

  hud: {
    match: "Match",
    weapons: "Weapons",
    feed: "Who got whom",
    health: "Health",
    shield: "Shield",
    overdrive: "Overdrive",
    weaponFound: (weapon: string, shots: number) => `${weapon} · ${shots} shots`,
    dash: "Dash",
    endless: "∞",
    noAmmo: "–",
    you: "You",
    noLimit: "–:––",
    firstTo: (score: number) => `first to ${score}`,
    withoutEnd: "as long as you like",
    place: (place: number, of: number) => `${place} of ${of}`,
    warmup: "Warm-up · points count from the start of the match",
    overtime: "Overtime · the next point decides",
    go: "Play!",
    respawnIn: (seconds: number) => `Back in ${seconds.toFixed(1)}`,
    respawning: "Back on the table…",
    paused: "Paused",
    pausedFor: (clock: string) =>
      `By whoever runs the server. It goes on in ${clock} at the latest.`,
    killedBy: (name: string) => `${name} got you`,
    replay: (name: string) => `Once more, from ${name}`,
    replaySkip: "Fire or dash goes on",
    killedSelf: "You got yourself",
    killedHow: (weapon: string, bounces: number) =>
      bounces > 0 ? `${weapon}, ${offCushions(bounces)}` : `${weapon}, straight`,
  },

  callouts: {
    feats: {
      tookTheirs: (name: string) => `${name} has their flag`,
      tookOurs: (name: string) => `${name} has your flag`,
      droppedTheirs: "Their flag lies on the floor",
      droppedOurs: "Your flag lies on the floor",
      returnedTheirs: "Their flag is home again",
      returnedOurs: "Your flag is home again",
      captured: (name: string) => `${name} brought it home`,
      capturedByThem: (name: string) => `${name} brought your flag home`,
      goal: (name: string) => `Goal by ${name}`,
      goalAgainst: (name: string) => `${name} scores against you`,
      ownGoal: "Own goal",
      point: "+1 for your side",
      pointAgainst: "+1 for the other side",
      somebody: "Somebody",
    },
    sideLead: "Your side leads",
    sideLeadLost: "The other side leads",
    carom: (bounces: number) => (bounces > 1 ? `Carom ×${bounces}` : "Carom"),
    caromDetail: (bounces: number, points: number, honour: string) =>
      `${offCushions(bounces)} · +${points}${honour ? ` · ${honour}` : ""}`,
    kill: (name: string) => `${name} is out`,
    killDetail: (points: number) => `+${points}`,
    quick: (kills: number) =>
      ["Double", "Triple", "Quadruple"][kills - 2] ?? `${kills} at a stroke`,
    inARow: (kills: number) => `Run of ${kills}`,
    timeLeft: (seconds: number) => (seconds === 60 ? "One minute left" : `${seconds} seconds left`),
    lead: "You took the lead",
    leadLost: (name: string) => `${name} took the lead`,
    toWin: (points: number) => (points === 1 ? "One point to win" : `${points} points to win`),
  },

  net: {
    ping: (ms: number) => `${ms} ms`,
    buffer: (ms: number, reason: string) => `${ms} ms behind: ${reason}`,
    silent: "no word from the server",
    quality: {
      good: "Connection: good",
      unsteady: "Connection: unsteady",
      bad: "Connection: bad",
      silent: "Connection: silent",
    },
    reasons: { "snapshot rate": "snapshot rate", jitter: "jitter", standstill: "standstill" },
  },

  scoreboard: {
    ours: "Your side",
    theirs: "Other side",
    assists: "Assists",
    feats: "Feats",
    title: "Scores",
    room: (code: string) => `Room ${code}`,
    name: "Name",
    score: "Score",
    kills: "Kills",
    deaths: "Deaths",
    caroms: "Caroms",
    accuracy: "Accuracy",
    ping: "Ping",
    bot: "bot",
    away: "away",
    muted: "muted",
    none: "–",
  },

  results: {
    sideWins: "Your side wins",
    sideLoses: "The other side wins",
    youWin: "You win",
    wins: (name: string) => `${name} wins`,
    draw: "A draw",
    next: (seconds: number) => `Next match in ${seconds} s`,
    yourMatch: "Your match",
    place: "Place",
    score: "Score",
    kills: "Kills",
    deaths: "Deaths",
    caroms: "Carom kills",
    accuracy: "Accuracy",
    shotsHit: (hits: number, shots: number) =>
      shots === 0 ? "no shot fired" : `${hits} of ${shots} shots hit`,
    connectionTitle: "Your connection this match",
    ping: (average: number, worst: number) =>
      `Round trip ${average} ms on average, ${worst} ms at worst.`,
    delay: (ms: number, reason: string) =>
      `The others were drawn ${ms} ms behind, because of ${reason === "jitter" ? "jitter" : "the snapshot rate"}.`,
    corrections: (amount: number) =>
      amount === 0
        ? "Your skiff was never corrected."
        : `Your skiff was corrected ${times(amount)}.`,
    trouble: (seconds: number) => `Unsteady or worse for ${seconds} s.`,
    verdicts: {
      clean: "Clean: what you saw is what happened.",
      fair: "Fair: some unsteady moments, evened out by a longer delay.",
      poor: "Poor: what you saw was late at times. A cable or another network would help.",
      slowPage:
        "Slow page: this device drew fewer than 20 pictures a second. Lower the graphics in the settings.",
      unknown: "Too short to judge.",
    },
  },

  ...figures,
  ...records,

  ...together,

  ...nearby,

  settings: {
    title: "Settings",
    done: "Done",
    sound: "Sound",
    master: "Everything",
    shots: "Shots and skiffs",
    hits: "Hits and kills",
    ui: "Signals",
    captions: "Captions for sounds",
    comfort: "Comfort",
    hints: "Hints",
    controls: "Controls",
    switches: { on: "On", off: "Off" },
    picture: "Picture",
    language: "Language",
    languageOfBrowser: "As the browser says",
    languageMissing: (name: string) =>
      `${name} could not be loaded, so this is English. Reload the page to try again.`,
    palette: "Colours",
    palettes: {
      hall: "Hall",
      amber: "Amber: red-green safe",
      rose: "Rose: blue-yellow safe",
    },
    tier: "Graphics",
    tiers: { auto: "Automatic", low: "Low", medium: "Medium", high: "High" },
    shake: "Shake",
    flash: "Flash",
    textSize: "Text size",
    contrast: "Contrast",
    contrasts: { system: "As the system says", normal: "Normal", high: "High" },
    motion: "Motion",
    motions: { system: "As the system says", reduced: "Reduced", full: "Full" },
    killCam: "Your end once more",
    kept: "Kept in this browser.",
    notKept: "This browser keeps nothing: settings last until you close the page.",
  },
};

/** The shape that every language has: a text that is missing or too many is an error of types. */
export type Words = typeof en;
