/** Every word on the screen, in German. */
import { figures, offCushions } from "./figures.de.ts";
import { records } from "./records.de.ts";
import { nearby } from "./nearby/de.ts";
import { together } from "./together/de.ts";
import { deControls } from "./deControls.ts";
import type { Words } from "./en.ts";
import { withComma } from "./numbers.ts";

function times(amount: number): string {
  return amount === 1 ? "einmal" : `${amount}-mal`;
}

export const de: Words = {
  title: "Carom",
  tagline: "Schüsse prallen ab.",
  table: "Der Tisch",
  percent: (share) => `${Math.round(share * 100)}\u00a0%`,
  weapons: {
    Pulse: "Puls",
    Rail: "Schiene",
    Scatter: "Schrot",
    Rocket: "Rakete",
    Disc: "Scheibe",
  },
  modes: {
    deathmatch: "Jeder gegen jeden",
    teams: "Mannschaften",
    flags: "Flaggen",
    puck: "Puck",
    duel: "Duell",
  },
  pads: {
    repair: "Repariert",
    shield: "Schild",
    overdrive: "Rausch: doppelter Schaden",
    ammunition: "Alle Waffen sind voll",
  },

  menu: {
    yourName: "Dein Name",
    anotherName: "Anderen Namen vorschlagen",
    play: "Sofort spielen",
    playHint: "Eingabe",
    join: (code) => `In den Raum ${code}`,
    invited: "Du bist in einen Raum eingeladen.",
    create: "Neuer Raum",
    joinByCode: "Code des Raums",
    codePlaceholder: "Code oder Link",
    joinButton: "Hinein",
    watchButton: "Zusehen",
    watch: "Nur zusehen",
    watchHint: "Diesem Raum zusehen; ohne Code dem vollsten",
    roomOptions: "Wie der neue Raum sein soll",
    openRoom: "„Sofort spielen“ darf andere herführen",
    newPassword: "Passwort, wenn er eins haben soll",
    password: "Passwort des Raums",
    serverPassword: "Passwort des Servers",
    codeMissing:
      "Trag erst den Code des Raums ein: Er steht am Ende des Links, den du bekommen hast.",
    settings: "Einstellungen",
    practice: "Üben",
    practiceDetail: "allein gegen Bots",
    practiceHint: "Ein Tisch für dich: ohne Uhr, ohne Grenze, und niemand wartet auf dich.",
    controlsTitle: "Steuerung",
    controls: {
      move: "gleiten",
      aim: "zielen",
      fire: "schießen",
      dash: "Sprint",
      nextWeapon: "Waffe wechseln",
      scores: "Punkte",
    },
    rule: "Ein Treffer über die Bande zählt für jede Bande einen Punkt mehr.",
  },

  ...deControls,
  hints: {
    move: "über den Tisch gleiten",
    fire: "zielen und schießen",
    dash: "Sprint: In seinem ersten Augenblick trifft dich nichts",
    carom: "Triff jemanden über die Bande: Es tut mehr weh und zählt mehr",
    pickup: "Fahr über ein leuchtendes Feld: Was darauf liegt, ist deins",
    weapon: "Waffe wechseln: Du hast Schüsse für eine andere",
    scores: "halten für die Punkte",
    netGraph: "zeigt, wie gut deine Verbindung ist",
  },

  captions: {
    shot: "Schuss",
    rail: "Schiene",
    scatter: "Schrot",
    rocket: "Rakete",
    disc: "Scheibe",
    blast: "Knall",
    dash: "Sprint",
    hitTaken: "du bist getroffen",
    hitGiven: "Treffer",
    hitAlly: "Mitspieler getroffen",
    shield: "Schild",
    out: "Skiff weg",
    padTaken: "Feld geholt",
  },

  connection: {
    connecting: "Ein Tisch für dich wird gesucht…",
    connectingPractice: "Dein Tisch wird gedeckt…",
    paused: "Das Spiel steht still. Du bist dabei und spielst mit allen, sobald es weitergeht.",
    connectingRoom: (code) => `Unterwegs in den Raum ${code}…`,
    connectingToWatch: "Wir suchen dir einen Platz zum Zusehen…",
    attempt: (attempt) => `Versuch ${attempt}`,
    cancel: "Abbrechen",
    reconnecting: "Verbindung verloren",
    why: {
      silent: "Der Server antwortet nicht. Wir versuchen, dich an deinen Tisch zurückzubringen.",
      stopping:
        "Der Server wird angehalten, und seine Partien enden mit ihm. Sobald er wieder da ist, bist du es auch.",
      tooSlow: "Deine Verbindung kam mit der Partie nicht mit. Neuer Versuch.",
      failed: "Dem Server ist mit deiner Verbindung ein Fehler unterlaufen. Neuer Versuch.",
    },
    seatKept: (seconds) =>
      `Läuft der Server noch, hält er Platz und Punkte noch ${seconds} s für dich frei.`,
    seatGone: "Dein Platz ist inzwischen vergeben. Vielleicht gibt es einen anderen.",
    back: "Du sitzt wieder auf deinem Platz",
    tooLate: "Dein alter Platz ist weg: Das ist ein neuer, mit 0 Punkten",
    retryIn: (seconds) => `nächster Versuch in ${seconds} s`,
    retryNow: "läuft gerade…",
    leave: "Zurück zum Menü",
  },

  away: {
    looking: "Der Server wird gesucht…",
    title: "Der Server ist nicht da",
    why: {
      offline: () => "Dieses Gerät hat gerade kein Netz.",
      silent: (host) =>
        `Unter ${host} antwortet niemand: Der Server ist angehalten, oder dein Netz führt nicht zu ihm.`,
      failing: (host) =>
        `Was unter ${host} antwortet, ist nicht das Spiel: Vielleicht startet sein Server gerade.`,
    },
    kept: "Diese Seite hat dein Browser aufgehoben. Sobald der Server wieder da ist, geht es von selbst weiter.",
    retry: "Jetzt versuchen",
  },

  closed: {
    stopping: "Der Server wird angehalten. Versuch es in einer Minute noch einmal.",
    refused: (reason) =>
      `Der Server hat die Verbindung abgelehnt. Lade die Seite neu und versuch es noch einmal.${reason ? ` (${reason})` : ""}`,
    takenOver: "Du spielst in einem anderen Tab oder Fenster weiter, auf demselben Platz.",
    roomGone: (code) =>
      `Den Raum ${code} gibt es nicht mehr: Sein Server wurde neu gestartet, oder es war niemand mehr darin. Eröffne einen Raum oder drück „Sofort spielen“.`,
    noSuchRoom: (code) =>
      `Einen Raum ${code} gibt es nicht. Vielleicht ist er schon zu: Prüf den Code oder eröffne einen neuen Raum.`,
    roomFull:
      "Dieser Raum ist voll. Sieh zu, bis ein Platz frei wird, oder drück „Sofort spielen“ für einen Platz anderswo.",
    noWatching:
      "Bei diesem Raum kann niemand mehr zusehen: Die Plätze sind vergeben, oder wer den Server betreibt, lässt es nicht zu.",
    kicked:
      "Die Leute in diesem Raum haben dich hinausgewählt. In zehn Minuten kannst du wiederkommen.",
    nothingToWatch:
      "Gerade spielt niemand in einem offenen Raum. Drück „Sofort spielen“, dann bist du die erste Person.",
    passwordAsked: "Dieser Raum hat ein Passwort. Wer dich eingeladen hat, kennt es.",
    serverPasswordAsked: "Dieser Server hat ein Passwort. Wer ihn betreibt, kennt es.",
    reserved:
      "Die freien Plätze in diesem Raum sind reserviert. Gib das Passwort dafür ein, oder sieh zu.",
    roomFailed:
      "Ein Fehler im Server hat diesen Raum beendet. Die anderen laufen weiter: Drück „Sofort spielen“.",
    idle: "Du hast eine Weile nichts getan, und zum Zusehen war kein Platz mehr frei. Drück „Sofort spielen“, dann bekommst du einen anderen Platz.",
    removed: (reason) =>
      `Wer diesen Server betreibt, hat dich weggeschickt.${reason ? ` (${reason})` : ""}`,
    wrongPassword: "Falsches Passwort. Frag, wer dich eingeladen hat, und versuch es noch einmal.",
    tooManyTries: "Zu viele falsche Passwörter. Warte eine Minute und versuch es noch einmal.",
    tooSlow:
      "Deine Verbindung kam mit der Partie nicht mit. Beende andere Downloads und versuch es noch einmal.",
    noHello: "Der Server hat nicht rechtzeitig von dir gehört. Versuch es noch einmal.",
    otherVersion:
      "Auf dem Server läuft eine andere Version des Spiels. Lade die Seite neu; hilft das nicht, werden seine Dateien gerade noch ausgetauscht.",
    noSuchTable:
      "Das wird auf diesem Server nicht mehr gespielt: Seine Tische sind andere geworden. Wähl noch einmal.",
    updated:
      "Auf dem Server läuft eine neue Version des Spiels, und diese Seite hat sie gerade geladen. Eröffne deinen Raum noch einmal.",
    serverFull:
      "Auf diesem Server ist jeder Platz besetzt. Versuch es in ein paar Minuten noch einmal.",
    failed: "Dem Server ist ein Fehler unterlaufen. Versuch es noch einmal.",
    lost: (reason) =>
      `Die Verbindung ist weg. Prüf dein Netz und versuch es noch einmal.${reason ? ` (${reason})` : ""}`,
  },

  trouble: {
    title: "Da ist etwas kaputtgegangen",
    body: "Das Spiel ist an einem eigenen Fehler hängen geblieben. Lade die Seite neu, dann geht es weiter.",
    reload: "Neu laden",
    noWebGl:
      "Dieser Browser kann den Tisch nicht zeichnen: WebGL 2 fehlt oder ist ausgeschaltet. Schalte die Hardwarebeschleunigung ein, aktualisiere den Grafiktreiber oder nimm einen anderen Browser.",
    pictureLost:
      "Die Grafikkarte hat das Bild verloren. Meist ist es in Sekunden wieder da; sonst schließ andere Tabs und lade die Seite neu.",
    noWebSocket:
      "Dieser Browser kennt kein WebSocket. Aktualisiere ihn oder nimm einen anderen Browser.",
  },

  hud: {
    match: "Partie",
    weapons: "Waffen",
    feed: "Wer wen erwischt hat",
    health: "Zustand",
    shield: "Schild",
    overdrive: "Rausch",
    weaponFound: (weapon, shots) => `${weapon} · ${shots} Schuss`,
    dash: "Sprint",
    endless: "∞",
    noAmmo: "–",
    you: "Du",
    noLimit: "–:––",
    firstTo: (score) => `bis ${score}`,
    withoutEnd: "solange du willst",
    place: (place, of) => `${place}. von ${of}`,
    warmup: "Einspielen · Punkte zählen ab Beginn der Partie",
    overtime: "Verlängerung · der nächste Punkt entscheidet",
    go: "Los!",
    respawnIn: (seconds) => `Zurück in ${withComma(seconds, 1)}`,
    respawning: "Zurück an den Tisch…",
    paused: "Pause",
    pausedFor: (clock) => `Der Server hat angehalten. Weiter geht es spätestens in ${clock}.`,
    killedBy: (name) => `${name} hat dich erwischt`,
    replay: (name) => `Noch einmal, aus der Sicht von ${name}`,
    replaySkip: "Feuern oder Sprint überspringt",
    killedSelf: "Du hast dich selbst erwischt",
    killedHow: (weapon, bounces) =>
      bounces > 0 ? `${weapon}, ${offCushions(bounces)}` : `${weapon}, geradeaus`,
  },

  callouts: {
    feats: {
      tookTheirs: (name) => `${name} hat ihre Fahne`,
      tookOurs: (name) => `${name} hat eure Fahne`,
      droppedTheirs: "Ihre Fahne liegt am Boden",
      droppedOurs: "Eure Fahne liegt am Boden",
      returnedTheirs: "Ihre Fahne ist wieder daheim",
      returnedOurs: "Eure Fahne ist wieder daheim",
      captured: (name) => `${name} bringt sie heim`,
      capturedByThem: (name) => `${name} entführt eure Fahne`,
      goal: (name) => `Tor von ${name}`,
      goalAgainst: (name) => `${name} trifft gegen euch`,
      ownGoal: "Eigentor",
      point: "+1 für eure Seite",
      pointAgainst: "+1 für die andere Seite",
      somebody: "Jemand",
    },
    sideLead: "Eure Seite führt",
    sideLeadLost: "Die andere Seite führt",
    carom: (bounces) => (bounces > 1 ? `Carom ×${bounces}` : "Carom"),
    caromDetail: (bounces, points, honour) =>
      `${offCushions(bounces)} · +${points}${honour ? ` · ${honour}` : ""}`,
    kill: (name) => `${name} ist raus`,
    killDetail: (points) => `+${points}`,
    quick: (kills) =>
      ["Doppelschlag", "Dreierpack", "Viererpack"][kills - 2] ?? `${kills} auf einen Streich`,
    inARow: (kills) => `Serie von ${kills}`,
    timeLeft: (seconds) => (seconds === 60 ? "Noch eine Minute" : `Noch ${seconds} Sekunden`),
    lead: "Du gehst in Führung",
    leadLost: (name) => `${name} geht in Führung`,
    toWin: (points) => (points === 1 ? "Ein Punkt bis zum Sieg" : `${points} Punkte bis zum Sieg`),
  },

  net: {
    ping: (ms) => `${ms} ms`,
    buffer: (ms, reason) => `${ms} ms zurück: ${reason}`,
    silent: "kein Wort vom Server",
    quality: {
      good: "Verbindung: gut",
      unsteady: "Verbindung: unruhig",
      bad: "Verbindung: schlecht",
      silent: "Verbindung: stumm",
    },
    reasons: { "snapshot rate": "Bildtakt", jitter: "Schwankung", standstill: "Stillstand" },
  },

  scoreboard: {
    ours: "Eure Seite",
    theirs: "Andere Seite",
    assists: "Vorlagen",
    feats: "Taten",
    title: "Punktestand",
    room: (code) => `Raum ${code}`,
    name: "Name",
    score: "Punkte",
    kills: "Treffer",
    deaths: "Tode",
    caroms: "Banden",
    accuracy: "Quote",
    ping: "Ping",
    bot: "Bot",
    away: "weg",
    muted: "stumm",
    none: "–",
  },

  results: {
    sideWins: "Eure Seite gewinnt",
    sideLoses: "Die andere Seite gewinnt",
    youWin: "Du gewinnst",
    wins: (name) => `${name} gewinnt`,
    draw: "Unentschieden",
    next: (seconds) => `Nächste Partie in ${seconds} s`,
    yourMatch: "Deine Partie",
    place: "Platz",
    score: "Punkte",
    kills: "Treffer",
    deaths: "Tode",
    caroms: "Bandentreffer",
    accuracy: "Trefferquote",
    shotsHit: (hits, shots) =>
      shots === 0 ? "kein Schuss abgegeben" : `${hits} von ${shots} Schüssen saßen`,
    connectionTitle: "Deine Verbindung in dieser Partie",
    ping: (average, worst) => `Hin und zurück ${average} ms im Schnitt, höchstens ${worst} ms.`,
    delay: (ms, reason) =>
      `Die anderen wurden ${ms} ms verspätet gezeichnet, wegen ${reason === "jitter" ? "Schwankungen" : "des Bildtakts"}.`,
    corrections: (amount) =>
      amount === 0
        ? "Dein Skiff musste nie berichtigt werden."
        : `Dein Skiff wurde ${times(amount)} berichtigt.`,
    trouble: (seconds) => `Unruhig oder schlechter: ${seconds} s lang.`,
    verdicts: {
      clean: "Sauber: Was du gesehen hast, ist auch passiert.",
      fair: "Ordentlich: ein paar unruhige Momente, durch mehr Verzögerung geglättet.",
      poor: "Schlecht: Was du gesehen hast, kam teils zu spät. Ein Kabel oder ein anderes Netz hilft.",
      slowPage:
        "Lahme Seite: Dieses Gerät hat weniger als 20 Bilder pro Sekunde gezeichnet. Stell die Grafik in den Einstellungen niedriger.",
      unknown: "Zu kurz für ein Urteil.",
    },
  },

  ...figures,
  ...records,

  ...together,

  ...nearby,

  settings: {
    title: "Einstellungen",
    done: "Fertig",
    sound: "Ton",
    master: "Alles",
    shots: "Schüsse und Skiffs",
    hits: "Treffer",
    ui: "Signale",
    captions: "Untertitel für Töne",
    comfort: "Wohlfühlen",
    hints: "Tipps",
    controls: "Steuerung",
    switches: { on: "An", off: "Aus" },
    picture: "Bild",
    language: "Sprache · Language",
    languageOfBrowser: "Wie im Browser",
    languageMissing: (name) =>
      `${name} ließ sich nicht laden, darum steht hier Englisch. Lade die Seite neu, um es noch einmal zu versuchen.`,
    palette: "Farben",
    palettes: {
      hall: "Halle",
      amber: "Bernstein: rot-grün-sicher",
      rose: "Rosé: blau-gelb-sicher",
    },
    tier: "Grafik",
    tiers: { auto: "Automatisch", low: "Niedrig", medium: "Mittel", high: "Hoch" },
    shake: "Wackeln",
    flash: "Blitzen",
    textSize: "Schriftgröße",
    contrast: "Kontrast",
    contrasts: { system: "Wie im System", normal: "Normal", high: "Hoch" },
    motion: "Bewegung",
    motions: { system: "Wie im System", reduced: "Wenig", full: "Voll" },
    killCam: "Dein Ende noch einmal",
    kept: "In diesem Browser gespeichert.",
    notKept:
      "Dieser Browser merkt sich nichts: Die Einstellungen gelten, bis du die Seite schließt.",
  },
};
