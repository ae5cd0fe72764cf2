/** Was von Bestleistungen und vom Schlüssel der Spielenden gesagt wird, auf Deutsch. Teil des Katalogs (de.ts). */
import type { RecordWords } from "./records.en.ts";

export const records: RecordWords = {
  records: {
    title: "Bestenliste",
    yours: "Du auf diesem Server",
    best: "Die Besten dieses Servers",
    spans: { week: "Letzte sieben Tage", ever: "Insgesamt" },
    player: "Spieler",
    you: "du",
    matches: "Partien",
    wins: "Siege",
    time: "Spielzeit",
    asking: "Der Server wird gefragt …",
    noneOfYours: "Noch nichts. Spiel eine Partie zu Ende oder ein Stück davon, und es steht hier.",
    noneOfAnybody: "Hier hat noch niemand gespielt. Der erste Platz ist frei.",
    notKept: "Dieser Server schreibt nichts auf.",
    untold: "Der Server kann seine Bestenliste gerade nicht nennen.",
    again: "Noch einmal fragen",
    key: "Dein Schlüssel",
    keyHint:
      "Daran erkennen dich Server, ein Konto gibt es nicht. Wo du gespielt hast, sind deine Einstellungen unter ihm gespeichert. Wer ihn hat, spielt als du: Zeig ihn niemandem.",
    show: "Zeigen",
    hide: "Verbergen",
    copy: "Kopieren",
    copied: "Kopiert. Gib ihn im anderen Browser ein.",
    copyFailed:
      "Dieser Browser lässt die Seite nicht kopieren: Zeig den Schlüssel an und markiere ihn.",
    otherKey: "Schlüssel deines anderen Browsers",
    take: "Hier benutzen",
    taken: "Ab deiner nächsten Partie spielst du unter diesem Schlüssel.",
    settingsCame:
      "Ab deiner nächsten Partie spielst du unter diesem Schlüssel. Deine Einstellungen sind mitgekommen.",
    settingsNone:
      "Ab deiner nächsten Partie spielst du unter diesem Schlüssel. Einstellungen sind hier keine unter ihm gespeichert: Die dieses Browsers bleiben.",
    settingsUntold:
      "Ab deiner nächsten Partie spielst du unter diesem Schlüssel. Der Server kann seine Einstellungen gerade nicht nennen: Die Seite fragt noch einmal, wenn du sie das nächste Mal öffnest.",
    noKey: "Das ist kein Schlüssel: Er hat 32 Zeichen, Ziffern und die Buchstaben a bis f.",
    lost: "Dieser Browser merkt sich nichts: Kopiere deinen Schlüssel, wenn man dich wiedererkennen soll.",
    done: "Fertig",
  },
};
