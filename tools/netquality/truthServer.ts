/**
 * The real server, as a process of its own that also tells what its world was after each tick. Started by
 * `ServerChild`; arguments: seats, seed, mode, map.
 */
import { fileURLToPath } from "node:url";
import { nextRandom } from "#shared/sim/random.ts";
import { modeOf } from "#shared/sim/modes/modes.ts";
import { PUCK_ENTITY, skiffEntity, seatedSkiffs, type World } from "#shared/sim/world.ts";
import { NO_LOG } from "../../server/log.ts";
import { readConfig } from "../../server/settings/config.ts";
import { loadMaps } from "../../server/maps.ts";
import { computeProtocolId } from "../../server/protocolId.ts";
import type { Lobby } from "../../server/rooms/lobby.ts";
import { MISSED_KNOWN_TICKS } from "../../server/rooms/inputQueue.ts";
import type { Room } from "../../server/rooms/room.ts";
import { startServer, type TickTimes } from "../../server/server.ts";
import { keepNothing } from "../../server/store/store.ts";
import { textReply, send } from "../../server/transport/reply.ts";
import { machineMs } from "./clock.ts";
import { SlotFlag, type FromServer, type ToServer, type TruthEvent } from "./truthWire.ts";

/** Half a second of ticks to a message: the channel costs the server no tick. */
const BATCH_TICKS = 30;
const MAPS = fileURLToPath(new URL("../../assets/maps", import.meta.url));

const [seats = "16", seed = "1", mode = "deathmatch", map = "felt-room"] = process.argv.slice(2);
const slots = Number(seats);
const random = { randomState: Number(seed) };

class TruthWriter {
  readonly #scheduledMs = new Float64Array(BATCH_TICKS);
  readonly #beganMs = new Float64Array(BATCH_TICKS);
  readonly #endedMs = new Float64Array(BATCH_TICKS);
  readonly #x = new Float32Array(BATCH_TICKS * slots);
  readonly #y = new Float32Array(BATCH_TICKS * slots);
  readonly #flags = new Uint8Array(BATCH_TICKS * slots);
  readonly #puckX = new Float32Array(BATCH_TICKS);
  readonly #puckY = new Float32Array(BATCH_TICKS);
  #events: TruthEvent[] = [];
  #count = 0;
  #firstTick = 0;

  note(room: Room, times: TickTimes): void {
    const { world } = room;
    if (this.#count === 0) this.#firstTick = world.tick;
    this.#scheduledMs[this.#count] = times.scheduledMs;
    this.#beganMs[this.#count] = times.beganMs;
    this.#endedMs[this.#count] = times.endedMs;
    this.#noteSkiffs(world);
    this.#notePuck(world);
    this.#noteMissed(room);
    for (const event of world.events) this.#events.push({ tick: world.tick, event: { ...event } });
    this.#count += 1;
    if (this.#count === BATCH_TICKS) this.#tell();
  }

  #noteSkiffs(world: World): void {
    const { Position, Skiff } = world.components;
    const seated = new Set(seatedSkiffs(world));
    for (let slot = 0; slot < slots; slot++) {
      const skiff = skiffEntity(slot);
      const at = this.#count * slots + slot;
      const isAlive = seated.has(skiff) && Skiff.isAlive[skiff] === 1;
      this.#x[at] = Position.x[skiff]!;
      this.#y[at] = Position.y[skiff]!;
      this.#flags[at] = isAlive ? SlotFlag.alive : 0;
    }
  }

  #notePuck(world: World): void {
    const { Position } = world.components;
    const isPlayedWith = modeOf(world).hasPuck;
    this.#puckX[this.#count] = isPlayedWith ? Position.x[PUCK_ENTITY]! : Number.NaN;
    this.#puckY[this.#count] = isPlayedWith ? Position.y[PUCK_ENTITY]! : Number.NaN;
  }

  #noteMissed(room: Room): void {
    for (const seat of room.seats) {
      const at = this.#count * slots + seat.slot;
      if (seat.wasMissed(room.world.tick - MISSED_KNOWN_TICKS)) this.#flags[at]! |= SlotFlag.missed;
    }
  }

  #tell(): void {
    tell({
      type: "truth",
      batch: {
        firstTick: this.#firstTick,
        slots,
        scheduledMs: this.#scheduledMs,
        beganMs: this.#beganMs,
        endedMs: this.#endedMs,
        x: this.#x,
        y: this.#y,
        flags: this.#flags,
        puckX: this.#puckX,
        puckY: this.#puckY,
        events: this.#events,
      },
    });
    this.#events = [];
    this.#count = 0;
  }
}

function tell(message: FromServer): void {
  process.send?.(message);
}

const writer = new TruthWriter();

/** Everybody plays in one room, from the first tick and without end. */
function followRoom(lobby: Lobby, times: TickTimes): void {
  const [room] = lobby.rooms;
  if (room === undefined) return;
  const { match } = room.world;
  if (match.phase === "warmup") Object.assign(match, { phase: "playing", endTick: 0 });
  writer.note(room, times);
}

const limits = ["--score-limit", "0", "--time-limit", "0"];
const place = ["--host", "127.0.0.1", "--port", "0"];
const server = await startServer({
  config: readConfig(
    [...place, ...limits, "--bots", "0", "--max-seats", seats, "--modes", mode],
    {},
  ),
  maps: loadMaps(MAPS).filter(({ name }) => name === map),
  protocolId: computeProtocolId(),
  now: machineMs,
  random: () => nextRandom(random) / 2 ** 32,
  servePage: (request, response) => send(request, response, textReply(404, "no pages here\n")),
  log: { ...NO_LOG, error: (fields, text) => console.error(text, fields) },
  store: keepNothing(() => 0),
  onTick: followRoom,
});

process.on("message", (message: ToServer) => {
  if (message.type === "clock") tell({ type: "clock", ms: machineMs() });
  else void server.stop().then(() => process.disconnect());
});
// Whoever started it is gone: nobody hears the truth any more.
process.on("disconnect", () => process.exit());
tell({ type: "listening", port: server.port });
