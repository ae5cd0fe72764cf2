/** One run: a server, a relay, players; a time to settle, a time that is measured, and stalls of a second after it. */
import { setTimeout as wait } from "node:timers/promises";
import { computeProtocolId } from "../../server/protocolId.ts";
import { startRelay, type Relay } from "../relay.ts";
import type { Link } from "../relay/link.ts";
import { machineMs } from "./clock.ts";
import { Conductor } from "./conductor.ts";
import type { Game } from "./games.ts";
import { Player } from "./player.ts";
import type { Profile } from "./profiles.ts";
import type { Run, StallRound } from "./run.ts";
import { ServerChild } from "./serverChild.ts";

export interface RunOptions {
  readonly profile: Profile;
  readonly game: Game;
  readonly bots: number;
  readonly seconds: number;
  readonly seed: number;
  /** Says how far it is. */
  tell(words: string): void;
}

interface Seat {
  readonly player: Player;
  readonly link: Link;
}

const JOIN_TIMEOUT_MS = 20_000;
const POLL_MS = 50;
/** Joining makes bursts; what clients remember of a network reaches back ten seconds. */
const SETTLE_MS = 10_000;
const STALL_MS = 1000;
const CALM_MS = 1500;
const RECOVER_MS = 4000;
/** Truth comes in batches of half a second. */
const LAST_TRUTH_MS = 700;
const SENT = "carom_snapshots_total";
const SKIPPED = "carom_snapshots_skipped_total";

export async function measureRun(options: RunOptions): Promise<Run> {
  const { profile, game, bots, seed } = options;
  const server = await ServerChild.start(bots, seed, game);
  const clockOffsetMs = await server.measureClockOffset();
  const relay = await startRelay({
    targetPort: server.port,
    profile: profile.network,
    seed,
    now: machineMs,
  });
  const conductor = new Conductor();
  try {
    const seats = await join(options, relay, conductor);
    const measured = await measure(options, seats, server, relay, conductor);
    const players = seats.map(({ player }) => player.recording);
    return { profile, game, truth: server.truth, players, clockOffsetMs, ...measured };
  } finally {
    conductor.stop();
    await relay.close();
    await server.stop();
  }
}

/** One after the other, so that it is known whose link is whose. */
async function join(options: RunOptions, relay: Relay, conductor: Conductor): Promise<Seat[]> {
  const protocolId = computeProtocolId();
  const seats: Seat[] = [];
  for (let i = 0; i < options.bots; i++) {
    const coming = relay.nextLink();
    const name = `Player ${i + 1}`;
    const seed = options.seed * 1000 + i;
    const player = new Player({ port: relay.port, protocolId, name, seed });
    conductor.add(player);
    seats.push({ player, link: await coming });
  }
  const deadlineMs = machineMs() + JOIN_TIMEOUT_MS;
  while (seats.some(({ player }) => !player.isPlaying)) {
    if (machineMs() > deadlineMs) throw new Error(`not all came in: ${describe(seats)}`);
    await wait(POLL_MS);
  }
  return seats;
}

function describe(seats: readonly Seat[]): string {
  const states = seats.map(({ player }) => player.session.state);
  return states
    .filter(({ kind }) => kind !== "playing")
    .map((state) => `${state.kind} ${"reason" in state ? state.reason : ""}`.trim())
    .join(", ");
}

async function measure(
  { seconds, tell, profile }: RunOptions,
  seats: readonly Seat[],
  server: ServerChild,
  relay: Relay,
  conductor: Conductor,
) {
  tell(`${profile.title}: all are in, settling`);
  await wait(SETTLE_MS);
  const sentBefore = await server.readCounter(SENT);
  const skippedBefore = await server.readCounter(SKIPPED);
  relay.takeLateness();
  conductor.takeLateness();
  tell(`${profile.title}: measuring for ${seconds} s`);
  const fromMs = machineMs();
  await wait(seconds * 1000);
  const toMs = machineMs();
  const frameLateMs = conductor.takeLateness();
  const relayLateMs = relay.takeLateness();
  const snapshotsSent = (await server.readCounter(SENT)) - sentBefore;
  const snapshotsSkipped = (await server.readCounter(SKIPPED)) - skippedBefore;
  // Copies: the stalls of a second that follow are none of the network's own.
  for (const { player, link } of seats) player.recording.stalls = [...link.stalls.windows];
  tell(`${profile.title}: standing still for a second`);
  const rounds = await stallInTurn(seats);
  await wait(LAST_TRUTH_MS);
  return { fromMs, toMs, frameLateMs, relayLateMs, snapshotsSent, snapshotsSkipped, rounds };
}

/** First one half of the players, then the other: there must be somebody who moves meanwhile. */
async function stallInTurn(seats: readonly Seat[]): Promise<StallRound[]> {
  for (const { link } of seats) link.stalls.endPlan();
  const rounds: StallRound[] = [];
  for (const half of [0, 1]) {
    await wait(CALM_MS);
    rounds.push(await stall(seats.filter((_, i) => i % 2 === half)));
  }
  return rounds;
}

async function stall(seats: readonly Seat[]): Promise<StallRound> {
  const startMs = machineMs();
  const bytesBefore = seats.map(({ link }) => link.downBytes);
  for (const { link } of seats) link.stall(STALL_MS);
  await wait(STALL_MS);
  const stalled = seats.map(({ player, link }, i) => ({
    player: player.recording,
    backlogBytes: link.downBytes - bytesBefore[i]!,
  }));
  await wait(RECOVER_MS);
  return { startMs, endMs: startMs + STALL_MS, stalled };
}
