/**
 * From a finger to the world, and on to another's screen. A press falls at any time between two samples of the keys
 * alike; the sample after it is of some tick, which the server runs, and which others are then shown.
 */
import { nextRandom } from "#shared/sim/random.ts";
import { percentile } from "../../rows.ts";
import { firstFrom, type Recording } from "../recording.ts";
import type { Run } from "../run.ts";

export interface LatencyFigures {
  readonly pressToServerP50Ms: number;
  readonly pressToScreenP50Ms: number;
}

interface Press {
  readonly atMs: number;
  readonly tick: number;
}

/** One press in so many is looked for on the screens of all others. */
const LOOKED_FOR = 10;

export function measureLatency(run: Run): LatencyFigures {
  const toServer: number[] = [];
  const toScreen: number[] = [];
  for (const player of run.players) {
    listPresses(run, player).forEach(({ atMs, tick }, i) => {
      toServer.push(run.truth.beganMs(tick) - atMs);
      if (i % LOOKED_FOR === 0)
        toScreen.push(...screensOf(run, player, tick).map((ms) => ms - atMs));
    });
  }
  return {
    pressToServerP50Ms: percentile(toServer, 0.5),
    pressToScreenP50Ms: percentile(toScreen, 0.5),
  };
}

/** One press for each sample that the server had in time; those that it had not are counted as missed inputs. */
function listPresses(run: Run, { inputs, slot }: Recording): Press[] {
  const random = { randomState: slot };
  const presses: Press[] = [];
  for (let i = 1; i < inputs.tick.length; i++) {
    const sampledMs = inputs.atMs[i]!;
    const sinceMs = sampledMs - inputs.atMs[i - 1]!;
    const atMs = sampledMs - sinceMs * (nextRandom(random) / 2 ** 32);
    const tick = inputs.tick[i]!;
    const isMeasured = atMs >= run.fromMs && sampledMs < run.toMs && run.truth.knows(tick);
    // Samples of one frame are taken at once: nothing can be pressed between them.
    if (isMeasured && sinceMs > 1 && !run.truth.isMissed(slot, tick)) presses.push({ atMs, tick });
  }
  return presses;
}

/** When each other player was shown what was at the end of `tick`. */
function screensOf(run: Run, presser: Recording, tick: number): number[] {
  return run.players
    .filter((player) => player !== presser)
    .map(({ frames }) => frames.atMs[firstFrom(frames.remoteTick, tick)])
    .filter((ms) => ms !== undefined);
}
