/** The networks that are measured over, and what must be reached on each: the table of docs/netquality.md. */
import { TICK_RATE, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import type { RelayProfile } from "../relay.ts";

/** The most of each figure that is good enough, but for hits, where it is the least. */
export interface Targets {
  readonly mispredictionsPerMinute: number;
  readonly correctionPx: number;
  readonly jumpPx: number;
  /** Above what no client could have prevented, on a network that stalls. */
  readonly missedPercent: number;
  readonly starvedPercent: number;
  /** However much the network stalls. */
  readonly mostStarvedPercent?: number;
  readonly interpolationMs: number;
  readonly remoteP50Px: number;
  readonly remoteP99Px: number;
  readonly leastHitsAgreedPercent: number;
  readonly coverDeathsPercent: number;
  readonly pressToServerMs: number;
  readonly pressToScreenMs: number;
  readonly clockErrorMs: number;
  readonly clockSettledSeconds: number;
  readonly controlBackSeconds: number;
  readonly remoteBackSeconds: number;
  readonly rttInflationMs?: number;
  readonly puck: PuckTargets;
}

/** Where a puck is played with, px. */
export interface PuckTargets {
  /** Drawn on the own timeline, nobody else near it. */
  readonly aloneP99Px: number;
  /** The same with others at it. */
  readonly contestedP50Px: number;
  readonly contestedP90Px: number;
  readonly contestedP99Px: number;
  /** Drawn on the timeline of the others. */
  readonly farP99Px: number;
  readonly correctionPx: number;
  readonly jumpPx: number;
}

export interface Profile {
  readonly name: string;
  readonly title: string;
  readonly network: RelayProfile;
  readonly targets: Targets;
}

/** The same on every network. */
export const EVERYWHERE = {
  backlogBytes: 3000,
  payloadKbPerSecond: 5,
  wireKbPerSecond: 7.5,
  tickLateMs: 1,
  tickMs: 5,
  encodeMs: 1.5,
  ticksDropped: 0,
  duplicates: 0,
} as const;

const CLEAR = { jitterMs: 0, bytesPerSecond: Infinity };

/** A stall begins in one of a hundred snapshot intervals. */
const STALLS_PER_SECOND = 0.01 * (TICK_RATE / TICKS_PER_SNAPSHOT);

const LAN: Targets = {
  mispredictionsPerMinute: 0,
  correctionPx: 1,
  jumpPx: 0.5,
  missedPercent: 0.01,
  starvedPercent: 0,
  interpolationMs: 50,
  remoteP50Px: 0.1,
  remoteP99Px: 0.7,
  leastHitsAgreedPercent: 99.9,
  coverDeathsPercent: 0,
  pressToServerMs: 35,
  pressToScreenMs: 95,
  clockErrorMs: 1,
  clockSettledSeconds: 0.5,
  controlBackSeconds: 0.1,
  remoteBackSeconds: 0.3,
  puck: {
    aloneP99Px: 2,
    contestedP50Px: 1,
    contestedP90Px: 6,
    contestedP99Px: 17,
    farP99Px: 3,
    correctionPx: 25,
    jumpPx: 2,
  },
};

const RTT_50: Targets = {
  mispredictionsPerMinute: 0.2,
  correctionPx: 2,
  jumpPx: 1,
  missedPercent: 0.1,
  starvedPercent: 0.1,
  interpolationMs: 60,
  remoteP50Px: 0.1,
  remoteP99Px: 0.7,
  leastHitsAgreedPercent: 99.5,
  coverDeathsPercent: 1,
  pressToServerMs: 60,
  pressToScreenMs: 155,
  clockErrorMs: 4,
  clockSettledSeconds: 1,
  controlBackSeconds: 0.15,
  remoteBackSeconds: 0.5,
  puck: {
    aloneP99Px: 2,
    contestedP50Px: 2,
    contestedP90Px: 12,
    contestedP99Px: 30,
    farP99Px: 3,
    correctionPx: 45,
    jumpPx: 3,
  },
};

const RTT_100: Targets = {
  mispredictionsPerMinute: 1,
  correctionPx: 8,
  jumpPx: 2,
  missedPercent: 0.5,
  starvedPercent: 0.5,
  interpolationMs: 90,
  remoteP50Px: 0.1,
  remoteP99Px: 2,
  leastHitsAgreedPercent: 99,
  coverDeathsPercent: 4,
  pressToServerMs: 95,
  pressToScreenMs: 240,
  clockErrorMs: 10,
  clockSettledSeconds: 1,
  controlBackSeconds: 0.25,
  remoteBackSeconds: 0.7,
  puck: {
    aloneP99Px: 4,
    contestedP50Px: 3,
    contestedP90Px: 20,
    contestedP99Px: 47,
    farP99Px: 4,
    correctionPx: 70,
    jumpPx: 4,
  },
};

const RTT_200: Targets = {
  mispredictionsPerMinute: 3,
  correctionPx: 16,
  jumpPx: 3,
  missedPercent: 1,
  starvedPercent: 1,
  interpolationMs: 150,
  remoteP50Px: 0.1,
  remoteP99Px: 4,
  leastHitsAgreedPercent: 97,
  coverDeathsPercent: 8,
  pressToServerMs: 165,
  pressToScreenMs: 420,
  clockErrorMs: 20,
  clockSettledSeconds: 2,
  controlBackSeconds: 0.4,
  remoteBackSeconds: 1,
  puck: {
    aloneP99Px: 8,
    contestedP50Px: 6,
    contestedP90Px: 42,
    contestedP99Px: 85,
    farP99Px: 5,
    correctionPx: 125,
    jumpPx: 4,
  },
};

const STALLS: Targets = {
  mispredictionsPerMinute: 8,
  correctionPx: 80,
  jumpPx: 4,
  missedPercent: 0.5,
  starvedPercent: 0.5,
  mostStarvedPercent: 6,
  interpolationMs: 80,
  remoteP50Px: 0.1,
  remoteP99Px: 25,
  leastHitsAgreedPercent: 97,
  coverDeathsPercent: 3,
  pressToServerMs: 65,
  pressToScreenMs: 165,
  clockErrorMs: 8,
  clockSettledSeconds: 1,
  controlBackSeconds: 0.2,
  remoteBackSeconds: 0.7,
  puck: {
    aloneP99Px: 60,
    contestedP50Px: 3,
    contestedP90Px: 25,
    contestedP99Px: 125,
    farP99Px: 25,
    correctionPx: 125,
    jumpPx: 4,
  },
};

const MBIT: Targets = {
  mispredictionsPerMinute: 0.5,
  correctionPx: 2,
  jumpPx: 1,
  missedPercent: 0.1,
  starvedPercent: 0.2,
  interpolationMs: 70,
  remoteP50Px: 0.1,
  remoteP99Px: 1,
  leastHitsAgreedPercent: 99,
  coverDeathsPercent: 2,
  pressToServerMs: 80,
  pressToScreenMs: 190,
  clockErrorMs: 8,
  clockSettledSeconds: 1,
  controlBackSeconds: 0.3,
  remoteBackSeconds: 1,
  rttInflationMs: 30,
  puck: {
    aloneP99Px: 4,
    contestedP50Px: 3,
    contestedP90Px: 18,
    contestedP99Px: 42,
    farP99Px: 3,
    correctionPx: 63,
    jumpPx: 4,
  },
};

export const PROFILES: readonly Profile[] = [
  { name: "lan", title: "LAN", network: { ...CLEAR, delayMs: 0 }, targets: LAN },
  {
    name: "50",
    title: "50 ms round trip",
    network: { ...CLEAR, delayMs: 25 },
    targets: RTT_50,
  },
  {
    name: "100",
    title: "100 ± 20 ms round trip",
    network: { ...CLEAR, delayMs: 50, jitterMs: 10 },
    targets: RTT_100,
  },
  {
    name: "200",
    title: "200 ± 50 ms round trip",
    network: { ...CLEAR, delayMs: 100, jitterMs: 25 },
    targets: RTT_200,
  },
  {
    name: "stalls",
    title: "50 ms round trip, 1 % stalls of 200 to 300 ms",
    network: {
      ...CLEAR,
      delayMs: 25,
      stalls: { perSecond: STALLS_PER_SECOND, leastMs: 200, mostMs: 300 },
    },
    targets: STALLS,
  },
  {
    name: "1mbit",
    title: "1 Mbit/s, 80 ms round trip",
    network: { delayMs: 40, jitterMs: 0, bytesPerSecond: 125_000 },
    targets: MBIT,
  },
];
