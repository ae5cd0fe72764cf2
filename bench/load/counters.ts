/** What a server says of itself on `/metrics`, and what it spent between two readings. */

export interface Reading {
  atMs: number;
  text: string;
}

export interface Counters {
  tickP99Ms: number;
  lateP99Ms: number;
  ticksDropped: number;
  /** CPU seconds per second. */
  cpuShare: number;
  /** Time that one snapshot of one client took, capture and send included. */
  snapshotUs: number;
  /** What a tick made on the heap. */
  allocatedBytesPerTick: number;
  gcMsPerSecond: number;
  /** By how much more is on the heap, and in buffers beside it. */
  heapGrownBytes: number;
}

/** The metrics that together tell what is on the heap, garbage included, and in buffers beside it. */
export const HEAP = ["nodejs_heap_size_used_bytes", "nodejs_external_memory_bytes"];

/** What the last bucket, which has no border, is told as. */
const BEYOND_SECONDS = 0.1;

export async function readCounters(port: number): Promise<Reading> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  return { atMs: performance.now(), text: await response.text() };
}

export function between(before: Reading, after: Reading): Counters {
  const spent = (name: string) => sumOf(after.text, name) - sumOf(before.text, name);
  const seconds = (after.atMs - before.atMs) / 1000;
  const per = (name: string, other: string) => spent(name) / Math.max(1, spent(other));
  return {
    tickP99Ms: percentile(before.text, after.text, "carom_tick_duration_seconds", 0.99) * 1000,
    lateP99Ms: percentile(before.text, after.text, "carom_tick_lateness_seconds", 0.99) * 1000,
    ticksDropped: spent("carom_ticks_dropped_total"),
    cpuShare: spent("process_cpu_seconds_total") / seconds,
    snapshotUs: per("carom_broadcast_duration_seconds_sum", "carom_snapshots_total") * 1e6,
    allocatedBytesPerTick: per("carom_heap_allocated_bytes_total", "carom_ticks_total"),
    gcMsPerSecond: (spent("nodejs_gc_duration_seconds_sum") * 1000) / seconds,
    heapGrownBytes: HEAP.reduce((sum, name) => sum + spent(name), 0),
  };
}

/** The value of a metric, over all of its labels; 0 when there is none. */
export function sumOf(text: string, name: string): number {
  const rows = text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, "gm"));
  return Array.from(rows, ([, value]) => Number(value)).reduce((sum, value) => sum + value, 0);
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
