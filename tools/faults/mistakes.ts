/** Faults of our own, planted: in a room, at a message, in a timer, in a promise, in memory (rows S6 and S7 of docs/faults.md). */
import { CloseCode } from "#shared/protocol/closing.ts";
import { encodeClientMessage } from "#shared/protocol/codec.ts";
import { AdminClient } from "../../server/admin/client.ts";
import { readDatabase } from "../../server/store/database.ts";
import { recordsPath } from "../../server/store/openFile.ts";
import { Records } from "../../server/store/records.ts";
import { frame, Opcode } from "../../server/transport/testPort.ts";
import { atMost } from "../rows.ts";
import { tally, type Fault, type Tally } from "./fault.ts";
import type { Order } from "./orders.ts";
import { Stand, type StandOptions } from "./stand.ts";

const FAILED = 1011;
const MOST_END_MS = 2000;
const SMALL_HEAP = ["--max-old-space-size=96"];
const SECRET = "as secret as can be";
/** Of a server whose console is open. */
export const WITH_CONSOLE: StandOptions = { config: `admin-secret = "${SECRET}"\n` };

export const MISTAKE_FAULTS: readonly Fault[] = [
  {
    id: "S6b",
    what: "no memory left",
    run: async () => tally([loseNothing()]),
  },
  {
    id: "S7",
    what: "a room that throws in its tick, and one that throws at a message",
    counter: "a fault in the server ended this room",
    cost: { handlerFaults: 1 },
    run: async (stand) => tally([failInTick(stand), failAtMessage(stand)]),
  },
  { id: "S7b", what: "a timer that throws, and a promise that is broken", run: endInOrder },
];

/** A console of this server. */
export function openConsole({ port }: Stand): Promise<AdminClient> {
  return AdminClient.open({ url: `ws://127.0.0.1:${port}`, secret: SECRET, name: "faults" });
}

/** That room is closed and told why; the others go on, as whoever judges them sees. */
async function failInTick(stand: Stand): Promise<string | undefined> {
  const { peer, welcome } = await stand.sitDown({ room: "new" });
  await stand.order({ kind: "breakTicks", room: welcome.roomCode });
  const code = await peer.nextCloseCode();
  peer.socket.destroy();
  const back = await stand.knock();
  back.write(stand.hello({ room: welcome.roomCode }));
  const gone = await back.nextCloseCode();
  back.socket.destroy();
  const isRight = code === CloseCode.roomFailed && gone === CloseCode.noSuchRoom;
  return isRight ? undefined : `closed with ${code}, and who came back with ${gone}`;
}

/** It costs the one who sent it his connection. */
async function failAtMessage(stand: Stand): Promise<string | undefined> {
  const { peer, welcome } = await stand.sitDown({ room: "new" });
  const { peer: other } = await stand.sitDown({ room: welcome.roomCode });
  await stand.order({ kind: "breakMessages", room: welcome.roomCode });
  peer.write(frame(Opcode.binary, Buffer.from(encodeClientMessage({ type: "ping", id: 1 }))));
  const code = await peer.nextCloseCode();
  const isOtherThere = !other.socket.destroyed;
  peer.socket.destroy();
  other.socket.destroy();
  return code === FAILED && isOtherThere
    ? undefined
    : `closed with ${code}, the other is ${isOtherThere ? "there" : "gone"}`;
}

/** Nobody can tell what is amiss then: everybody is told goodbye, and the process ends with 1. */
async function endInOrder(): Promise<Tally> {
  const ways: Order[] = [{ kind: "reject" }, { kind: "throwInTimer" }];
  const tookMs: number[] = [];
  const done = await tally(
    ways.map(async (order) => {
      const stand = await Stand.open({ rooms: 1 });
      const { peer } = await stand.sitDown({ room: "new" });
      const sinceMs = performance.now();
      await stand.order(order);
      const code = await peer.nextCloseCode();
      peer.socket.destroy();
      const exit = await stand.ended;
      tookMs.push(performance.now() - sinceMs);
      const isTold = stand.said.includes("A fault in the server, which has to stop.");
      await stand.close();
      const isRight = code === CloseCode.goingAway && exit === 1 && isTold;
      return isRight ? undefined : `${order.kind}: closed with ${code}, ended with ${exit}`;
    }),
  );
  const row = atMost("S7b: it ended after", Math.max(...tookMs), "ms", MOST_END_MS);
  return { ...done, rows: [row] };
}

/** The exit tells of it, and what was said to be written is there. */
async function loseNothing(): Promise<string | undefined> {
  const stand = await Stand.open({
    ...WITH_CONSOLE,
    rooms: 1,
    nodeArgs: SMALL_HEAP,
    isSilent: true,
  });
  try {
    const console = await openConsole(stand);
    const bans = ["192.0.2.1", "192.0.2.2"];
    for (const address of bans) await console.run(`ban-address ${address} 5 planted`);
    console.close();
    await stand.untilRecords(({ waiting }) => waiting === 0);
    await stand.order({ kind: "fillHeap" });
    const exit = await stand.ended;
    const kept = readDatabase(recordsPath(stand.data), (file) => new Records(file).counts().bans);
    const isRight = (exit === "SIGABRT" || exit === 134) && kept === bans.length;
    return isRight ? undefined : `ended with ${exit}, ${kept} of ${bans.length} entries are there`;
  } finally {
    await stand.close();
  }
}
