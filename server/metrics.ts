/**
 * What the server tells about itself, as Prometheus reads it. Hot paths only add to plain numbers; they become metrics
 * when somebody asks. Refusals are counted by reason: a few fixed words, never something that a peer chose.
 */
import { getHeapStatistics, type HeapInfo } from "node:v8";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** What is read at the moment of asking. */
export interface Readings {
  rooms: number;
  humans: number;
  bots: number;
  spectators: number;
  connections: number;
  /** Seats of people whose connection was lost. */
  held: number;
  /** Ticks that somebody's input missed, ever. */
  missedInputs: number;
  records: RecordsReading;
  /** Of everybody who is here now: round trips, and how early inputs come. */
  pingsMs: readonly number[];
  marginsTicks: readonly number[];
}

/** Entries of the records, ever or now, and how often something was wrong with them. */
export interface RecordsReading {
  written: number;
  waiting: number;
  lost: number;
  faults: ReadonlyMap<string, number>;
}

/** Of a server on which nobody is yet. */
export const NO_READINGS: Readings = {
  rooms: 0,
  humans: 0,
  bots: 0,
  spectators: 0,
  connections: 0,
  held: 0,
  missedInputs: 0,
  records: { written: 0, waiting: 0, lost: 0, faults: new Map() },
  pingsMs: [],
  marginsTicks: [],
};

/** In seconds, from a quarter of a millisecond to three ticks. */
const BUCKETS = [0.25, 0.5, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 13, 16.7, 25, 33, 50].map(
  (ms) => ms / 1000,
);

/** The snapshots of a small room are a fraction of the smallest tick that is worth a bucket. */
const BROADCAST_BUCKETS = [0.05 / 1000, 0.1 / 1000, ...BUCKETS];

export class Metrics {
  readonly #now: () => number;
  readonly #registry = new Registry();
  readonly #tickDuration: Histogram;
  readonly #tickLateness: Histogram;
  readonly #broadcastDuration: Histogram;
  readonly #refusals = new Map<string, number>();
  #readings = NO_READINGS;
  #bytesIn = 0;
  #bytesOut = 0;
  #messagesIn = 0;
  #messagesOut = 0;
  #handlerErrors = 0;
  #roomsFailed = 0;
  #snapshots = 0;
  #snapshotsSkipped = 0;
  #resyncs = 0;
  #resumes = 0;
  ticks = 0;
  ticksDropped = 0;

  /** `now` gives milliseconds; without it durations are all 0. */
  constructor(now: () => number = () => 0) {
    this.#now = now;
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#tickDuration = new Histogram({
      name: "carom_tick_duration_seconds",
      help: "Time that a tick took, sends included; of many rooms, a part of it in which some of them go.",
      buckets: BUCKETS,
      registers,
    });
    this.#tickLateness = new Histogram({
      name: "carom_tick_lateness_seconds",
      help: "Time from when a tick, or such a part of it, was due to when it began.",
      buckets: BUCKETS,
      registers,
    });
    this.#broadcastDuration = new Histogram({
      name: "carom_broadcast_duration_seconds",
      help: "Time that the snapshots of one tick of one room took: captured, encoded and given to the sockets.",
      buckets: BROADCAST_BUCKETS,
      registers,
    });
    this.#countTotals();
    this.#countByLabel();
    this.#gaugePresence();
    this.#gaugeNetwork();
  }

  readonly contentType = this.#registry.contentType;

  tick(durationMs: number, latenessMs: number): void {
    this.#tickDuration.observe(durationMs / 1000);
    this.#tickLateness.observe(latenessMs / 1000);
  }

  /** Runs what sends the snapshots of a room, and takes the time of it. */
  timeBroadcast<T>(run: () => T): T {
    const beganMs = this.#now();
    const result = run();
    this.#broadcastDuration.observe((this.#now() - beganMs) / 1000);
    return result;
  }

  received(bytes: number): void {
    this.#messagesIn++;
    this.#bytesIn += bytes;
  }

  sent(bytes: number): void {
    this.#messagesOut++;
    this.#bytesOut += bytes;
  }

  refused(reason: string): void {
    this.#refusals.set(reason, (this.#refusals.get(reason) ?? 0) + 1);
  }

  handlerFailed(): void {
    this.#handlerErrors++;
  }

  roomFailed(): void {
    this.#roomsFailed++;
  }

  snapshotSent(): void {
    this.#snapshots++;
  }

  snapshotSkipped(): void {
    this.#snapshotsSkipped++;
  }

  resynced(): void {
    this.#resyncs++;
  }

  resumed(): void {
    this.#resumes++;
  }

  /** Everything, in Prometheus' text format. */
  async render(readings: Readings): Promise<string> {
    this.#readings = readings;
    return this.#registry.metrics();
  }

  #countTotals(): void {
    const total = (name: string, help: string, read: () => number) =>
      new Counter({
        name,
        help,
        registers: [this.#registry],
        collect() {
          this.reset();
          this.inc(read());
        },
      });
    total("carom_ticks_total", "Ticks that ran.", () => this.ticks);
    total("carom_ticks_dropped_total", "Ticks of time lost.", () => this.ticksDropped);
    total(
      "carom_heap_allocated_bytes_total",
      "Bytes of JavaScript objects made since the start, those long gone included; 0 before Node 26.",
      readAllocatedBytes,
    );
    total("carom_handler_errors_total", "Faults of our own.", () => this.#handlerErrors);
    total(
      "carom_rooms_failed_total",
      "Rooms that were closed for a fault of our own.",
      () => this.#roomsFailed,
    );
    total("carom_snapshots_total", "Snapshots sent.", () => this.#snapshots);
    total(
      "carom_snapshots_skipped_total",
      "Snapshots not sent to seats that could not keep up.",
      () => this.#snapshotsSkipped,
    );
    total("carom_resyncs_total", "Keyframes that clients asked for.", () => this.#resyncs);
    total(
      "carom_seats_resumed_total",
      "Seats taken again by whoever lost his connection.",
      () => this.#resumes,
    );
    total(
      "carom_inputs_missed_total",
      "Ticks for which a person's input did not come in time.",
      () => this.#readings.missedInputs,
    );
    total(
      "carom_records_written_total",
      "Entries written into the records.",
      () => this.#readings.records.written,
    );
    total(
      "carom_records_lost_total",
      "Entries that could not be kept until they could be written.",
      () => this.#readings.records.lost,
    );
  }

  #countByLabel(): void {
    const byLabel = (name: string, help: string, label: string, read: () => Rows) =>
      new Counter({
        name,
        help,
        labelNames: [label],
        registers: [this.#registry],
        collect() {
          this.reset();
          for (const [value, count] of read()) this.inc({ [label]: value }, count);
        },
      });
    byLabel("carom_bytes_total", "Payload of WebSocket messages.", "direction", () => [
      ["in", this.#bytesIn],
      ["out", this.#bytesOut],
    ]);
    byLabel("carom_messages_total", "WebSocket messages.", "direction", () => [
      ["in", this.#messagesIn],
      ["out", this.#messagesOut],
    ]);
    byLabel(
      "carom_refusals_total",
      "Peers turned away, and messages dropped, by reason.",
      "reason",
      () => this.#refusals,
    );
    byLabel(
      "carom_records_faults_total",
      "Tries to read or write the records that failed, by kind.",
      "kind",
      () => this.#readings.records.faults,
    );
  }

  #gaugePresence(): void {
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers: [this.#registry],
        collect() {
          this.set(read());
        },
      });
    gauge("carom_rooms", "Rooms that are open.", () => this.#readings.rooms);
    gauge("carom_connections", "WebSockets that are open.", () => this.#readings.connections);
    gauge("carom_spectators", "People who watch.", () => this.#readings.spectators);
    gauge(
      "carom_seats_held",
      "Seats of people that are kept while their connection is lost.",
      () => this.#readings.held,
    );
    gauge(
      "carom_records_waiting",
      "Entries that are still to be written into the records.",
      () => this.#readings.records.waiting,
    );
    const seatsTaken = (): Rows => [
      ["human", this.#readings.humans],
      ["bot", this.#readings.bots],
    ];
    new Gauge({
      name: "carom_seats",
      help: "Seats that are taken.",
      labelNames: ["kind"],
      registers: [this.#registry],
      collect() {
        for (const [kind, count] of seatsTaken()) this.set({ kind }, count);
      },
    });
  }

  /** What the connections of those who are here are like now, as their own net graphs show it. */
  #gaugeNetwork(): void {
    const quantiles = (name: string, help: string, shares: number[], read: () => number[]) =>
      new Gauge({
        name,
        help,
        labelNames: ["quantile"],
        registers: [this.#registry],
        collect() {
          this.reset();
          const sorted = read().toSorted((a, b) => a - b);
          for (const share of shares) {
            const value = sorted[Math.floor(share * (sorted.length - 1))];
            if (value !== undefined) this.set({ quantile: share }, value);
          }
        },
      });
    quantiles("carom_ping_seconds", "Round trips of people who are here.", [0.5, 0.95, 1], () =>
      this.#readings.pingsMs.map((ms) => ms / 1000),
    );
    quantiles(
      "carom_input_margin_ticks",
      "How early the newest inputs of people who are here came; below 0 they were late.",
      [0, 0.05, 0.5],
      () => [...this.#readings.marginsTicks],
    );
  }
}

/** Node 26 tells it; types of Node 24 do not know it yet. */
function readAllocatedBytes(): number {
  const statistics: HeapInfo & { total_allocated_bytes?: number } = getHeapStatistics();
  return statistics.total_allocated_bytes ?? 0;
}

type Rows = Iterable<readonly [label: string, count: number]>;
