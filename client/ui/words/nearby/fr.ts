/** Mots des parties où l'on peut entrer, en français. */
import type { NearbyWords } from "./en.ts";

export const nearby: NearbyWords = {
  nearby: {
    title: "Parties ici et à côté",
    none: "Personne ne joue encore. «\u00a0Jouer tout de suite\u00a0» ouvre la première table.",
    others: "Les autres serveurs Carom de ce réseau apparaissent ici d'eux-mêmes.",
    nobody: "encore personne",
    players: "Joueurs et places",
    distance: "Aller-retour depuis cet appareil",
    friends: "Vos amis sur ce réseau scannent ceci, ou ouvrent",
    qr: "Code QR de l'adresse de ce serveur",
  },
};
