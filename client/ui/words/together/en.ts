/** Words about other people, in English: watching, talking, voting, inviting. A part of the catalogue. */

export const together = {
  chat: {
    log: "What is said in the room",
    label: "Message to the room",
    toTeam: "Message to your team",
    scopes: { all: "To all · Tab: team", team: "To your team · Tab: all" },
    inTeam: (name: string) => `${name} (team)`,
    placeholder: "Enter sends, Esc closes",
    phrases: "Quick phrases",
    server: "Server",
    stopping: (seconds: number) =>
      `The server stops after this match, or in ${Math.ceil(seconds / 60)} min; you are back as soon as it is.`,
    joined: (name: string) => `${name} sat down`,
    left: (name: string) => `${name} left`,
  },

  watch: {
    title: "You are watching",
    following: "Watching",
    freely: "Free camera",
    previous: "Previous",
    next: "Next",
    free: "Free camera",
    steer: (keys: string) => `${keys} moves the camera`,
    sitDown: "Join the game",
    noSeat: "No seat is free",
    moved: "You did nothing for a while: you are watching now",
    watchers: (count: number) => (count === 1 ? "1 person watches" : `${count} people watch`),
  },

  phrases: [
    "Well played!",
    "Nice carom!",
    "Thanks!",
    "Sorry!",
    "Good luck!",
    "Help me!",
    "Attack!",
    "Defend!",
  ],

  invite: {
    title: "Invite",
    withPassword: "Put the password into the link",
    copy: "Copy the link",
    copied: "Link copied",
    copyFailed: "This browser does not let the page copy: select the link above.",
    qr: (code: string) => `QR code of the link to room ${code}`,
    noQr: "The QR code could not be loaded. The link above leads to the same place.",
  },

  poll: {
    title: "Vote",
    motion: {
      kick: (by: string, name: string) => `${by} wants ${name} to be sent away`,
      round: (by: string, title: string) => `${by} wants to play ${title} now`,
    },
    yes: "Yes",
    no: "No",
    needed: (count: number) => (count === 1 ? "1 yes decides" : `${count} yes decide`),
    secondsLeft: (seconds: number) => `${seconds} s left`,
    nextTable: "Which table next?",
    rematch: "Rematch",
    votes: (count: number) => (count === 1 ? "1 vote" : `${count} votes`),
    carried: {
      kick: (name: string) => `${name} was voted out`,
      round: (title: string) => `The vote carried: on to ${title}`,
      next: (title: string) => `Next table: ${title}`,
    },
    failed: "The vote did not carry",
    declined: {
      voting: (seconds: number) => `Another vote is open for ${seconds} s more`,
      "too soon": (seconds: number) => `You can put something to the vote in ${seconds} s`,
      nobody: () => "There is nobody, and nothing, to vote on there any more",
      "too few": () => "It takes three people to vote somebody out",
    },
  },

  newRoom: {
    title: "A room of your own",
    mode: "Mode",
    anyMode: "All in turn",
    map: "First table",
    anyMap: "Any that suits",
    bots: "Bots",
    botsFill: (seats: number) => (seats === 0 ? "None" : `Up to ${seats} seats`),
    botLevel: "Their skill",
    botLevels: { rookie: "Rookie", regular: "Regular", ace: "Ace", mixed: "Mixed" },
    friendlyFire: "Shots strike your own team, too",
    asking: "Asking the server what it plays…",
    notTold:
      "The server did not say what it plays. A room that you create now plays what is usual there.",
    askAgain: "Ask again",
  },

  tables: {
    title: "Tables",
    playing: "now",
    propose: "Vote for it",
    again: "Start again",
  },

  people: {
    title: "People",
    nobody: "Nobody else is here but bots.",
    mute: "Mute",
    hear: "Unmute",
    kick: "Vote out",
  },

  pause: {
    title: "Paused for you",
    body: "The match goes on without you.",
    resume: "Resume",
    settings: "Settings",
    leave: "Leave the room",
    room: (code: string) => `Room ${code}`,
  },
};

export type Together = typeof together;
