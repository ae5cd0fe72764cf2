/** One run: a server, a relay, players; a time to settle, a time that is measured, and stalls of a second after it. */
import { setTimeout as wait } from "node:timers/promises";
import { computeProtocolId } from "../../server/protocolId.ts";
import { machineMs } from "./clock.ts";
import { Conductor } from "./conductor.ts";
import type { Game } from "./games.ts";
import { Player } from "./player.ts";
import type { Profile } from "./profiles.ts";
import { RelayChild } from "./relayChild.ts";
import type { Recording } from "./recording.ts";
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
  const relay = await RelayChild.start({ targetPort: server.port, profile: profile.network, seed });
  const conductor = new Conductor();
  try {
    const players = await join(options, relay, conductor);
    const recordings = players.map(({ recording }) => recording);
    const measured = await measure(options, recordings, server, relay, conductor);
    return { profile, game, truth: server.truth, players: recordings, clockOffsetMs, ...measured };
  } finally {
    conductor.stop();
    await relay.close();
    await server.stop();
  }
}

/** One after the other, so that it is known whose link is whose: they are in the same order. */
async function join(
  options: RunOptions,
  relay: RelayChild,
  conductor: Conductor,
): Promise<Player[]> {
  const protocolId = computeProtocolId();
  const players: Player[] = [];
  for (let i = 0; i < options.bots; i++) {
    const coming = relay.nextLink();
    const name = `Player ${i + 1}`;
    const seed = options.seed * 1000 + i;
    const player = new Player({ port: relay.port, protocolId, name, seed });
    conductor.add(player);
    players.push(player);
    await coming;
  }
  const deadlineMs = machineMs() + JOIN_TIMEOUT_MS;
  while (players.some(({ isPlaying }) => !isPlaying)) {
    if (machineMs() > deadlineMs) throw new Error(`not all came in: ${describe(players)}`);
    await wait(POLL_MS);
  }
  return players;
}

function describe(players: readonly Player[]): string {
  const states = players.map(({ session }) => session.state);
  return states
    .filter(({ kind }) => kind !== "playing")
    .map((state) => `${state.kind} ${"reason" in state ? state.reason : ""}`.trim())
    .join(", ");
}

async function measure(
  { seconds, tell, profile }: RunOptions,
  players: readonly Recording[],
  server: ServerChild,
  relay: RelayChild,
  conductor: Conductor,
) {
  tell(`${profile.title}: all are in, settling`);
  await wait(SETTLE_MS);
  const sentBefore = await server.readCounter(SENT);
  const skippedBefore = await server.readCounter(SKIPPED);
  await relay.ask({ type: "look" });
  conductor.takeLateness();
  tell(`${profile.title}: measuring for ${seconds} s`);
  const fromMs = machineMs();
  await wait(seconds * 1000);
  const toMs = machineMs();
  const frameLateMs = conductor.takeLateness();
  const { lateMs: relayLateMs, links } = await relay.ask({ type: "look" });
  const snapshotsSent = (await server.readCounter(SENT)) - sentBefore;
  const snapshotsSkipped = (await server.readCounter(SKIPPED)) - skippedBefore;
  // The stalls of a second that follow are none of the network's own.
  players.forEach((player, i) => (player.stalls = [...links[i]!.stalls]));
  tell(`${profile.title}: standing still for a second`);
  const rounds = await stallInTurn(players, relay);
  await wait(LAST_TRUTH_MS);
  return { fromMs, toMs, frameLateMs, relayLateMs, snapshotsSent, snapshotsSkipped, rounds };
}

/** First one half of the players, then the other: there must be somebody who moves meanwhile. */
async function stallInTurn(
  players: readonly Recording[],
  relay: RelayChild,
): Promise<StallRound[]> {
  await relay.ask({ type: "end plans" });
  const rounds: StallRound[] = [];
  for (const half of [0, 1]) {
    await wait(CALM_MS);
    const links = [...players.keys()].filter((i) => i % 2 === half);
    rounds.push(await stall(players, relay, links));
  }
  return rounds;
}

async function stall(
  players: readonly Recording[],
  relay: RelayChild,
  links: readonly number[],
): Promise<StallRound> {
  const before = await relay.ask({ type: "stall", links, forMs: STALL_MS });
  const startMs = before.links[links[0]!]!.stalls.at(-1)!.startMs;
  const endMs = startMs + STALL_MS;
  await wait(endMs - machineMs());
  const after = await relay.ask({ type: "look" });
  const stalled = links.map((i) => ({
    player: players[i]!,
    backlogBytes: after.links[i]!.downBytes - before.links[i]!.downBytes,
  }));
  await wait(RECOVER_MS);
  return { startMs, endMs, stalled };
}
