/** Every number of the game, with its unit. Durations are milliseconds here and become ticks where they are used. */
import { ticksFromMs } from "../timing.ts";

/** Most seats (people and bots) that a room may have. */
export const MAX_SEATS = 512;
/** Seats of a world that is not told how many. */
export const DEFAULT_SEATS = 64;
/** A world's bolts for each of its seats: more than fly when nobody lets go of the trigger and nobody hits. */
export const BOLTS_PER_SEAT = 16;
/** Most pads on a map. */
export const MAX_PADS = 32;

export const SKIFF = {
  radiusPx: 18,
  topSpeedPxPerSecond: 300,
  /** Share of the way to the asked speed in one tick: 1 - exp(-tick / 80 ms), as a literal because exp is not exact. */
  accelerationShare: 0.188063653849,
  /** Share of the speed lost in one tick when no key is held: 1 - exp(-tick / 220 ms). */
  slideShare: 0.072959083487,
  dashSpeedPxPerSecond: 900,
  /** Nothing drives a skiff faster: it never moves by more than its radius in one tick, so cushions always see it. */
  mostSpeedPxPerSecond: 1080,
  /** Speed below which a skiff without thrust comes to rest; the velocity grid would keep it creeping. */
  restPxPerSecond: 0.5,
  dashTicks: ticksFromMs(120),
  dashCooldownTicks: ticksFromMs(1600),
  /** From the start of a dash for this long nothing can hit the skiff. */
  dashImmuneTicks: ticksFromMs(100),
  /** Share of the speed into a wall that comes back out of it. */
  wallRestitution: 0.55,
  /** Speed into a wall below which a skiff just slides along it. */
  reboundMinPxPerSecond: 120,
  maxHealth: 100,
  /** Most that a shield pad builds up, in points that are lost before health. */
  maxShieldPoints: 50,
  respawnTicks: ticksFromMs(2000),
  spawnShieldTicks: ticksFromMs(1500),
  /** Share of the overlap of two skiffs that is undone in one tick. */
  pushShare: 0.4,
  /** Speed that two overlapping skiffs gain away from one another, per px of overlap. */
  pushPxPerSecondPerPx: 12,
} as const;

export type WeaponKind = "bolt" | "hitscan";

export interface Weapon {
  readonly name: string;
  readonly kind: WeaponKind;
  readonly damage: number;
  /** Share of `damage` that each bounce adds. */
  readonly bounceBonus: number;
  readonly cooldownTicks: number;
  readonly speedPxPerSecond: number;
  /** Cushions it rebounds from before it ends at the next. */
  readonly bounces: number;
  readonly lifeTicks: number;
  /** Radius that is added to the skiff's when a hit is judged. */
  readonly radiusPx: number;
  /** Shots that one pad gives; 0 means endless. */
  readonly ammo: number;
  /** Speed that the shot takes from its owner and gives to whom it hits. */
  readonly recoilPxPerSecond: number;
  readonly knockbackPxPerSecond: number;
  /** Bolts that leave with one shot, at most MOST_PELLETS, and the angle from the first to the last, aim steps. */
  readonly pellets: number;
  readonly spreadSteps: number;
  /** Where it ends it bursts: full damage in the middle, none at this distance. 0 for none. */
  readonly splashPx: number;
  /** It goes on through whom it hits, and once it has left its owner it hits him, too. */
  readonly isPiercing: boolean;
}

/** Most bolts of one shot. */
export const MOST_PELLETS = 7;
/** Share of the damage that his own burst does to its owner. */
export const OWN_SPLASH_SHARE = 0.5;
const AIM_STEPS_PER_DEGREE = 65_536 / 360;

/** What most weapons are not. */
const PLAIN = { pellets: 1, spreadSteps: 0, splashPx: 0, isPiercing: false } as const;

/** The arsenal. A weapon's index in this table is its number everywhere, on the wire too. */
export const WEAPONS: readonly Weapon[] = [
  {
    ...PLAIN,
    name: "Pulse",
    kind: "bolt",
    damage: 14,
    bounceBonus: 0.25,
    cooldownTicks: 10,
    speedPxPerSecond: 900,
    bounces: 2,
    lifeTicks: ticksFromMs(1600),
    radiusPx: 4,
    ammo: 0,
    recoilPxPerSecond: 8,
    knockbackPxPerSecond: 30,
  },
  {
    ...PLAIN,
    name: "Rail",
    kind: "hitscan",
    damage: 70,
    bounceBonus: 0.25,
    cooldownTicks: ticksFromMs(1250),
    speedPxPerSecond: 0,
    bounces: 1,
    lifeTicks: 0,
    radiusPx: 3,
    ammo: 5,
    recoilPxPerSecond: 90,
    knockbackPxPerSecond: 140,
  },
  {
    ...PLAIN,
    name: "Scatter",
    kind: "bolt",
    damage: 9,
    bounceBonus: 0.25,
    cooldownTicks: ticksFromMs(770),
    speedPxPerSecond: 800,
    bounces: 1,
    // 420 px.
    lifeTicks: ticksFromMs(525),
    radiusPx: 3,
    ammo: 8,
    recoilPxPerSecond: 60,
    knockbackPxPerSecond: 22,
    pellets: 7,
    spreadSteps: Math.round(26 * AIM_STEPS_PER_DEGREE),
  },
  {
    ...PLAIN,
    name: "Rocket",
    kind: "bolt",
    damage: 80,
    bounceBonus: 0,
    cooldownTicks: ticksFromMs(1000),
    speedPxPerSecond: 600,
    bounces: 0,
    lifeTicks: ticksFromMs(3000),
    radiusPx: 6,
    ammo: 5,
    recoilPxPerSecond: 70,
    knockbackPxPerSecond: 320,
    splashPx: 90,
  },
  {
    ...PLAIN,
    name: "Disc",
    kind: "bolt",
    damage: 30,
    bounceBonus: 0.3,
    cooldownTicks: ticksFromMs(670),
    speedPxPerSecond: 500,
    bounces: 6,
    lifeTicks: ticksFromMs(4500),
    radiusPx: 9,
    ammo: 6,
    recoilPxPerSecond: 40,
    knockbackPxPerSecond: 90,
    isPiercing: true,
  },
];

export const PULSE = 0;
export const RAIL = 1;
export const SCATTER = 2;
export const ROCKET = 3;
export const DISC = 4;

export interface PadRow {
  readonly name: string;
  /** Health, and points of shield, that it gives. */
  readonly repair: number;
  readonly shieldPoints: number;
  /** How long it doubles damage. */
  readonly overdriveTicks: number;
  /** Weapon it loads, or -1. */
  readonly weapon: number;
  /** It fills every weapon that has shots left. */
  readonly isAmmunition: boolean;
  readonly rechargeTicks: number;
}

/** A pad that gives nothing yet. */
const BARE = { repair: 0, shieldPoints: 0, overdriveTicks: 0, weapon: -1, isAmmunition: false };

/** Kinds of pads; a row's index is its number everywhere. Its name is the object class in a map. */
export const PADS: readonly PadRow[] = [
  { ...BARE, name: "repair", repair: 50, rechargeTicks: ticksFromMs(12_000) },
  { ...BARE, name: "rail", weapon: RAIL, rechargeTicks: ticksFromMs(16_000) },
  { ...BARE, name: "scatter", weapon: SCATTER, rechargeTicks: ticksFromMs(12_000) },
  { ...BARE, name: "rocket", weapon: ROCKET, rechargeTicks: ticksFromMs(18_000) },
  { ...BARE, name: "disc", weapon: DISC, rechargeTicks: ticksFromMs(14_000) },
  { ...BARE, name: "shield", shieldPoints: 50, rechargeTicks: ticksFromMs(20_000) },
  {
    ...BARE,
    name: "overdrive",
    overdriveTicks: ticksFromMs(8_000),
    rechargeTicks: ticksFromMs(45_000),
  },
  { ...BARE, name: "ammunition", isAmmunition: true, rechargeTicks: ticksFromMs(10_000) },
];

/** Damage of a shot that was fired in overdrive, in times of what it else does. */
export const OVERDRIVE_FACTOR = 2;

export const PAD_RADIUS_PX = 24;

/** How far lag compensation goes, see rewind.ts. */
export const REWIND = {
  /** What somebody saw longer ago than this is judged as it was this long ago. */
  mostTicks: ticksFromMs(250),
  /** Ticks whose places are kept: more than `mostTicks`. */
  keptTicks: 16,
  /** Who goes further than this in one tick was put there. */
  jumpPx: 64,
} as const;

/** The heavy body that both teams shoot at. */
export const PUCK = {
  radiusPx: 26,
  mostSpeedPxPerSecond: 1000,
  /** Share of the speed lost in one tick: 1 - exp(-tick / 2.5 s). */
  slideShare: 0.006644493744,
  /** Below this the velocity grid would keep it creeping. */
  restPxPerSecond: 6,
  wallRestitution: 0.86,
  /** Its speed in times of the knockback that the same hit gives to a skiff. */
  knockbackFactor: 1.5,
  /** Share of the overlap with a skiff that is undone in one tick on the puck's side; the skiff gives way by the rest. */
  pushShare: 0.35,
  /** Share of a skiff's speed towards it that it takes on, and share of its own that it keeps. */
  carryShare: 0.55,
  /** It lies in the middle again this long after a goal. */
  resetTicks: ticksFromMs(1500),
} as const;

export const FLAG = {
  radiusPx: 24,
  /** A flag that lies on the floor goes home after this long. */
  returnTicks: ticksFromMs(15_000),
} as const;

/** Points that a skiff has for a flag brought home or a goal: as much as some kills. */
export const FEAT_SCORE = 5;

/** Who hurt somebody so shortly before another put him out has a share in it. */
export const ASSIST_TICKS = ticksFromMs(5_000);

export const MATCH = {
  warmupTicks: ticksFromMs(8_000),
  countdownTicks: ticksFromMs(3_000),
  resultsTicks: ticksFromMs(12_000),
  /** Longest time for which a draw is played on until somebody leads. */
  overtimeTicks: ticksFromMs(60_000),
} as const;

/** Points for a kill, and for each cushion the shot came off. */
export const SCORE = { kill: 1, perBounce: 1 } as const;

/** Rules that a room may set; the defaults suit a quick deathmatch. */
export interface Rules {
  /** Name of what is played: a row of modes/modes.ts. */
  mode: string;
  /** Shots strike those of one's own team, too. */
  isFriendlyFire: boolean;
  /** Points that end the match; 0 for none. */
  scoreLimit: number;
  /** Length of the match in ticks; 0 for none. */
  timeLimitTicks: number;
}

/** A match that ends when nobody is left to play it. */
export const NO_LIMITS: Readonly<Pick<Rules, "scoreLimit" | "timeLimitTicks">> = {
  scoreLimit: 0,
  timeLimitTicks: 0,
};

export const DEFAULT_RULES: Readonly<Rules> = {
  mode: "deathmatch",
  isFriendlyFire: false,
  scoreLimit: 25,
  timeLimitTicks: ticksFromMs(300_000),
};
