/** What is said of records and of the player's key, in English. Part of the catalogue (en.ts). */

export const records = {
  records: {
    title: "Records",
    yours: "You on this server",
    best: "Best of this server",
    spans: { week: "Last seven days", ever: "Ever" },
    player: "Player",
    you: "you",
    matches: "Matches",
    wins: "Wins",
    time: "Time played",
    asking: "Asking the server…",
    noneOfYours: "Nothing yet. Play a match to its end, or some of it, and it stands here.",
    noneOfAnybody: "Nobody has played here yet. The first place is free.",
    notKept: "This server keeps no records.",
    untold: "The server cannot tell its records now.",
    again: "Ask again",
    key: "Your key",
    keyHint:
      "This is what servers know you by: there is no account. Your settings are kept under it where you have played. Whoever has it plays as you, so show it to nobody.",
    show: "Show",
    hide: "Hide",
    copy: "Copy",
    copied: "Copied. Enter it in the other browser.",
    copyFailed: "This browser does not let the page copy: show the key and select it.",
    otherKey: "Key of your other browser",
    take: "Use it here",
    taken: "You play under that key from your next match on.",
    settingsCame: "You play under that key from your next match on. Your settings came along.",
    settingsNone:
      "You play under that key from your next match on. No settings are kept under it here: those of this browser stay.",
    settingsUntold:
      "You play under that key from your next match on. The server cannot tell its settings now: the page asks again when it is opened the next time.",
    noKey: "That is no key: it has 32 characters, digits and the letters a to f.",
    lost: "This browser keeps nothing: copy your key if you want to be known again.",
    done: "Done",
  },
};

/** The shape that every language has. */
export type RecordWords = typeof records;
