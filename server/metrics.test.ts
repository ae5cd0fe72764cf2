import { expect, test } from "vitest";
import { Metrics, NO_READINGS } from "./metrics.ts";

/** The value of each line, by what stands before it. */
async function read(metrics: Metrics, readings = NO_READINGS): Promise<Map<string, number>> {
  const lines = (await metrics.render(readings))
    .split("\n")
    .filter((line) => line.startsWith("carom_"));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(" ");
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}

test("everything is told from the start, at zero", async () => {
  const values = await read(new Metrics());
  const names = [
    'carom_bytes_total{direction="in"}',
    'carom_bytes_total{direction="out"}',
    'carom_messages_total{direction="in"}',
    'carom_messages_total{direction="out"}',
    'carom_seats{kind="human"}',
    'carom_seats{kind="bot"}',
    "carom_ticks_dropped_total",
    "carom_handler_errors_total",
    "carom_snapshots_total",
    "carom_snapshots_skipped_total",
    "carom_resyncs_total",
    "carom_seats_resumed_total",
    "carom_inputs_missed_total",
    "carom_seats_held",
    "carom_rooms",
    "carom_connections",
    "carom_tick_duration_seconds_count",
    "carom_tick_lateness_seconds_count",
    "carom_broadcast_duration_seconds_count",
  ];
  expect(names.map((name) => [name, values.get(name)])).toEqual(names.map((name) => [name, 0]));
});

test("what happened is what is told, however often it is asked", async () => {
  const metrics = new Metrics();
  metrics.received(10);
  metrics.received(5);
  metrics.sent(100);
  metrics.refused("flood");
  metrics.refused("flood");
  metrics.refused("silent");
  metrics.handlerFailed();
  metrics.snapshotSent();
  metrics.snapshotSkipped();
  metrics.ticksDropped += 16;
  metrics.tick(1.2, 0.3);
  for (let asked = 0; asked < 2; asked++) {
    const values = await read(metrics, {
      ...NO_READINGS,
      rooms: 2,
      humans: 3,
      bots: 4,
      connections: 5,
    });
    expect(Object.fromEntries(values)).toMatchObject({
      'carom_bytes_total{direction="in"}': 15,
      'carom_messages_total{direction="in"}': 2,
      'carom_bytes_total{direction="out"}': 100,
      'carom_messages_total{direction="out"}': 1,
      'carom_refusals_total{reason="flood"}': 2,
      'carom_refusals_total{reason="silent"}': 1,
      carom_handler_errors_total: 1,
      carom_snapshots_total: 1,
      carom_snapshots_skipped_total: 1,
      carom_ticks_dropped_total: 16,
      carom_rooms: 2,
      'carom_seats{kind="human"}': 3,
      'carom_seats{kind="bot"}': 4,
      carom_connections: 5,
      'carom_tick_duration_seconds_bucket{le="0.001"}': 0,
      'carom_tick_duration_seconds_bucket{le="0.0015"}': 1,
      'carom_tick_lateness_seconds_bucket{le="0.00025"}': 0,
      'carom_tick_lateness_seconds_bucket{le="0.0005"}': 1,
    });
  }
});

test("the time of a broadcast is taken by the clock that is given, and what it gives is passed on", async () => {
  const clock = { nowMs: 50 };
  const metrics = new Metrics(() => clock.nowMs);
  const lost = metrics.timeBroadcast(() => {
    clock.nowMs += 3;
    return ["Ada"];
  });
  expect(lost).toEqual(["Ada"]);
  const values = await read(metrics);
  expect(values.get("carom_broadcast_duration_seconds_count")).toBe(1);
  expect(values.get("carom_broadcast_duration_seconds_sum")).toBeCloseTo(0.003);
});

test("what is allocated is counted, also when it is gone, and so is the time that collecting it takes", async () => {
  const metrics = new Metrics();
  const name = "carom_heap_allocated_bytes_total";
  const before = (await read(metrics)).get(name)!;
  const arrays = Array.from({ length: 10 }, () => Array.from({ length: 1000 }, (_, i) => i / 3));
  expect((await read(metrics)).get(name)! - before).toBeGreaterThan(arrays.length * 1000 * 4);
  expect(await metrics.render(NO_READINGS)).toMatch(/nodejs_gc_duration_seconds/);
});

test("each has its own registry, and tells of the process too", async () => {
  const [one, other] = [new Metrics(), new Metrics()];
  one.sent(1);
  expect((await read(other)).get('carom_messages_total{direction="out"}')).toBe(0);
  expect(await one.render(NO_READINGS)).toMatch(/^process_resident_memory_bytes \d+/m);
  expect(one.contentType).toMatch(/^text\/plain/);
});

test("the network of those who are here is told as it is now, and not at all when nobody is", async () => {
  const metrics = new Metrics();
  metrics.resynced();
  metrics.resumed();
  metrics.resumed();
  const pingsMs = [80, 20, 40, 60, 100];
  const marginsTicks = [1, -2, 1.5, 1.25, 1.75];
  const values = await read(metrics, {
    ...NO_READINGS,
    held: 2,
    missedInputs: 9,
    pingsMs,
    marginsTicks,
  });
  expect(values.get("carom_resyncs_total")).toBe(1);
  expect(values.get("carom_seats_resumed_total")).toBe(2);
  expect(values.get("carom_inputs_missed_total")).toBe(9);
  expect(values.get("carom_seats_held")).toBe(2);
  expect(values.get('carom_ping_seconds{quantile="0.5"}')).toBe(0.06);
  expect(values.get('carom_ping_seconds{quantile="1"}')).toBe(0.1);
  expect(values.get('carom_input_margin_ticks{quantile="0"}')).toBe(-2);
  expect(values.get('carom_input_margin_ticks{quantile="0.5"}')).toBe(1.25);
  const alone = await read(metrics, NO_READINGS);
  expect([...alone.keys()].filter((name) => name.includes("quantile"))).toEqual([]);
});
