/**
 * All that a frame draws, as plain data: netcode fills it, render and ui read it. Positions are px of the world, angles
 * are radians (0 is +x, clockwise on the screen), times are milliseconds. Arrays and rows are reused from frame to
 * frame: copy what must outlive one.
 */
import type { DeclinedReason, PollKind } from "#shared/protocol/messages.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import type { FeatKind } from "#shared/sim/events.ts";

export type Relation = "self" | "ally" | "enemy";
export type MatchPhase = "warmup" | "countdown" | "playing" | "overtime" | "results";

/** One skiff that is in the arena and alive. */
export interface SkiffView {
  slot: number;
  relation: Relation;
  x: number;
  y: number;
  /** px/s. */
  velocityX: number;
  velocityY: number;
  aim: number;
  /** What the stick asks for, -1..1: thruster flames. */
  thrustX: number;
  thrustY: number;
  /** 0..100, a whole skiff. */
  health: number;
  weapon: number;
  /** Of a shield pad, 0..50. */
  shieldPoints: number;
  /** Spawn shield. */
  isShielded: boolean;
  /** Its shots do double damage. */
  isOverdriven: boolean;
  isDashing: boolean;
  isAway: boolean;
}

export interface BoltView {
  /** Stable over the bolt's life. */
  key: number;
  slot: number;
  relation: Relation;
  weapon: number;
  x: number;
  y: number;
  /** Unit vector of flight. */
  directionX: number;
  directionY: number;
  bounces: number;
  ageMs: number;
  /** Below 1 while a shot that the server refused fades out. */
  alpha: number;
}

export interface PadView {
  /** Index into `PADS`. */
  kind: number;
  x: number;
  y: number;
  /** 0 just taken … 1 ready. */
  charge: number;
}

/** A flag that teams play for. */
export interface FlagView {
  /** Whose it is, 1 or 2, and whether that is mine. */
  team: number;
  relation: "ally" | "enemy";
  /** Slot of who has it; -1 for nobody. */
  carrier: number;
  isHome: boolean;
  /** Until it goes home by itself; 0 unless it lies on the floor. */
  homeInMs: number;
  /** False while its carrier is out of my sight: then its place means nothing. */
  isSeen: boolean;
  x: number;
  y: number;
}

export interface PuckView {
  x: number;
  y: number;
  /** px/s. */
  velocityX: number;
  velocityY: number;
  /** After a goal it waits until it is played again; 0 while it is. */
  readyInMs: number;
}

/** One line of the scoreboard: a participant, in the arena or not. */
export interface SeatView {
  slot: number;
  name: string;
  isBot: boolean;
  isAway: boolean;
  isAlive: boolean;
  relation: Relation;
  /** 1 or 2; 0 where there are no teams. */
  team: number;
  score: number;
  kills: number;
  deaths: number;
  assists: number;
  /** Flags brought home, or goals. */
  feats: number;
  /** Kills off at least one cushion. */
  caroms: number;
  shots: number;
  hits: number;
  /** Round trip in ms; 0 for bots. */
  pingMs: number;
}

/** What happened since the frame before, each exactly once; light, sound and words come from here. */
export type ViewEvent =
  | {
      type: "fire";
      slot: number;
      relation: Relation;
      weapon: number;
      x: number;
      y: number;
      angle: number;
    }
  /** A rail beam: `points` is x, y, x, y… from the muzzle over the cushion to its end. */
  | { type: "beam"; slot: number; relation: Relation; weapon: number; points: readonly number[] }
  /** A bolt came off a cushion; `bounces` counts this one. */
  | {
      type: "bounce";
      slot: number;
      relation: Relation;
      weapon: number;
      x: number;
      y: number;
      normalX: number;
      normalY: number;
      bounces: number;
    }
  /** A bolt ended at a cushion or of age. */
  | { type: "fizzle"; relation: Relation; weapon: number; x: number; y: number }
  /** A bolt burst, at a cushion, on somebody or of age; it does damage up to `radiusPx`. */
  | {
      type: "blast";
      relation: Relation;
      weapon: number;
      x: number;
      y: number;
      radiusPx: number;
    }
  /** A skiff struck a cushion; `speed` px/s into it. */
  | {
      type: "rebound";
      slot: number;
      relation: Relation;
      x: number;
      y: number;
      normalX: number;
      normalY: number;
      speed: number;
    }
  | { type: "dash"; slot: number; relation: Relation; x: number; y: number; angle: number }
  /** Confirmed by the server. `damage` 0: a shield took it. */
  | {
      type: "hit";
      attacker: number;
      victim: number;
      attackerRelation: Relation;
      victimRelation: Relation;
      weapon: number;
      damage: number;
      bounces: number;
      x: number;
      y: number;
    }
  | {
      type: "death";
      attacker: number;
      victim: number;
      attackerRelation: Relation;
      victimRelation: Relation;
      weapon: number;
      bounces: number;
      x: number;
      y: number;
    }
  /** Somebody was put out of action where I cannot see. */
  | {
      type: "kill";
      attacker: number;
      victim: number;
      attackerRelation: Relation;
      victimRelation: Relation;
      weapon: number;
      bounces: number;
    }
  /** A shot struck the puck. */
  | {
      type: "nudge";
      attacker: number;
      attackerRelation: Relation;
      weapon: number;
      bounces: number;
      x: number;
      y: number;
    }
  /** What teams play for: whose flag or goal it is, and who did it; slot -1 is nobody. */
  | {
      type: "feat";
      feat: FeatKind;
      slot: number;
      relation: Relation;
      team: number;
      teamRelation: "ally" | "enemy";
    }
  | { type: "spawn"; slot: number; relation: Relation; x: number; y: number }
  | { type: "pickup"; slot: number; relation: Relation; kind: number; x: number; y: number }
  | { type: "phase"; phase: MatchPhase }
  | { type: "chat"; slot: number; name: string; text: string; isTeam: boolean }
  /** Somebody of my team points to a place. */
  | { type: "mark"; slot: number; name: string; relation: Relation; x: number; y: number }
  | { type: "phrase"; slot: number; name: string; phrase: number }
  /** A vote is over; `subject` is a name, or a round. */
  | { type: "decided"; kind: PollKind; subject: string | RoundView; isCarried: boolean }
  /** What I proposed is not put to the vote, or not for so many seconds. */
  | { type: "declined"; why: DeclinedReason; seconds: number }
  /** Whoever runs the server says something. */
  | { type: "notice"; text: string }
  | { type: "stopping"; seconds: number }
  | { type: "joined"; slot: number; name: string }
  | { type: "left"; slot: number; name: string };

/** The HUD of the own skiff. Values are predicted except health, which only the server knows. */
export interface OwnView {
  slot: number;
  isAlive: boolean;
  health: number;
  /** Of a shield pad, 0..50. */
  shieldPoints: number;
  /** Until double damage ends; 0 without. */
  overdriveInMs: number;
  weapon: number;
  /** Shots left by weapon index; -1 is endless. */
  ammo: readonly number[];
  /** 0 just dashed … 1 ready. */
  dashCharge: number;
  /** 0 just fired … 1 ready. */
  weaponCharge: number;
  /** Until the respawn; 0 when alive. */
  respawnInMs: number;
  /** Slot of who killed me last; -1 when nobody did. */
  killer: number;
}

export type ConnectionQuality = "good" | "unsteady" | "bad" | "silent";

/** The honest connection: what the quality dot, the results card and the net graph (F3) show. */
export interface NetView {
  quality: ConnectionQuality;
  rttMs: number;
  jitterMs: number;
  /** How far the client runs ahead of the server, ticks. */
  leadTicks: number;
  /** How early inputs reach the server, ticks; below 0 they are late. */
  marginTicks: number;
  /** How far behind now the others are drawn. */
  interpolationMs: number;
  /** Why it is that: shown beside it. */
  interpolationReason: "snapshot rate" | "jitter" | "standstill";
  /** Time since the last snapshot. */
  silenceMs: number;
  snapshotsPerSecond: number;
  bytesDownPerSecond: number;
  bytesUpPerSecond: number;
  /** Times the own skiff was corrected, since joining; hits and pushes of others count, too. */
  corrections: number;
  /** Of those, how many in the last minute. */
  correctionsPerMinute: number;
  /** Size of the last correction, px. */
  lastCorrectionPx: number;
  worstCorrectionPx: number;
  /** Frames drawn past the newest snapshot, since joining. */
  starvedFrames: number;
  /** Their share in all frames, 0..1. */
  starvedShare: number;
  /** Snapshots that told of an input that came too late for its tick, since joining. */
  lateInputs: number;
  /** Snapshots that the server left out, since joining. */
  skippedSnapshots: number;
  /** Times that a keyframe had to be asked for, since joining. */
  resyncs: number;
  /** Own shots that the server did not confirm, on this map. */
  refusedShots: number;
  /** Times that the own clock jumped instead of being steered, since joining. */
  clockJumps: number;
  /** Newest snapshots, oldest first, one bar each in the net graph. */
  recent: readonly SnapshotBar[];
}

export interface SnapshotBar {
  bytes: number;
  /** How late it came against the steady beat, ms. */
  lateMs: number;
  state: "on time" | "extrapolated" | "late" | "keyframe";
}

/** What may be played: a mode, by its name in shared/sim/modes, on the map of this title. */
export interface RoundView {
  readonly title: string;
  readonly mode: string;
}

/** The vote that is open. */
export interface PollView {
  kind: PollKind;
  /** The name of whom it is about, or a round. */
  subject: string | RoundView;
  /** Slot of whom it is about, -1 when it is about a round. */
  subjectSlot: number;
  /** Who moved it; "" for nobody. */
  by: string;
  needed: number;
  endsInMs: number;
  /** Of a motion yes and no; else the rounds. */
  choices: readonly { round: RoundView; count: number }[];
  /** Mine, or -1. */
  chosen: number;
}

/** What there is to know of one's watching. */
export interface WatchedView {
  /** Whom one follows; -1 nobody: the camera is free. */
  slot: number;
  /** One could sit down. */
  hasFreeSeat: boolean;
}

export interface View {
  /** Time of this frame on the client's clock. */
  nowMs: number;
  /** Time since the frame before. */
  deltaMs: number;
  roomCode: string;
  /** Changes identity when the map does. */
  arena: ArenaSource;
  phase: MatchPhase;
  /** Until the phase ends; Infinity when it has no end. */
  phaseEndsInMs: number;
  /** Name of what is played, as in shared/sim/modes. */
  mode: string;
  hasTeams: boolean;
  /** 0 for none. */
  scoreLimit: number;
  /** Of team 1 and team 2. */
  teamScores: readonly [number, number];
  /** 1 or 2, see Sides; 0 where there are no teams. */
  ownTeam: number;
  /** The rules of the room let one see one's end once more. */
  hasKillCam: boolean;
  /** This is not now but a moment ago, and not seen from where I am. */
  isReplay: boolean;
  /** The match stands still for so many seconds yet; null while it does not. */
  pausedSeconds: number | null;
  /** Of who only watches slot -1, and nothing else of it means anything. */
  own: OwnView;
  /** Where the camera looks: the own skiff, or the place it died; or where one watches. */
  focusX: number;
  focusY: number;
  skiffs: readonly SkiffView[];
  bolts: readonly BoltView[];
  pads: readonly PadView[];
  /** None, or one for each team. */
  flags: readonly FlagView[];
  puck: PuckView | undefined;
  /** Sorted: best score first. */
  seats: readonly SeatView[];
  /** null for who plays. */
  watched: WatchedView | null;
  /** How many people watch. */
  watchers: number;
  poll: PollView | null;
  /** What may be played here; none when there is but one. */
  rounds: readonly RoundView[];
  events: readonly ViewEvent[];
  net: NetView;
}
