/** Every word on the screen, in French. `\u00a0` keeps what stands before : ; ? ! % on its line. */
import { figures, offCushions, plural } from "./figures.fr.ts";
import { records } from "./records.fr.ts";
import { nearby } from "./nearby/fr.ts";
import { together } from "./together/fr.ts";
import { frControls } from "./frControls.ts";
import type { Words } from "./en.ts";
import { withComma } from "./numbers.ts";

function times(amount: number): string {
  return amount === 1 ? "une fois" : `${amount} fois`;
}

export const fr: Words = {
  title: "Carom",
  tagline: "Les tirs rebondissent.",
  table: "La table",
  percent: (share) => `${Math.round(share * 100)}\u00a0%`,
  weapons: { Pulse: "Pulse", Rail: "Rail", Scatter: "Gerbe", Rocket: "Roquette", Disc: "Disque" },
  modes: {
    deathmatch: "Mêlée",
    teams: "Équipes",
    flags: "Drapeaux",
    puck: "Palet",
    duel: "Duel",
  },
  pads: {
    repair: "Réparé",
    shield: "Bouclier",
    overdrive: "Surcharge\u00a0: dégâts doublés",
    ammunition: "Toutes les armes sont pleines",
  },

  menu: {
    yourName: "Ton nom",
    anotherName: "Proposer un autre nom",
    play: "Jouer tout de suite",
    playHint: "Entrée",
    join: (code) => `Rejoindre ${code}`,
    invited: "Tu as une invitation dans une salle.",
    create: "Créer une salle",
    joinByCode: "Code de la salle",
    codePlaceholder: "Code ou lien",
    joinButton: "Entrer",
    watchButton: "Regarder",
    watch: "Regarder",
    watchHint: "Regarder cette salle\u00a0; sans code, la plus remplie",
    roomOptions: "Options de la nouvelle salle",
    openRoom: "Ouverte à «\u00a0Jouer tout de suite\u00a0»",
    newPassword: "Mot de passe, s’il en faut un",
    password: "Mot de passe de la salle",
    serverPassword: "Mot de passe du serveur",
    codeMissing: "Écris d’abord le code de la salle\u00a0: il est à la fin du lien que tu as reçu.",
    settings: "Réglages",
    practice: "S’entraîner",
    practiceDetail: "seul contre des bots",
    practiceHint: "Une table à toi\u00a0: sans chrono, sans limite, et personne ne t’attend.",
    controlsTitle: "Commandes",
    controls: {
      move: "glisser",
      aim: "viser",
      fire: "tirer",
      dash: "foncer",
      nextWeapon: "changer d’arme",
      scores: "scores",
    },
    rule: "Toucher par la bande rapporte un point de plus à chaque rebond.",
  },

  ...frControls,
  hints: {
    move: "glisse sur la table",
    fire: "vise et tire",
    dash: "ruée\u00a0: rien ne te touche quand elle commence",
    carom: "touche quelqu’un par la bande\u00a0: ça fait plus mal et rapporte plus",
    pickup: "Passe sur une case allumée pour prendre ce qu’elle offre",
    weapon: "change d’arme\u00a0: tu as des tirs pour une autre",
    scores: "maintiens pour voir les scores",
    netGraph: "montre ce que vaut ta connexion",
  },

  captions: {
    shot: "tir",
    rail: "rail",
    scatter: "chevrotine",
    rocket: "roquette",
    disc: "disque",
    blast: "explosion",
    dash: "ruée",
    hitTaken: "tu es touché",
    hitGiven: "touche",
    hitAlly: "allié touché",
    shield: "bouclier",
    out: "skiff éliminé",
    padTaken: "case prise",
  },

  connection: {
    connecting: "On te cherche une table…",
    connectingPractice: "On prépare ta table…",
    paused: "La partie est en pause. Tu en es, et tu joueras avec les autres dès qu’elle reprend.",
    connectingRoom: (code) => `En route vers la salle ${code}…`,
    connectingToWatch: "On te cherche une place pour regarder…",
    attempt: (attempt) => `Essai ${attempt}`,
    cancel: "Annuler",
    reconnecting: "Connexion perdue",
    why: {
      silent: "Le serveur ne répond pas. On essaie de te ramener à ta table.",
      stopping: "Le serveur s’arrête, et ses parties avec lui. Dès qu’il revient, toi aussi.",
      tooSlow: "Ta connexion n’arrivait plus à suivre la partie. Nouvel essai.",
      failed: "Le serveur s’est trompé avec ta connexion. Nouvel essai.",
    },
    seatKept: (seconds) =>
      `Si le serveur tourne, il garde ta place et ton score encore ${seconds} s.`,
    seatGone: "Ta place n’est plus libre. Il y en a peut-être une autre.",
    back: "Te revoilà à ta place",
    tooLate: "Ton ancienne place est prise\u00a0: en voici une neuve, à 0 point",
    retryIn: (seconds) => `prochain essai dans ${seconds} s`,
    retryNow: "en cours…",
    leave: "Retour au menu",
  },

  away: {
    looking: "On cherche le serveur…",
    title: "Le serveur n’est pas là",
    why: {
      offline: () => "Cet appareil n’a pas de réseau en ce moment.",
      silent: (host) =>
        `Rien ne répond à ${host}\u00a0: le serveur est arrêté, ou ton réseau n’y mène pas.`,
      failing: (host) =>
        `Ce qui répond à ${host} n’est pas le jeu\u00a0: son serveur démarre peut-être.`,
    },
    kept: "Cette page est la copie que garde ton navigateur. Elle continue toute seule dès que le serveur revient.",
    retry: "Essayer maintenant",
  },

  closed: {
    stopping: "Le serveur s’arrête. Réessaie dans une minute.",
    refused: (reason) =>
      `Le serveur a refusé la connexion. Recharge la page et réessaie.${reason ? ` (${reason})` : ""}`,
    takenOver: "Tu continues dans un autre onglet ou une autre fenêtre, à la même place.",
    roomGone: (code) =>
      `La salle ${code} n’existe plus\u00a0: son serveur a redémarré, ou tout le monde en est parti. Crée une salle, ou choisis «\u00a0Jouer tout de suite\u00a0».`,
    noSuchRoom: (code) =>
      `Il n’y a pas de salle ${code}. Elle a peut-être fermé\u00a0: vérifie le code, ou crée une salle.`,
    roomFull:
      "Cette salle est pleine. Regarde-la jusqu’à ce qu’une place se libère, ou choisis «\u00a0Jouer tout de suite\u00a0» pour une place ailleurs.",
    noWatching:
      "Personne d’autre ne peut regarder cette salle\u00a0: les places sont prises, ou le serveur n’en offre pas.",
    kicked: "Les gens de cette salle ont voté ton départ. Tu pourras revenir dans dix minutes.",
    nothingToWatch:
      "Personne ne joue dans une salle ouverte en ce moment. Choisis «\u00a0Jouer tout de suite\u00a0» pour commencer.",
    passwordAsked: "Cette salle a un mot de passe. Qui t’a invité le connaît.",
    serverPasswordAsked: "Ce serveur a un mot de passe. Qui le gère le connaît.",
    reserved:
      "Les places encore libres de cette salle sont réservées. Saisis leur mot de passe, ou regarde.",
    roomFailed:
      "Une erreur du serveur a fermé cette salle. Les autres continuent\u00a0: choisis «\u00a0Jouer tout de suite\u00a0».",
    idle: "Tu n’as rien fait pendant un moment, et il ne restait pas de place pour regarder. Choisis «\u00a0Jouer tout de suite\u00a0» pour une autre place.",
    removed: (reason) => `Qui gère ce serveur t’a renvoyé.${reason ? ` (${reason})` : ""}`,
    wrongPassword: "Mot de passe incorrect. Vérifie-le auprès de qui t’a invité, puis réessaie.",
    tooManyTries: "Trop de mots de passe incorrects. Attends une minute, puis réessaie.",
    tooSlow:
      "Ta connexion n’arrivait plus à suivre la partie. Arrête les autres téléchargements et réessaie.",
    noHello: "Le serveur n’a pas eu de tes nouvelles à temps. Réessaie.",
    otherVersion:
      "Le serveur a une autre version du jeu. Recharge la page\u00a0; si ça ne suffit pas, ses fichiers sont encore en train de changer.",
    noSuchTable:
      "On ne joue plus à ça sur ce serveur\u00a0: ses tapis ont changé. Choisis à nouveau.",
    updated:
      "Le serveur a une nouvelle version du jeu, que cette page vient de charger. Crée ta salle encore une fois.",
    serverFull: "Toutes les places de ce serveur sont prises. Réessaie dans quelques minutes.",
    failed: "Le serveur s’est trompé. Réessaie.",
    lost: (reason) =>
      `La connexion est perdue. Vérifie ton réseau et réessaie.${reason ? ` (${reason})` : ""}`,
  },

  trouble: {
    title: "Quelque chose a cassé",
    body: "Le jeu s’est arrêté par sa propre faute. Recharge la page et ça repart.",
    reload: "Recharger",
    noWebGl:
      "Ce navigateur ne peut pas dessiner la table\u00a0: WebGL 2 manque ou est désactivé. Active l’accélération matérielle, mets le pilote graphique à jour, ou prends un autre navigateur.",
    pictureLost:
      "La carte graphique a lâché l’image. Elle revient en général en quelques secondes\u00a0; sinon, ferme d’autres onglets et recharge la page.",
    noWebSocket: "Ce navigateur n’a pas WebSocket. Mets-le à jour, ou prends un autre navigateur.",
  },

  hud: {
    match: "Partie",
    weapons: "Armes",
    feed: "Qui a touché qui",
    health: "Santé",
    shield: "Bouclier",
    overdrive: "Surcharge",
    weaponFound: (weapon, shots) => `${weapon} · ${shots} tirs`,
    dash: "Ruée",
    endless: "∞",
    noAmmo: "–",
    you: "Toi",
    noLimit: "–:––",
    firstTo: (score) => `en ${score} points`,
    withoutEnd: "aussi longtemps que tu veux",
    place: (place, of) => `${place}${place === 1 ? "er" : "e"} sur ${of}`,
    warmup: "Échauffement · les points comptent dès le début de la partie",
    overtime: "Prolongation · le prochain point décide",
    go: "Jouez\u00a0!",
    respawnIn: (seconds) => `Retour dans ${withComma(seconds, 1)}`,
    respawning: "Retour à la table…",
    paused: "En pause",
    pausedFor: (clock) => `Le serveur l’a arrêtée. Elle reprend dans ${clock} au plus tard.`,
    killedBy: (name) => `${name} a eu ta peau`,
    replay: (name) => `Revu depuis ${name}`,
    replaySkip: "Tir ou ruée pour passer",
    killedSelf: "Tu as eu ta propre peau",
    killedHow: (weapon, bounces) =>
      bounces > 0 ? `${weapon}, ${offCushions(bounces)}` : `${weapon}, tout droit`,
  },

  callouts: {
    feats: {
      tookTheirs: (name) => `${name} a leur drapeau`,
      tookOurs: (name) => `${name} a votre drapeau`,
      droppedTheirs: "Leur drapeau est à terre",
      droppedOurs: "Votre drapeau est à terre",
      returnedTheirs: "Leur drapeau est rentré",
      returnedOurs: "Votre drapeau est rentré",
      captured: (name) => `${name} le ramène`,
      capturedByThem: (name) => `${name} emporte votre drapeau`,
      goal: (name) => `But de ${name}`,
      goalAgainst: (name) => `${name} marque contre vous`,
      ownGoal: "But contre son camp",
      point: "+1 pour votre camp",
      pointAgainst: "+1 pour l’autre camp",
      somebody: "Quelqu’un",
    },
    sideLead: "Votre camp mène",
    sideLeadLost: "L’autre camp mène",
    carom: (bounces) => (bounces > 1 ? `Carom ×${bounces}` : "Carom"),
    caromDetail: (bounces, points, honour) =>
      `${offCushions(bounces)} · +${points}${honour ? ` · ${honour}` : ""}`,
    kill: (name) => `${name} au tapis`,
    killDetail: (points) => `+${points}`,
    quick: (kills) => ["Doublé", "Triplé", "Quadruplé"][kills - 2] ?? `${kills} d’un coup`,
    inARow: (kills) => `Série de ${kills}`,
    timeLeft: (seconds) => (seconds === 60 ? "Plus qu’une minute" : `Plus que ${seconds} secondes`),
    lead: "Tu passes en tête",
    leadLost: (name) => `${name} passe en tête`,
    toWin: (points) => (points === 1 ? "Plus qu’un point" : `Plus que ${points} points`),
  },

  net: {
    ping: (ms) => `${ms} ms`,
    buffer: (ms, reason) => `${ms} ms de retard\u00a0: ${reason}`,
    silent: "pas un mot du serveur",
    quality: {
      good: "Connexion\u00a0: bonne",
      unsteady: "Connexion\u00a0: agitée",
      bad: "Connexion\u00a0: mauvaise",
      silent: "Connexion\u00a0: muette",
    },
    reasons: { "snapshot rate": "cadence", jitter: "gigue", standstill: "arrêt" },
  },

  scoreboard: {
    ours: "Votre camp",
    theirs: "Autre camp",
    assists: "Passes",
    feats: "Exploits",
    title: "Scores",
    room: (code) => `Salle ${code}`,
    name: "Nom",
    score: "Score",
    kills: "Touches",
    deaths: "Morts",
    caroms: "Bandes",
    accuracy: "Adresse",
    ping: "Ping",
    bot: "bot",
    away: "loin",
    muted: "muet",
    none: "–",
  },

  results: {
    sideWins: "Votre camp gagne",
    sideLoses: "L’autre camp gagne",
    youWin: "Victoire\u00a0!",
    wins: (name) => `${name} l’emporte`,
    draw: "Match nul",
    next: (seconds) => `Prochaine partie dans ${seconds} s`,
    yourMatch: "Ta partie",
    place: "Rang",
    score: "Score",
    kills: "Touches",
    deaths: "Morts",
    caroms: "Touches par la bande",
    accuracy: "Adresse",
    shotsHit: (hits, shots) =>
      shots === 0
        ? "aucun tir"
        : `${hits} ${plural(hits, "tir réussi", "tirs réussis")} sur ${shots}`,
    connectionTitle: "Ta connexion pendant la partie",
    ping: (average, worst) => `Aller-retour\u00a0: ${average} ms en moyenne, ${worst} ms au pire.`,
    delay: (ms, reason) =>
      `Les autres étaient dessinés avec ${ms} ms de retard, à cause de la ${reason === "jitter" ? "gigue" : "cadence"}.`,
    corrections: (amount) =>
      amount === 0
        ? "Ton skiff n’a jamais été corrigé."
        : `Ton skiff a été corrigé ${times(amount)}.`,
    trouble: (seconds) => `Agitée ou pire pendant ${seconds} s.`,
    verdicts: {
      clean: "Nette\u00a0: ce que tu as vu est ce qui s’est passé.",
      fair: "Correcte\u00a0: quelques secousses, lissées par un délai plus long.",
      poor: "Mauvaise\u00a0: ce que tu voyais arrivait parfois en retard. Un câble ou un autre réseau aiderait.",
      slowPage:
        "Page lente\u00a0: cet appareil a dessiné moins de 20 images par seconde. Baisse les graphismes dans les réglages.",
      unknown: "Trop court pour juger.",
    },
  },

  ...figures,
  ...records,

  ...together,

  ...nearby,

  settings: {
    title: "Réglages",
    done: "Terminé",
    sound: "Son",
    master: "Tout",
    shots: "Tirs et skiffs",
    hits: "Touches",
    ui: "Signaux",
    captions: "Sous-titres des sons",
    comfort: "Confort",
    hints: "Conseils",
    controls: "Commandes",
    switches: { on: "Oui", off: "Non" },
    picture: "Image",
    language: "Langue · Language",
    languageOfBrowser: "Celle du navigateur",
    languageMissing: (name) =>
      `${name}\u00a0: impossible à charger, d’où l’anglais. Recharge la page pour réessayer.`,
    palette: "Couleurs",
    palettes: {
      hall: "Salle",
      amber: "Ambre\u00a0: rouge-vert sûr",
      rose: "Rose\u00a0: bleu-jaune sûr",
    },
    tier: "Graphismes",
    tiers: { auto: "Automatiques", low: "Légers", medium: "Moyens", high: "Poussés" },
    shake: "Secousses",
    flash: "Éclairs",
    textSize: "Taille du texte",
    contrast: "Contraste",
    contrasts: { system: "Comme le système", normal: "Normal", high: "Élevé" },
    motion: "Mouvement",
    motions: { system: "Comme le système", reduced: "Réduit", full: "Complet" },
    killCam: "Revoir ta fin",
    kept: "Gardé dans ce navigateur.",
    notKept:
      "Ce navigateur ne garde rien\u00a0: les réglages durent jusqu’à la fermeture de la page.",
  },
};
