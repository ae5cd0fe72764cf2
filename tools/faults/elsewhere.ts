/** Rows of the catalogue, or parts of them, that a test shows better than a running server can: where those are. */

export interface Shown {
  readonly id: string;
  readonly what: string;
  /** Paths from the root of the package. */
  readonly tests: readonly string[];
}

export const ELSEWHERE: readonly Shown[] = [
  {
    id: "N3",
    what: "the seat of a peer that vanished is held for a minute",
    tests: ["tests/match/resume.test.ts"],
  },
  {
    id: "N9",
    what: "300 cases after the Autobahn suite",
    tests: ["server/transport/conformance.test.ts"],
  },
  {
    id: "P1",
    what: "200,000 random messages beside a match that comes out the same",
    tests: ["tests/hostile.test.ts"],
  },
  { id: "P5", what: "one input for each tick", tests: ["server/rooms/inputQueue.test.ts"] },
  { id: "P6", what: "every message in every state", tests: ["server/rooms/lobby.test.ts"] },
  {
    id: "P7",
    what: "of two live connections of a seat the older is closed",
    tests: ["server/rooms/heldSeats.test.ts"],
  },
  { id: "P8", what: "harmful names and lines", tests: ["server/rooms/words.test.ts"] },
  {
    id: "P9",
    what: "what is hidden is not sent",
    tests: ["server/replication/sight.test.ts", "tests/botSight.test.ts"],
  },
  {
    id: "P10",
    what: "a server that says what no server says",
    tests: ["shared/protocol/codec.test.ts", "tests/match/faults.test.ts"],
  },
  {
    id: "C1",
    what: "a hidden tab",
    tests: ["tests/match/resume.test.ts", "tests/browser/away.test.ts"],
  },
  { id: "C2", what: "another address", tests: ["tests/resume.test.ts"] },
  { id: "C3", what: "a stale page", tests: ["tests/browser/update.test.ts"] },
  { id: "C4", what: "a flapping line", tests: ["tests/match/resume.test.ts"] },
  {
    id: "S1",
    what: "matches end before the server does",
    tests: ["tests/match/draining.test.ts", "server/cli.test.ts"],
  },
  {
    id: "S5",
    what: "the loop after a stall, by hand",
    tests: ["server/loop.test.ts", "tests/match/backlog.test.ts"],
  },
  {
    id: "S7",
    what: "a room that fails wherever it is asked for something",
    tests: ["server/rooms/roomFault.test.ts", "server/transport/websocket.test.ts"],
  },
  {
    id: "D1",
    what: "records that are full, and the audit log",
    tests: ["server/store/store.test.ts", "server/admin/audit.test.ts"],
  },
  {
    id: "D2",
    what: "a process that is killed while it writes, and a disk that hangs",
    tests: ["tests/records.test.ts", "server/store/store.test.ts"],
  },
  {
    id: "D3",
    what: "records of a newer Carom, of another program, with a log that was not carried over",
    tests: ["server/store/database.test.ts", "server/certificate.test.ts", "server/maps.test.ts"],
  },
  {
    id: "D4",
    what: "each setting that cannot be, with file and line",
    tests: [
      "server/settings/configFile.test.ts",
      "server/reloader.test.ts",
      "tests/serverProcess.test.ts",
    ],
  },
];
