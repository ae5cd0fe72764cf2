/** Every figure of a run beside what it must be: the table of docs/netquality.md, row by row. */
import { findMode } from "#shared/sim/modes/modes.ts";
import { atLeast, atMost, percentile, told, type Row } from "../rows.ts";
import { listMargins, listRates, shareRows } from "./histograms.ts";
import { measureActivity } from "./measures/activity.ts";
import { measureClocks } from "./measures/clocks.ts";
import { measureHits } from "./measures/hits.ts";
import { measureLatency } from "./measures/latency.ts";
import { measureLoad } from "./measures/load.ts";
import { measureOthers } from "./measures/others.ts";
import { measureOwn } from "./measures/own.ts";
import { measurePuck } from "./measures/puck.ts";
import { measureRecovery } from "./measures/recovery.ts";
import { EVERYWHERE } from "./profiles.ts";
import type { Run } from "./run.ts";

export function judge(run: Run): Row[] {
  const rows = [
    ...judgeOwn(run),
    ...judgeOthers(run),
    ...judgeHits(run),
    ...(findMode(run.game.mode)?.hasPuck ? judgePuck(run) : []),
    ...judgeTimes(run),
    ...judgeRecovery(run),
    ...judgeLoad(run),
    ...tellSteering(run),
    ...tellActivity(run),
    ...tellInstrument(run),
  ];
  return rows.map((row) => ({ ...row, name: `${run.profile.name}: ${row.name}` }));
}

function judgeOwn(run: Run): Row[] {
  const own = measureOwn(run);
  const { targets } = run.profile;
  return [
    atMost(
      "own mispredictions",
      own.mispredictionsPerMinute,
      "1/min",
      targets.mispredictionsPerMinute,
    ),
    told("own mispredictions with all inputs in time", own.unexplainedPerMinute, "1/min"),
    told("corrections for hits and pushes", own.excusedPerMinute, "1/min"),
    atMost("correction p99", own.correctionP99Px, "px", targets.correctionPx),
    atMost("visible jump per frame p99", own.jumpP99Px, "px", targets.jumpPx),
    told("visible jump without hits and pushes p99", own.quietJumpP99Px, "px"),
    atMost(
      "inputs missing at consumption",
      own.missedPercent,
      "%",
      own.missedFloorPercent + targets.missedPercent,
    ),
  ];
}

function judgeOthers(run: Run): Row[] {
  const others = measureOthers(run);
  const { targets } = run.profile;
  const starved = Math.min(
    others.starvedFloorPercent + targets.starvedPercent,
    targets.mostStarvedPercent ?? Infinity,
  );
  return [
    atMost("frames past the newest snapshot", others.starvedPercent, "%", starved),
    atMost("interpolation delay mean", others.interpolationMs, "ms", targets.interpolationMs),
    atMost("remote position error p50", others.errorP50Px, "px", targets.remoteP50Px),
    atMost("remote position error p99", others.errorP99Px, "px", targets.remoteP99Px),
  ];
}

function judgeHits(run: Run): Row[] {
  const hits = measureHits(run);
  const { targets } = run.profile;
  return [
    atLeast("hits agreed on", hits.agreedPercent, "%", targets.leastHitsAgreedPercent),
    told("hits of bolts agreed on", hits.boltsAgreedPercent, "%"),
    told("hits of beams agreed on", hits.beamsAgreedPercent, "%"),
    told("hits only foretold", hits.onlyForetold, ""),
    told("hits only judged", hits.onlyJudged, ""),
    told("hits out of the shooter's sight", hits.outOfSight, ""),
    told("hits shown before the server's word", hits.aheadPercent, "%"),
    told("hit to the shooter's screen p50", hits.toScreenP50Ms, "ms"),
    told("hits only foretold because of a dash", hits.beatenByDash, ""),
    atMost("deaths behind cover", hits.coverDeathsPercent, "%", targets.coverDeathsPercent),
    told("deaths seen", hits.deaths, ""),
    told("false shots", hits.falseShotsPerMinute, "1/min"),
    atMost("events shown twice", hits.duplicates, "", EVERYWHERE.duplicates),
  ];
}

function judgePuck(run: Run): Row[] {
  const puck = measurePuck(run);
  const targets = run.profile.targets.puck;
  return [
    told("puck near, alone with it: error p50", puck.alone.p50, "px"),
    told("puck near, alone with it: error p90", puck.alone.p90, "px"),
    atMost("puck near, alone with it: error p99", puck.alone.p99, "px", targets.aloneP99Px),
    told("puck near, alone with it: of all frames", puck.alone.framesPercent, "%"),
    atMost("puck near, others at it: error p50", puck.contested.p50, "px", targets.contestedP50Px),
    atMost("puck near, others at it: error p90", puck.contested.p90, "px", targets.contestedP90Px),
    atMost("puck near, others at it: error p99", puck.contested.p99, "px", targets.contestedP99Px),
    told("puck near, others at it: of all frames", puck.contested.framesPercent, "%"),
    told("puck far: error p50", puck.far.p50, "px"),
    told("puck far: error p90", puck.far.p90, "px"),
    atMost("puck far: error p99", puck.far.p99, "px", targets.farP99Px),
    told("puck far: of all frames", puck.far.framesPercent, "%"),
    atMost("puck: correction p99", puck.correctionP99Px, "px", targets.correctionPx),
    atMost("puck: visible jump per frame p99", puck.jumpP99Px, "px", targets.jumpPx),
    told("puck: goals", puck.goalsPerMinute, "1/min"),
  ];
}

function judgeTimes(run: Run): Row[] {
  const latency = measureLatency(run);
  const clocks = measureClocks(run);
  const { targets } = run.profile;
  const inflation =
    targets.rttInflationMs === undefined
      ? told("RTT inflation", clocks.rttInflationMs, "ms")
      : atMost("RTT inflation", clocks.rttInflationMs, "ms", targets.rttInflationMs);
  return [
    atMost("press to server p50", latency.pressToServerP50Ms, "ms", targets.pressToServerMs),
    atMost(
      "press to another's screen p50",
      latency.pressToScreenP50Ms,
      "ms",
      targets.pressToScreenMs,
    ),
    atMost("clock error p99", clocks.errorP99Ms, "ms", targets.clockErrorMs),
    atMost("clock converged within", clocks.settledSeconds, "s", targets.clockSettledSeconds),
    told("RTT mean", clocks.rttMs, "ms"),
    inflation,
  ];
}

function judgeRecovery(run: Run): Row[] {
  const recovery = measureRecovery(run);
  const { targets } = run.profile;
  return [
    atMost("control back after 1 s", recovery.controlSeconds, "s", targets.controlBackSeconds),
    atMost(
      "remote timeline back after 1 s",
      recovery.remoteSeconds,
      "s",
      targets.remoteBackSeconds,
    ),
    atMost("backlog after 1 s", recovery.backlogBytes, "B", EVERYWHERE.backlogBytes),
  ];
}

function judgeLoad(run: Run): Row[] {
  const load = measureLoad(run);
  return [
    atMost("payload down p95", load.payloadP95KbPerSecond, "kB/s", EVERYWHERE.payloadKbPerSecond),
    atMost("wire down p95", load.wireP95KbPerSecond, "kB/s", EVERYWHERE.wireKbPerSecond),
    atMost("server tick late p99", load.tickLateP99Ms, "ms", EVERYWHERE.tickLateMs),
    atMost("server tick p99", load.tickP99Ms, "ms", EVERYWHERE.tickMs),
    atMost("encode and send per snapshot", load.encodeMs, "ms", EVERYWHERE.encodeMs),
    atMost("server ticks dropped", load.ticksDropped, "", EVERYWHERE.ticksDropped),
    told("snapshots skipped", load.skippedPercent, "%"),
    told(
      "resyncs",
      run.players.reduce((sum, { resyncs }) => sum + resyncs, 0),
      "",
    ),
  ];
}

/** How the client's clock is steered: in which share of the time it ran how fast, and how early inputs came. */
function tellSteering(run: Run): Row[] {
  const margins = listMargins(run);
  return [
    ...shareRows("own clock rate", listRates(run), [0.95, 0.98, 0.995, 1.005, 1.02, 1.05], ""),
    told("input margin p5", percentile(margins, 0.05), "ticks"),
    told("input margin p50", percentile(margins, 0.5), "ticks"),
    ...shareRows("input margin", margins, [0, 0.5, 1, 1.5, 2, 3], "ticks"),
  ];
}

function tellActivity(run: Run): Row[] {
  const { shots, hits, deaths, dashes, turns, pushedPercent } = measureActivity(run);
  const reconnects = run.players.reduce((sum, player) => sum + player.reconnects, 0);
  return [
    told("shots of a player", shots, "1/min"),
    told("hits by a player", hits, "1/min"),
    told("deaths of a player", deaths, "1/min"),
    told("dashes of a player", dashes, "1/min"),
    told("turns of the stick of a player", turns, "1/min"),
    told("time in a push", pushedPercent, "%"),
    told("reconnects", reconnects, ""),
  ];
}

/** More than this late, and the machine was busy with something else: then nothing else is worth much. */
const MOST_LATE_MS = 4;

/** What to say of a run on a machine that was too busy for it; undefined when it was not. */
export function describeNoise(run: Run): string | undefined {
  const lateMs = percentile(run.frameLateMs, 0.99);
  if (lateMs <= MOST_LATE_MS) return undefined;
  return `This machine was busy: frames came up to ${Math.round(lateMs)} ms late. The netcode is better than these figures; measure again when it is calm.`;
}

function tellInstrument(run: Run): Row[] {
  return [
    told("instrument: clocks apart", Math.abs(run.clockOffsetMs), "ms"),
    told("instrument: relay late p99", percentile(run.relayLateMs, 0.99), "ms"),
    told("instrument: frame late p99", percentile(run.frameLateMs, 0.99), "ms"),
    told("instrument: frame late at most", percentile(run.frameLateMs, 1), "ms"),
  ];
}
