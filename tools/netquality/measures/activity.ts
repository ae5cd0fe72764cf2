/** What the players did: a run in which nobody shoots, collides and dies proves nothing. */
import { SKIFF } from "#shared/sim/tuning.ts";
import { minutesOf, ticksOf, type Run } from "../run.ts";

export interface Activity {
  /** Of one player a minute. */
  readonly shots: number;
  readonly hits: number;
  readonly deaths: number;
  readonly dashes: number;
  /** Changes of where the stick points. */
  readonly turns: number;
  /** Share of the ticks of one player in which he is pushed by another. */
  readonly pushedPercent: number;
}

export function measureActivity(run: Run): Activity {
  const { truth, players } = run;
  const { fromTick, toTick } = ticksOf(run);
  const playerMinutes = minutesOf(run) * players.length;
  const count = (type: "fire" | "hit" | "death" | "dash") =>
    truth.eventsOf(type, fromTick, toTick).length / playerMinutes;
  return {
    shots: count("fire"),
    hits: count("hit"),
    deaths: count("death"),
    dashes: count("dash"),
    turns: countTurns(run) / playerMinutes,
    pushedPercent: measurePushed(run, fromTick, toTick),
  };
}

function countTurns({ players, fromMs, toMs }: Run): number {
  const isIn = (ms: number) => ms >= fromMs && ms < toMs;
  return players.reduce((sum, { turnsMs }) => sum + turnsMs.filter(isIn).length, 0);
}

function measurePushed({ truth, players }: Run, fromTick: number, toTick: number): number {
  let pushed = 0;
  for (let tick = fromTick; tick < toTick; tick++) {
    const alive = players.map(({ slot }) => slot).filter((slot) => truth.isAlive(slot, tick));
    pushed += alive.filter((slot) =>
      alive.some((other) => other !== slot && isTouching(slot, other, tick)),
    ).length;
  }
  return (100 * pushed) / ((toTick - fromTick) * players.length);

  function isTouching(a: number, b: number, tick: number): boolean {
    const dx = truth.x(a, tick) - truth.x(b, tick);
    const dy = truth.y(a, tick) - truth.y(b, tick);
    return Math.hypot(dx, dy) < 2 * SKIFF.radiusPx;
  }
}
