/** A match, and strangers beside it: whatever they send must not change what becomes of the match. */
import { setImmediate as pass } from "node:timers/promises";
import { hashWorld } from "#shared/sim/hash.ts";
import { TICK_MS } from "#shared/timing.ts";
import type { Chance } from "./fuzzSeed.ts";
import { drawClientBytes } from "./hostileMessages.ts";
import { Peer } from "./peer.ts";
import { Stepper } from "./stepper.ts";

export const MATCH_TICKS = 600;
/** The players draw lots only by this. */
const MATCH_SEED = 11;

/** Two players and two bots fight for ten seconds; `disturb` is called before each tick. */
export function playMatch(disturb: (match: Stepper, tick: number) => void) {
  const match = new Stepper({ seed: MATCH_SEED, botFill: 4, rules: { scoreLimit: 0 } });
  const players = [match.join("Ada"), match.join("Bob")];
  match.run(60);
  for (let tick = 0; tick < MATCH_TICKS; tick++) {
    players.forEach(({ input }, i) => {
      input.moveX = ((Math.floor(tick / 20) + i) % 3) * 7 - 7;
      input.moveY = ((Math.floor(tick / 31) + i) % 3) * 7 - 7;
      input.aim = (tick * 331 + i * 9000) & 0xffff;
      input.buttons = tick % 50 < 40 ? 1 : 2;
    });
    disturb(match, tick);
    match.run(1);
  }
  const snapshots = players.map((player) => player.view!.net.snapshotsPerSecond);
  const states = players.map((player) => player.session.state.kind);
  return { hash: hashWorld(match.room.world), snapshots, states, refusals: match.refusals };
}

/** Comes and goes beside a match: at its door, or with a seat in a room of strangers. */
export class Strangers {
  #room = "new";

  /** One comes in, says hello where `isSeated`, says this, and is gone again. */
  intrude(match: Stepper, bytes: Uint8Array, isSeated: boolean): Peer {
    const stranger = Peer.at(match.lobby, () => match.nowMs / TICK_MS);
    if (isSeated) stranger.hello({ room: this.#room, name: "Mallory" });
    if (isSeated && stranger.closed !== undefined) throw new Error(`no seat: ${stranger.reason}`);
    if (isSeated) this.#room = stranger.roomCode;
    stranger.sayBytes(bytes);
    stranger.leave();
    return stranger;
  }
}

/**
 * So many messages by chance, beside as many matches as that takes: what did not come out as without them. One in `seatedIn`
 * comes from a seat, which takes thirty times as long. Between two of the matches whatever else goes on in this process has
 * its turn.
 */
export async function intrudeAtRandom(
  messages: number,
  chance: Chance,
  seatedIn = 4,
): Promise<{ tries: number; wrong: string[] }> {
  const undisturbed = playMatch(() => undefined);
  const perTick = Math.ceil(Math.min(messages, MOST_PER_MATCH) / MATCH_TICKS);
  const wrong: string[] = [];
  let tries = 0;
  while (tries < messages) {
    const strangers = new Strangers();
    const { hash, states, snapshots } = playMatch((match) => {
      for (let i = 0; i < perTick; i++, tries++)
        strangers.intrude(match, drawClientBytes(chance), chance.oneIn(seatedIn));
    });
    if (hash !== undisturbed.hash) wrong.push("another match");
    if (String(states) !== String(undisturbed.states)) wrong.push(`players are ${states.join()}`);
    if (String(snapshots) !== String(undisturbed.snapshots)) wrong.push("other snapshots");
    process.stderr.write(`\r  ${tries} of ${messages} messages `);
    await pass();
  }
  process.stderr.write("\n");
  return { tries, wrong };
}

const MOST_PER_MATCH = 50_000;
