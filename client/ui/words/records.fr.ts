/** Ce qui se dit des records et de la clé de qui joue, en français. Fait partie du catalogue (fr.ts). */
import type { RecordWords } from "./records.en.ts";

export const records: RecordWords = {
  records: {
    title: "Palmarès",
    yours: "Vous sur ce serveur",
    best: "Les meilleurs de ce serveur",
    spans: { week: "Sept derniers jours", ever: "Depuis toujours" },
    player: "Joueur",
    you: "vous",
    matches: "Parties",
    wins: "Victoires",
    time: "Temps de jeu",
    asking: "On demande au serveur…",
    noneOfYours: "Rien encore. Jouez une partie, entière ou non, et elle figurera ici.",
    noneOfAnybody: "Personne n’a encore joué ici. La première place est libre.",
    notKept: "Ce serveur ne garde pas de palmarès.",
    untold: "Le serveur ne peut pas donner son palmarès pour l’instant.",
    again: "Redemander",
    key: "Votre clé",
    keyHint:
      "C’est à elle que les serveurs vous reconnaissent : il n’y a pas de compte. Là où vous avez joué, vos réglages sont gardés sous elle. Qui l’a joue à votre place, ne la montrez à personne.",
    show: "Montrer",
    hide: "Cacher",
    copy: "Copier",
    copied: "Copiée. Saisissez-la dans l’autre navigateur.",
    copyFailed: "Ce navigateur ne laisse pas la page copier : montrez la clé et sélectionnez-la.",
    otherKey: "Clé de votre autre navigateur",
    take: "L’utiliser ici",
    taken: "Dès votre prochaine partie, vous jouez sous cette clé.",
    settingsCame: "Dès votre prochaine partie, vous jouez sous cette clé. Vos réglages ont suivi.",
    settingsNone:
      "Dès votre prochaine partie, vous jouez sous cette clé. Aucun réglage n’est gardé ici sous elle : ceux de ce navigateur restent.",
    settingsUntold:
      "Dès votre prochaine partie, vous jouez sous cette clé. Le serveur ne peut pas donner ses réglages pour l’instant : la page les redemandera à sa prochaine ouverture.",
    noKey: "Ce n’est pas une clé : elle a 32 caractères, des chiffres et les lettres a à f.",
    lost: "Ce navigateur ne garde rien : copiez votre clé si vous voulez être reconnu.",
    done: "Terminé",
  },
};
