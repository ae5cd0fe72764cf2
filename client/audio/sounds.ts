/** Every sound of the game as rows of numbers. Change a number, reload, listen. */
import type { SoundRow } from "./synth.ts";

export const SOUNDS = {
  firePulse: [
    { wave: "square", fromHz: 980, toHz: 210, attackMs: 1, holdMs: 8, decayMs: 95, level: 0.34, cutFromHz: 6000, cutToHz: 900 },
    { wave: "sine", fromHz: 420, toHz: 90, attackMs: 1, holdMs: 6, decayMs: 80, level: 0.5 },
    { wave: "noise", fromHz: 1, toHz: 1, attackMs: 0, holdMs: 2, decayMs: 26, level: 0.28, cutFromHz: 7000, cutToHz: 2500 },
  ],
  fireRail: [
    { wave: "saw", fromHz: 2400, toHz: 140, attackMs: 1, holdMs: 26, decayMs: 330, level: 0.36, cutFromHz: 9000, cutToHz: 500 },
    { wave: "sine", fromHz: 160, toHz: 42, attackMs: 1, holdMs: 40, decayMs: 260, level: 0.75 },
    { wave: "noise", fromHz: 1, toHz: 1, attackMs: 0, holdMs: 10, decayMs: 380, level: 0.3, cutFromHz: 9000, cutToHz: 700 },
    { wave: "sine", fromHz: 3100, toHz: 2900, attackMs: 4, holdMs: 20, decayMs: 420, level: 0.08, modulation: 2, modulatorRatio: 1.41 },
  ],
  bounce: [
    { wave: "sine", fromHz: 660, toHz: 655, attackMs: 1, holdMs: 4, decayMs: 170, level: 0.5, modulation: 1.6, modulatorRatio: 2.76 },
    { wave: "noise", fromHz: 1, toHz: 1, attackMs: 0, holdMs: 1, decayMs: 14, level: 0.3, cutFromHz: 9000, cutToHz: 4000 },
  ],
  rebound: [
    { wave: "sine", fromHz: 190, toHz: 70, attackMs: 1, holdMs: 10, decayMs: 130, level: 0.7 },
    { wave: "noise", fromHz: 1, toHz: 1, attackMs: 0, holdMs: 4, decayMs: 60, level: 0.35, cutFromHz: 1800, cutToHz: 400 },
  ],
  dash: [
    { wave: "noise", fromHz: 1, toHz: 1, attackMs: 14, holdMs: 40, decayMs: 190, level: 0.6, cutFromHz: 700, cutToHz: 5200 },
    { wave: "triangle", fromHz: 170, toHz: 520, attackMs: 8, holdMs: 30, decayMs: 130, level: 0.32 },
  ],
  dashReady: [
    { wave: "sine", fromHz: 880, toHz: 884, attackMs: 2, holdMs: 10, decayMs: 90, level: 0.16 },
    { wave: "sine", fromHz: 1320, toHz: 1322, attackMs: 2, holdMs: 10, decayMs: 130, level: 0.14, delayMs: 50 },
  ],
  hitGiven: [
    { wave: "square", fromHz: 1500, toHz: 1180, attackMs: 1, holdMs: 10, decayMs: 46, level: 0.3, cutFromHz: 6500 },
    { wave: "sine", fromHz: 760, toHz: 700, attackMs: 1, holdMs: 8, decayMs: 60, level: 0.3 },
  ],
  hitTaken: [
    { wave: "saw", fromHz: 210, toHz: 74, attackMs: 1, holdMs: 22, decayMs: 170, level: 0.5, cutFromHz: 2200, cutToHz: 300 },
    { wave: "noise", fromHz: 1, toHz: 1, attackMs: 0, holdMs: 12, decayMs: 120, level: 0.5, cutFromHz: 3800, cutToHz: 500 },
  ],
  shieldHit: [
    { wave: "sine", fromHz: 1180, toHz: 1160, attackMs: 1, holdMs: 14, decayMs: 260, level: 0.34, modulation: 3.2, modulatorRatio: 1.73 },
    { wave: "triangle", fromHz: 590, toHz: 600, attackMs: 2, holdMs: 10, decayMs: 180, level: 0.18 },
  ],
  kill: [
    { wave: "triangle", fromHz: 523, toHz: 523, attackMs: 2, holdMs: 40, decayMs: 110, level: 0.44 },
    { wave: "triangle", fromHz: 784, toHz: 784, attackMs: 2, holdMs: 60, decayMs: 240, level: 0.44, delayMs: 84 },
    { wave: "noise", fromHz: 1, toHz: 1, attackMs: 0, holdMs: 8, decayMs: 160, level: 0.26, cutFromHz: 5000, cutToHz: 600 },
  ],
  caromKill: [
    { wave: "triangle", fromHz: 523, toHz: 523, attackMs: 2, holdMs: 40, decayMs: 120, level: 0.4 },
    { wave: "triangle", fromHz: 659, toHz: 659, attackMs: 2, holdMs: 40, decayMs: 130, level: 0.4, delayMs: 75 },
    { wave: "triangle", fromHz: 784, toHz: 784, attackMs: 2, holdMs: 40, decayMs: 150, level: 0.4, delayMs: 150 },
    { wave: "triangle", fromHz: 1047, toHz: 1047, attackMs: 2, holdMs: 90, decayMs: 420, level: 0.46, delayMs: 225 },
    { wave: "sine", fromHz: 2093, toHz: 2100, attackMs: 4, holdMs: 60, decayMs: 520, level: 0.16, delayMs: 225, modulation: 1.4, modulatorRatio: 2.76 },
  ],
  death: [
    { wave: "saw", fromHz: 340, toHz: 36, attackMs: 2, holdMs: 60, decayMs: 560, level: 0.4, cutFromHz: 3000, cutToHz: 160 },
    { wave: "noise", fromHz: 1, toHz: 1, attackMs: 0, holdMs: 40, decayMs: 620, level: 0.62, cutFromHz: 4600, cutToHz: 180 },
    { wave: "sine", fromHz: 120, toHz: 30, attackMs: 1, holdMs: 60, decayMs: 380, level: 0.8 },
  ],
  spawn: [
    { wave: "sine", fromHz: 262, toHz: 785, attackMs: 30, holdMs: 90, decayMs: 260, level: 0.32 },
    { wave: "triangle", fromHz: 393, toHz: 1177, attackMs: 60, holdMs: 60, decayMs: 260, level: 0.18 },
  ],
  pickup: [
    { wave: "triangle", fromHz: 587, toHz: 590, attackMs: 2, holdMs: 36, decayMs: 90, level: 0.38 },
    { wave: "triangle", fromHz: 880, toHz: 884, attackMs: 2, holdMs: 46, decayMs: 200, level: 0.38, delayMs: 66 },
    { wave: "sine", fromHz: 1760, toHz: 1768, attackMs: 2, holdMs: 20, decayMs: 220, level: 0.12, delayMs: 66 },
  ],
  countdown: [
    { wave: "triangle", fromHz: 440, toHz: 440, attackMs: 2, holdMs: 60, decayMs: 130, level: 0.46 },
    { wave: "sine", fromHz: 880, toHz: 880, attackMs: 2, holdMs: 30, decayMs: 110, level: 0.16 },
  ],
  matchStart: [
    { wave: "triangle", fromHz: 880, toHz: 880, attackMs: 2, holdMs: 160, decayMs: 420, level: 0.42 },
    { wave: "triangle", fromHz: 1320, toHz: 1320, attackMs: 2, holdMs: 120, decayMs: 420, level: 0.24 },
    { wave: "sine", fromHz: 110, toHz: 55, attackMs: 2, holdMs: 90, decayMs: 330, level: 0.5 },
  ],
  matchEnd: [
    { wave: "triangle", fromHz: 784, toHz: 784, attackMs: 3, holdMs: 110, decayMs: 190, level: 0.36 },
    { wave: "triangle", fromHz: 659, toHz: 659, attackMs: 3, holdMs: 110, decayMs: 190, level: 0.36, delayMs: 170 },
    { wave: "triangle", fromHz: 523, toHz: 523, attackMs: 3, holdMs: 260, decayMs: 620, level: 0.42, delayMs: 340 },
    { wave: "sine", fromHz: 262, toHz: 262, attackMs: 10, holdMs: 260, decayMs: 620, level: 0.34, delayMs: 340 },
  ],
  chat: [
    { wave: "sine", fromHz: 1175, toHz: 1180, attackMs: 2, holdMs: 14, decayMs: 60, level: 0.26 },
    { wave: "sine", fromHz: 1568, toHz: 1570, attackMs: 2, holdMs: 10, decayMs: 80, level: 0.2, delayMs: 46 },
  ],
  click: [
    { wave: "triangle", fromHz: 1400, toHz: 900, attackMs: 0, holdMs: 3, decayMs: 34, level: 0.34 },
    { wave: "noise", fromHz: 1, toHz: 1, attackMs: 0, holdMs: 1, decayMs: 10, level: 0.16, cutFromHz: 9000 },
  ],
} as const satisfies Record<string, SoundRow>;

export type SoundName = keyof typeof SOUNDS;
