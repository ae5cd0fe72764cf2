/** Wörter über Spiele, in die man hineingehen kann, auf Deutsch. */
import type { NearbyWords } from "./en.ts";

export const nearby: NearbyWords = {
  nearby: {
    title: "Spiele hier und in der Nähe",
    none: "Noch spielt niemand. „Sofort spielen“ öffnet den ersten Tisch.",
    others: "Andere Carom-Server in diesem Netz erscheinen hier von selbst.",
    nobody: "noch niemand da",
    players: "Leute und Plätze",
    distance: "Hin und zurück von diesem Gerät",
    friends: "Freunde in deinem Netz scannen das oder öffnen",
    qr: "QR-Code der Adresse dieses Servers",
    networks:
      "Kommen sie damit nicht weiter: Dieser Computer ist noch in anderen Netzen. Code zeigen für",
  },
  unreached: {
    title: "Noch war niemand von einem anderen Gerät hier",
    before: {
      linux:
        "Vielleicht lässt eine Firewall auf diesem Computer niemanden herein. Im Terminal öffnet sie einer dieser Befehle, je nachdem, welchen er kennt:",
      windows:
        "Vielleicht lässt Windows niemanden herein: Es fragt nur einmal, und „Abbrechen“ gilt von da an. In einem Terminal als Administrator öffnet dies:",
      macos:
        "Vielleicht lässt die Firewall von macOS niemanden herein: Systemeinstellungen, Netzwerk, Firewall, Optionen. Erlaube node dort eingehende Verbindungen, und unter Datenschutz & Sicherheit, Lokales Netzwerk, dein Terminal.",
    },
    windowsNetwork:
      "Und das Netz muss ein privates sein: Einstellungen, Netzwerk und Internet, seine Eigenschaften.",
    network:
      "Sind sie im selben Netz? Gastnetze und manche Zugangspunkte trennen Geräte voneinander („Client Isolation“), und ein VPN auf einem der Geräte führt woandershin.",
  },
};
