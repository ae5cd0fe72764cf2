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
    friends: "Tes amis sur ce réseau scannent ceci, ou ouvrent",
    qr: "Code QR de l'adresse de ce serveur",
    networks:
      "S'ils n'arrivent à rien\u00a0: cet ordinateur est aussi dans d'autres réseaux. Montrer le code de",
  },
  unreached: {
    title: "Personne n'est encore venu d'un autre appareil",
    before: {
      linux:
        "Un pare-feu de cet ordinateur les empêche peut-être d'entrer. Celle de ces commandes qu'il connaît, tapée ici dans un terminal, leur ouvre\u00a0:",
      windows:
        "Windows les empêche peut-être d'entrer\u00a0: il demande une fois, et «\u00a0Annuler\u00a0» reste. Dans un terminal en tant qu'administrateur, ceci leur ouvre\u00a0:",
      macos:
        "Le pare-feu de macOS les empêche peut-être d'entrer\u00a0: Réglages Système, Réseau, Coupe-feu, Options. Autorise-y les connexions entrantes pour node, et ton terminal sous Confidentialité et sécurité, Réseau local.",
    },
    windowsNetwork:
      "Et le réseau doit être privé\u00a0: Paramètres, Réseau et Internet, ses propriétés.",
    network:
      "Sont-ils dans le même réseau\u00a0? Les réseaux d'invités et certains points d'accès séparent les appareils («\u00a0client isolation\u00a0»), et un VPN sur l'un d'eux mène ailleurs.",
  },
};
