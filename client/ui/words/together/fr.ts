/** Words about other people, in French. */
import type { Together } from "./en.ts";

export const together: Together = {
  chat: {
    log: "Ce qui se dit dans la salle",
    label: "Message à la salle",
    toTeam: "Message à ton équipe",
    scopes: { all: "À tous · Tab\u00a0: équipe", team: "À ton équipe · Tab\u00a0: tous" },
    inTeam: (name) => `${name} (équipe)`,
    placeholder: "Entrée envoie, Échap ferme",
    phrases: "Phrases toutes faites",
    server: "Serveur",
    stopping: (seconds) =>
      `Le serveur s’arrête après cette partie, au plus tard dans ${Math.ceil(seconds / 60)} min ; dès qu’il revient, toi aussi.`,
    joined: (name) => `${name} prend place`,
    left: (name) => `${name} quitte la salle`,
  },

  watch: {
    title: "Tu regardes",
    following: "Tu suis",
    freely: "Caméra libre",
    previous: "Précédent",
    next: "Suivant",
    free: "Caméra libre",
    steer: (keys) => `Déplacer la caméra\u00a0: ${keys}`,
    sitDown: "Jouer aussi",
    noSeat: "Aucune place libre",
    moved: "Tu n’as rien fait pendant un moment\u00a0: maintenant tu regardes",
    watchers: (count) => (count === 1 ? "1 personne regarde" : `${count} personnes regardent`),
  },

  phrases: [
    "Bien joué\u00a0!",
    "Beau carambolage\u00a0!",
    "Merci\u00a0!",
    "Pardon\u00a0!",
    "Bonne chance\u00a0!",
    "À l’aide\u00a0!",
    "À l’attaque\u00a0!",
    "En défense\u00a0!",
  ],

  invite: {
    title: "Inviter",
    withPassword: "Mettre le mot de passe dans le lien",
    copy: "Copier le lien",
    copied: "Lien copié",
    copyFailed: "Ce navigateur empêche la page de copier\u00a0: sélectionne le lien ci-dessus.",
    qr: (code) => `Code QR du lien vers la salle ${code}`,
    noQr: "Le code QR n’a pas pu être chargé. Le lien ci-dessus mène au même endroit.",
  },

  poll: {
    title: "Scrutin",
    motion: {
      kick: (by, name) => `${by} veut que ${name} s’en aille`,
      round: (by, title) => `${by} veut jouer tout de suite sur ${title}`,
    },
    yes: "Oui",
    no: "Non",
    needed: (count) => (count === 1 ? "1 oui suffit" : `il faut ${count} oui`),
    secondsLeft: (seconds) => `encore ${seconds} s`,
    nextTable: "Quelle table ensuite\u00a0?",
    rematch: "Revanche",
    votes: (count) => (count === 1 ? "1 voix" : `${count} voix`),
    carried: {
      kick: (name) => `${name} doit partir, la salle l’a voté`,
      round: (title) => `Adopté\u00a0: on passe sur ${title}`,
      next: (title) => `Prochaine table\u00a0: ${title}`,
    },
    failed: "La proposition est rejetée",
    declined: {
      voting: (seconds) => `Un autre vote est ouvert pendant encore ${seconds} s`,
      "too soon": (seconds) => `Tu pourras proposer un vote dans ${seconds} s`,
      nobody: () => "Il n’y a plus rien à voter là-dessus",
      "too few": () => "Il faut être trois pour voter le départ de quelqu’un",
    },
  },

  newRoom: {
    title: "Une salle à toi",
    mode: "Jeu",
    anyMode: "Tous, à tour de rôle",
    map: "Premier tapis",
    anyMap: "Celui qui convient",
    bots: "Bots",
    botsFill: (seats) => (seats === 0 ? "Aucun" : `Jusqu’à ${seats} places`),
    botLevel: "Leur niveau",
    botLevels: { rookie: "Débutants", regular: "Moyens", ace: "Experts", mixed: "Mélangés" },
    friendlyFire: "Les tirs touchent aussi son équipe",
    asking: "On demande au serveur à quoi il joue…",
    notTold:
      "Le serveur n’a pas dit à quoi il joue. Une salle que tu crées maintenant joue comme d’habitude là-bas.",
    askAgain: "Redemander",
  },

  tables: {
    title: "Tapis",
    playing: "en cours",
    propose: "Proposer",
    again: "Recommencer",
  },

  people: {
    title: "Gens",
    nobody: "Il n’y a personne d’autre que des bots.",
    mute: "Couper",
    hear: "Écouter",
    kick: "Exclure",
  },

  pause: {
    title: "Pause, rien que pour toi",
    body: "La partie continue sans toi.",
    resume: "Reprendre",
    settings: "Réglages",
    leave: "Quitter la salle",
    room: (code) => `Salle ${code}`,
  },
};
