/** Words about other people, in German. */
import type { Together } from "./en.ts";

export const together: Together = {
  chat: {
    log: "Was im Raum gesagt wird",
    label: "Nachricht an den Raum",
    toTeam: "Nachricht an deine Mannschaft",
    scopes: { all: "An alle · Tab: Mannschaft", team: "An deine Mannschaft · Tab: alle" },
    inTeam: (name) => `${name} (Mannschaft)`,
    placeholder: "Eingabe sendet, Esc schließt",
    phrases: "Kurze Sprüche",
    server: "Server",
    stopping: (seconds) =>
      `Der Server hält nach dieser Partie an, spätestens in ${Math.ceil(seconds / 60)} min; ist er zurück, bist du es auch.`,
    joined: (name) => `${name} setzt sich an den Tisch`,
    left: (name) => `${name} ist gegangen`,
  },

  watch: {
    title: "Du siehst zu",
    following: "Im Blick:",
    freely: "Freie Kamera",
    previous: "Vorige",
    next: "Nächste",
    free: "Freie Kamera",
    steer: (keys) => `Die Kamera bewegen: ${keys}`,
    sitDown: "Mitspielen",
    noSeat: "Kein Platz frei",
    moved: "Du hast eine Weile nichts getan: Jetzt siehst du zu",
    watchers: (count) => (count === 1 ? "1 Person sieht zu" : `${count} Leute sehen zu`),
  },

  phrases: [
    "Gut gespielt!",
    "Schöne Karambolage!",
    "Danke!",
    "Tut mir leid!",
    "Viel Glück!",
    "Hilf mir!",
    "Angriff!",
    "Verteidigen!",
  ],

  invite: {
    title: "Einladen",
    withPassword: "Passwort in den Link aufnehmen",
    copy: "Link kopieren",
    copied: "Link kopiert",
    copyFailed: "Dieser Browser lässt die Seite nicht kopieren: Markier den Link darüber.",
    qr: (code) => `QR-Code des Links zum Raum ${code}`,
    noQr: "Der QR-Code ließ sich nicht laden. Der Link darüber führt zum selben Ort.",
  },

  poll: {
    title: "Abstimmung",
    motion: {
      kick: (by, name) => `${by} möchte, dass ${name} geht`,
      round: (by, title) => `${by} möchte jetzt ${title} spielen`,
    },
    yes: "Ja",
    no: "Nein",
    needed: (count) => (count === 1 ? "1 Ja entscheidet" : `${count} Ja entscheiden`),
    secondsLeft: (seconds) => `noch ${seconds} s`,
    nextTable: "Welcher Tisch als Nächstes?",
    rematch: "Revanche",
    votes: (count) => (count === 1 ? "1 Stimme" : `${count} Stimmen`),
    carried: {
      kick: (name) => `${name} wurde hinausgewählt`,
      round: (title) => `Angenommen: weiter auf ${title}`,
      next: (title) => `Nächster Tisch: ${title}`,
    },
    failed: "Der Antrag ist abgelehnt",
    declined: {
      voting: (seconds) => `Noch ${seconds} s läuft eine andere Abstimmung`,
      "too soon": (seconds) => `In ${seconds} s kannst du etwas zur Abstimmung stellen`,
      nobody: () => "Darüber lässt sich nicht mehr abstimmen",
      "too few": () => "Um jemanden hinauszuwählen, braucht es drei Leute",
    },
  },

  newRoom: {
    title: "Dein eigener Raum",
    mode: "Spiel",
    anyMode: "Alle der Reihe nach",
    map: "Erster Tisch",
    anyMap: "Einer, der passt",
    bots: "Bots",
    botsFill: (seats) => (seats === 0 ? "Keine" : `Bis ${seats} Plätze`),
    botLevel: "Ihr Können",
    botLevels: { rookie: "Anfänger", regular: "Mittel", ace: "Könner", mixed: "Gemischt" },
    friendlyFire: "Schüsse treffen auch die eigene Seite",
    asking: "Der Server wird gefragt, was er spielt …",
    notTold:
      "Der Server hat nicht gesagt, was er spielt. Ein Raum, den du jetzt eröffnest, spielt, was dort üblich ist.",
    askAgain: "Noch einmal fragen",
  },

  tables: {
    title: "Tische",
    playing: "jetzt",
    propose: "Abstimmen",
    again: "Von vorn",
  },

  people: {
    title: "Leute",
    nobody: "Außer Bots ist niemand hier.",
    mute: "Stumm",
    hear: "Hören",
    kick: "Abwählen",
  },

  pause: {
    title: "Pause, nur für dich",
    body: "Die Partie läuft ohne dich weiter.",
    resume: "Weiterspielen",
    settings: "Einstellungen",
    leave: "Raum verlassen",
    room: (code) => `Raum ${code}`,
  },
};
