/** What a server says of itself on `/metrics`, and what it spent between two readings. */

interface Reading {
  atMs: number;
  text: string;
}

export interface Counters {
  tickP99Ms: number;
  lateP99Ms: number;
  ticksDropped: number;
  /** CPU seconds per second. */
  cpuShare: number;
}

/** What the last bucket, which has no border, is told as. */
const BEYOND_SECONDS = 0.1;

export async function readCounters(port: number): Promise<Reading> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  return { atMs: performance.now(), text: await response.text() };
}

export function between(before: Reading, after: Reading): Counters {
  const spent = (name: string) => valueOf(after.text, name) - valueOf(before.text, name);
  return {
    tickP99Ms: percentile(before.text, after.text, "carom_tick_duration_seconds", 0.99) * 1000,
    lateP99Ms: percentile(before.text, after.text, "carom_tick_lateness_seconds", 0.99) * 1000,
    ticksDropped: spent("carom_ticks_dropped_total"),
    cpuShare: spent("process_cpu_seconds_total") / ((after.atMs - before.atMs) / 1000),
  };
}

function valueOf(text: string, name: string): number {
  const line = text.split("\n").find((row) => row.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.slice(name.length + 1));
}

/** The upper border of the bucket that this share of what came in between lies below. */
function percentile(before: string, after: string, name: string, share: number): number {
  const was = bucketsOf(before, name);
  const buckets = [...bucketsOf(after, name)].map(
    ([border, count]) => [border, count - (was.get(border) ?? 0)] as const,
  );
  const all = buckets.at(-1)?.[1] ?? 0;
  return buckets.find(([, count]) => count >= all * share)?.[0] ?? 0;
}

function bucketsOf(text: string, name: string): Map<number, number> {
  const found = text.matchAll(new RegExp(`^${name}_bucket\\{le="([^"]+)"\\} (\\d+)$`, "gm"));
  return new Map(
    Array.from(found, ([, border, count]) => [
      border === "+Inf" ? BEYOND_SECONDS : Number(border),
      Number(count),
    ]),
  );
}
