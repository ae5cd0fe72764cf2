/** A view for tests: three seats, nothing happening; a test changes what it is about. */
import type { SeatView, View } from "../netcode/view.ts";

const ARENA: View["arena"] = {
  name: "test",
  title: "Test",
  width: 2000,
  height: 1200,
  feltColor: 0x123a3a,
  lightColor: 0x44ddcc,
  border: [
    { x: 0, y: 0 },
    { x: 2000, y: 0 },
    { x: 2000, y: 1200 },
    { x: 0, y: 1200 },
  ],
  walls: [],
  spawns: [{ team: 0, x: 100, y: 100 }],
  pads: [],
  flags: [],
  goals: [],
  puck: undefined,
};

const NET: View["net"] = {
  quality: "good",
  rttMs: 24,
  jitterMs: 2,
  leadTicks: 2,
  marginTicks: 1,
  interpolationMs: 42,
  interpolationReason: "snapshot rate",
  silenceMs: 10,
  snapshotsPerSecond: 30,
  bytesDownPerSecond: 3000,
  bytesUpPerSecond: 1500,
  corrections: 0,
  correctionsPerMinute: 0,
  lastCorrectionPx: 0,
  worstCorrectionPx: 0,
  starvedFrames: 0,
  starvedShare: 0,
  lateInputs: 0,
  skippedSnapshots: 0,
  resyncs: 0,
  refusedShots: 0,
  clockJumps: 0,
  recent: [],
};

export function createTestSeat(slot: number, name: string, part: Partial<SeatView> = {}): SeatView {
  return {
    slot,
    name,
    isBot: false,
    isAway: false,
    isAlive: true,
    relation: slot === 0 ? "self" : "enemy",
    score: 0,
    kills: 0,
    deaths: 0,
    caroms: 0,
    shots: 0,
    hits: 0,
    pingMs: 20,
    ...part,
  };
}

export function createTestView(part: Partial<View> = {}): View {
  return {
    nowMs: 0,
    deltaMs: 16,
    roomCode: "KQ7F",
    arena: ARENA,
    phase: "playing",
    phaseEndsInMs: 200_000,
    scoreLimit: 25,
    own: {
      slot: 0,
      isAlive: true,
      health: 100,
      shieldPoints: 0,
      overdriveInMs: 0,
      weapon: 0,
      ammo: [-1, 0],
      dashCharge: 1,
      weaponCharge: 1,
      respawnInMs: 0,
      killer: -1,
    },
    focusX: 0,
    focusY: 0,
    skiffs: [],
    bolts: [],
    pads: [],
    seats: [createTestSeat(0, "Ada"), createTestSeat(1, "Juno"), createTestSeat(2, "Mistral")],
    events: [],
    net: NET,
    ...part,
  };
}
