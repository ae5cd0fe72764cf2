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
  },
};
