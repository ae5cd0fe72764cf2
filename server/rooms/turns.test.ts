import { expect, test } from "vitest";
import { openHouse } from "../../tests/harness/house.ts";
import type { Peer } from "../../tests/harness/peer.ts";
import { Foresight } from "#shared/protocol/foresight.ts";
import { decodeBody } from "#shared/protocol/frame.ts";
import { SnapshotRing } from "#shared/protocol/snapshot.ts";

/** The ticks of the snapshots that a peer was sent: a keyframe, and then deltas on and on. */
function ticksTold(peer: Peer): number[] {
  const [{ slot, seats }, { arena }] = [peer.heard("welcome")[0]!, peer.heard("arena")[0]!];
  const [ring, foresight] = [new SnapshotRing(seats), new Foresight(arena, seats)];
  return peer.heard("snapshot").map(({ body }) => {
    const frame = decodeBody(body, slot, ring, foresight);
    if (frame.kind !== "snapshot") throw new Error(`a body is ${frame.kind}`);
    return frame.snapshot.tick;
  });
}

test("snapshots go out every second tick, to half of a large room in one, to the others in the next", () => {
  const { enter, run } = openHouse({ maxSeats: 256 });
  const peers = Array.from({ length: 193 }, () => enter({}));
  run(8);
  for (const peer of peers) {
    const isFirst = Math.floor(peer.heard("welcome")[0]!.slot / 64) % 2 === 0;
    expect(ticksTold(peer)).toEqual(isFirst ? [2, 4, 6, 8] : [1, 3, 5, 7]);
  }
});

test("all of a small room get theirs together, and rooms take turns", () => {
  const { enter, run } = openHouse();
  const peers = [enter({ room: "new" }), enter({ room: "new" })];
  peers.push(...peers.map((peer) => enter({ room: peer.heard("welcome")[0]!.roomCode })));
  run(8);
  const [even, odd] = [
    [2, 4, 6, 8],
    [1, 3, 5, 7],
  ];
  expect(peers.map(ticksTold)).toEqual([even, odd, even, odd]);
});
