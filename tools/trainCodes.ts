/**
 * Trains the prefix codes of the wire on matches of bots and writes shared/protocol/codeLengths.ts. Run it when what
 * travels has changed: `node tools/trainCodes.ts`. PROTOCOL_ID covers the outcome, so both ends always hold the same.
 */
import { writeFileSync } from "node:fs";
import { TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { CODE_LENGTHS, type CodeName } from "#shared/protocol/codeLengths.ts";
import { CODES, MOST_WORD_BITS } from "#shared/protocol/codes.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { IDLE_INPUT, MOVE_MAX, type PlayerInput } from "#shared/sim/input.ts";
import { modesOf } from "#shared/sim/modes/modes.ts";
import { randomBelow } from "#shared/sim/random.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import { step } from "#shared/sim/step.ts";
import { DEFAULT_RULES } from "#shared/sim/tuning.ts";
import { createWorld } from "#shared/sim/world.ts";
import { BotCrew } from "../server/bots/crew.ts";
import { loadMaps } from "../server/maps.ts";
import { Broadcaster } from "../server/replication/broadcast.ts";
import { Viewer } from "../server/replication/viewer.ts";
import { packageMerge } from "./packageMerge.ts";

const SEATS = [6, 16, 64];
const TEAM_MODES = ["teams", "flags", "puck"];
const TEAM_SEATS = 16;
const TICKS = 7200;
const FILE = new URL("../shared/protocol/codeLengths.ts", import.meta.url);
const ENDLESS = { ...DEFAULT_RULES, scoreLimit: 0, timeLimitTicks: 0 };

const counts = new Map<CodeName, number[]>();
countSymbols();
for (const arena of loadMaps(new URL("../assets/maps", import.meta.url).pathname)) {
  for (const seats of SEATS) playMatch(arena, "deathmatch", seats);
  for (const mode of modesOf(arena).filter((name) => TEAM_MODES.includes(name)))
    playMatch(arena, mode, TEAM_SEATS);
}
writeFileSync(FILE, describe());

/** Makes every code count what it writes. */
function countSymbols(): void {
  for (const name of Object.keys(CODE_LENGTHS) as CodeName[]) {
    const count = CODE_LENGTHS[name].map(() => 0);
    counts.set(name, count);
    const code = CODES[name];
    const write = code.write.bind(code);
    code.write = (writer, symbol) => {
      count[symbol] = count[symbol]! + 1;
      write(writer, symbol);
    };
  }
}

/**
 * A match of bots, every third of them with the stick of a keyboard, watched by one who now and then misses some, and by
 * one who sees all of the table.
 */
function playMatch(arena: ArenaSource, mode: string, seats: number): void {
  process.stderr.write(`${arena.name}, ${mode}, ${seats} seats …\n`);
  const world = createWorld({ arena, seed: seats, rules: { ...ENDLESS, mode } });
  const crew = new BotCrew(seats);
  for (let slot = 0; slot < seats; slot++) {
    crew.add(slot, []);
    joinWorld(world, slot);
  }
  const chance = { randomState: seats };
  const outlet = { bufferedBytes: 0, send: () => undefined };
  const [player, overseer] = [0, 1].map((slot) => ({
    isAway: false,
    viewer: new Viewer(slot, outlet, world),
  }));
  overseer!.viewer.screen = { widthPx: arena.width, heightPx: arena.height };
  const receivers = [player!, overseer!];
  const broadcaster = new Broadcaster(
    { snapshotSent: () => undefined, snapshotSkipped: () => undefined },
    world,
  );
  const inputs: (Readonly<PlayerInput> | undefined)[] = [];
  for (let tick = 1; tick <= TICKS; tick++) {
    crew.think(world, inputs);
    for (let slot = 0; slot < seats; slot += 3) inputs[slot] = withKeys(inputs[slot]!);
    step(world, inputs);
    broadcaster.noteTick();
    for (const { viewer } of receivers) viewer.noteAck(tick - 1, tick);
    if (tick % TICKS_PER_SNAPSHOT !== 0 || randomBelow(chance, 50) === 0) continue;
    broadcaster.broadcast(() => ({ isAway: false, pingMs: 40 }), receivers);
  }
}

function withKeys(input: Readonly<PlayerInput>): PlayerInput {
  const key = (part: number) => (Math.abs(part) > MOVE_MAX / 3 ? Math.sign(part) * MOVE_MAX : 0);
  return { ...IDLE_INPUT, ...input, moveX: key(input.moveX), moveY: key(input.moveY) };
}

function describe(): string {
  const rows = [...counts].map(([name, count]) => {
    const lengths = packageMerge(count, MOST_WORD_BITS);
    const total = count.reduce((sum, times) => sum + times, 0);
    const bits = count.reduce((sum, times, symbol) => sum + times * lengths[symbol]!, 0);
    process.stderr.write(`${name}: ${total} symbols, ${(bits / total).toFixed(2)} bits each\n`);
    return `  ${name}: [${lengths.join(", ")}],\n`;
  });
  return [
    "/** Lengths of the code words, in bits, by symbol. Written by tools/trainCodes.ts: do not edit. */\n\n",
    "// prettier-ignore\n",
    "export const CODE_LENGTHS = {\n",
    ...rows,
    "};\n\nexport type CodeName = keyof typeof CODE_LENGTHS;\n",
  ].join("");
}
