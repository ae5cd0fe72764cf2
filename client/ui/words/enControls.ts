/** The part of the English catalogue that is about keys, buttons and sticks. */

export const enControls = {
  controls: {
    sticks: { left: "Left stick", right: "Right stick" },
    touch: {
      move: "Left thumb",
      aim: "Right thumb",
      fire: "Push further",
      dash: "Dash button",
      nextWeapon: "Weapon button",
      scores: "Scores button",
    },
    padConnected: (pause: string) => `Gamepad connected · ${pause} pauses`,
    padLost: "Gamepad disconnected: your skiff holds still",
    padUnknown: "This browser does not know the buttons of that gamepad: it cannot be used here",
  },

  touch: {
    title: "Touch controls",
    menu: "Match menu",
    dash: "Dash",
    weapon: "Next weapon",
    pause: "Pause",
    scores: "Scores",
    chat: "Chat",
  },

  keys: {
    mouse: "Mouse",
    mouseButton: (number: number) => `Mouse ${number}`,
    padButton: (number: number) => `Button ${number}`,
    numpad: (key: string) => `Num ${key}`,
    cross: "D-pad",
    /** By their code; what is not here is called what stands on it. */
    named: {
      Mouse0: "Left click",
      Mouse1: "Middle click",
      Mouse2: "Right click",
      WheelUp: "Wheel up",
      WheelDown: "Wheel down",
      Space: "Space",
      Enter: "Enter",
      Tab: "Tab",
      Escape: "Esc",
      Backspace: "Backspace",
      Delete: "Delete",
      ShiftLeft: "Left Shift",
      ShiftRight: "Right Shift",
      CapsLock: "Caps Lock",
      PageUp: "Page up",
      PageDown: "Page down",
    },
    pad: {
      Pad8: "Back",
      Pad9: "Start",
      Pad10: "Left stick press",
      Pad11: "Right stick press",
      Pad16: "Home",
    },
  },

  bindings: {
    title: "Keys and buttons",
    open: "Keys and buttons",
    back: "Back",
    devices: { keys: "Keyboard and mouse", pad: "Gamepad" },
    groups: {
      move: "Slide",
      aim: "Aim",
      fight: "Fight",
      weapons: "Weapons",
      page: "Game",
    },
    actions: {
      up: "Up",
      down: "Down",
      left: "Left",
      right: "Right",
      aimUp: "Aim up",
      aimDown: "Aim down",
      aimLeft: "Aim left",
      aimRight: "Aim right",
      fire: "Fire",
      dash: "Dash",
      nextWeapon: "Next weapon",
      previousWeapon: "Previous weapon",
      scores: "Scores",
      chat: "Chat",
      teamChat: "Team chat",
      phrases: "Phrases",
      mark: "Show the team a place",
      pause: "Pause",
      netGraph: "Net graph",
    },
    aimByMouse: "The mouse aims by itself. These are for aiming with keys.",
    none: "Nothing",
    change: (action: string, code: string) => `${action}: change ${code}`,
    remove: (action: string, code: string) => `${action}: take ${code} away`,
    add: (action: string) => `${action}: one more`,
    fixed: (code: string) => `${code} always pauses`,
    press: { keys: "Press a key…", pad: "Press a button…" },
    capture: {
      keys: (action: string) =>
        `${action}: press a key or a button of the mouse. Esc keeps it as it is.`,
      pad: (action: string) =>
        `${action}: press a button of the gamepad or push a stick. Start or Esc keeps it as it is.`,
    },
    refused: "That key belongs to the browser: press another.",
    bound: (action: string, code: string) => `${action} is on ${code} now.`,
    taken: (action: string, code: string, loser: string) =>
      `${action} is on ${code} now, and ${loser} no longer is.`,
    takenLast: (action: string, code: string, loser: string) =>
      `${action} is on ${code} now. ${loser} has nothing left: give it another.`,
    removed: (action: string, code: string) => `${code} no longer does ${action}.`,
    reset: "Back to the defaults",
    wasReset: "Everything is as it was at first.",
    hint: "A key that is given to something is taken from whatever had it.",
    noPad: "No gamepad is seen yet: connect one and press any of its buttons.",
  },
};

export type ControlWords = typeof enControls;
