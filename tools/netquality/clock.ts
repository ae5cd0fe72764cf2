/**
 * One clock for all processes of this machine: `hrtime` counts from the same moment in each of them, whatever happens
 * to the time of day meanwhile. `performance.now` is the same clock, cheaper to read, from another start.
 */
const READINGS = 50;

const originMs = measureOrigin();

/** Milliseconds since the machine began to count. */
export function machineMs(): number {
  return originMs + performance.now();
}

/** The two clocks cannot be read at once, so the tightest pair of readings counts. */
function measureOrigin(): number {
  let best = { apartMs: Infinity, originMs: 0 };
  for (let i = 0; i < READINGS; i++) {
    const before = performance.now();
    const [seconds, nanoseconds] = process.hrtime();
    const after = performance.now();
    const apartMs = after - before;
    if (apartMs >= best.apartMs) continue;
    best = { apartMs, originMs: seconds * 1000 + nanoseconds / 1e6 - (before + after) / 2 };
  }
  return best.originMs;
}
