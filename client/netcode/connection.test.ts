import { beforeEach, describe, expect, test } from "vitest";
import { CloseCode } from "#shared/protocol/closing.ts";
import { encodeServerMessage } from "#shared/protocol/codec.ts";
import { SEAT_HELD_MS, USUAL_TABLE, type ServerMessage } from "#shared/protocol/messages.ts";
import { FakeSocket } from "../../tests/harness/fakeSocket.ts";
import { Connection } from "./connection.ts";
import { keepInMemory, type SeatKeeper } from "./keptSeat.ts";

const TOKEN = "0123456789abcdef".repeat(2);
const OTHER_TOKEN = "f".repeat(32);
const welcome = {
  type: "welcome" as const,
  slot: 3,
  roomCode: "ABCD",
  hasKillCam: true,
  seats: 64,
  token: TOKEN,
  isResumed: false,
};
let nowMs: number;
let sockets: FakeSocket[];
let told: ServerMessage[];
let breaks: number;
let connection: Connection;

beforeEach(() => {
  nowMs = 1000;
  sockets = [];
  told = [];
  breaks = 0;
  connection = connect("");
});

function connect(room: string, seatKeeper?: SeatKeeper): Connection {
  return new Connection(
    {
      openSocket: () => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket;
      },
      now: () => nowMs,
      protocolId: "test",
      name: "Ada",
      room,
      ...(seatKeeper && { seatKeeper }),
    },
    { onMessage: (message) => told.push(message), onBreak: () => (breaks += 1) },
  );
}

const socket = () => sockets.at(-1)!;

function pass(ms: number, stepMs = 50): void {
  for (const endMs = nowMs + ms; nowMs < endMs;) {
    nowMs += stepMs;
    connection.update(nowMs);
  }
}

function seat(): void {
  socket().open();
  socket().tell(welcome);
}

describe("joining", () => {
  test("opens at once, says hello, and plays when welcomed", () => {
    expect(connection.state).toEqual({ kind: "connecting", attempt: 1 });
    expect(socket().binaryType).toBe("arraybuffer");
    socket().open();
    expect(socket().said).toEqual([
      {
        type: "hello",
        protocolId: "test",
        name: "Ada",
        room: "",
        token: "",
        isWatching: false,
        password: "",
        playerKey: "",
        ...USUAL_TABLE,
      },
    ]);
    expect(connection.state.kind).toBe("connecting");
    socket().tell(welcome);
    expect([connection.state, told]).toEqual([{ kind: "playing", arrival: "new" }, [welcome]]);
  });

  test("nothing is sent before the socket is open", () => {
    connection.send({ type: "ping", id: 1 });
    expect(socket().said).toEqual([]);
  });

  test("an attempt is not given up for a page that stood still", () => {
    pass(6000, 6000);
    seat();
    expect([connection.state.kind, sockets.length]).toEqual(["playing", 1]);
  });

  test("an attempt without answer is given up after five seconds", () => {
    pass(5000);
    expect(sockets).toHaveLength(1);
    pass(100);
    expect(connection.state).toMatchObject({ kind: "reconnecting", attempt: 2 });
  });
});

describe("a connection that breaks", () => {
  test("is tried again, sooner at first, with the room that it was in", () => {
    seat();
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      socket().break();
      if (connection.state.kind !== "reconnecting") throw new Error(connection.state.kind);
      waits.push(connection.state.retryAtMs - nowMs);
      expect(connection.state.attempt).toBe(i + 1);
      const count = sockets.length;
      pass(waits.at(-1)! - 1, 1);
      expect(sockets).toHaveLength(count);
      pass(1, 1);
      expect(sockets).toHaveLength(count + 1);
    }
    expect(waits).toEqual([50, 150, 400, 900, 2000, 4000, 4000, 4000]);
    socket().open();
    expect(socket().said).toMatchObject([{ type: "hello", room: "ABCD", token: TOKEN }]);
    expect(breaks).toBe(8);
  });

  test("counts its attempts anew once it has been welcomed", () => {
    seat();
    socket().break();
    pass(50);
    seat();
    socket().break();
    expect(connection.state).toMatchObject({ kind: "reconnecting", attempt: 1 });
  });

  test("is given up for good after twenty attempts, when no server holds its seat any more", () => {
    seat();
    const lostMs = nowMs;
    for (let i = 0; i < 20; i++) {
      socket().break(1001, "restart");
      pass(4000);
    }
    expect(connection.state.kind).toBe("reconnecting");
    socket().break(1001, "restart");
    expect(connection.state).toEqual({ kind: "closed", code: 1001, reason: "restart" });
    expect(nowMs - lostMs).toBeGreaterThan(SEAT_HELD_MS);
    pass(60_000);
    expect(sockets).toHaveLength(21);
  });

  test("tells how it ended and when, whatever comes of the attempts", () => {
    seat();
    const lostAtMs = nowMs;
    socket().break(CloseCode.goingAway, "the server restarts");
    for (let i = 0; i < 3; i++) {
      expect(connection.state).toMatchObject({ code: CloseCode.goingAway, lostAtMs });
      pass(1000);
      socket().break();
    }
    pass(4000);
    socket().break(1011);
    expect(connection.state).toMatchObject({ code: 1011, lostAtMs });
  });

  test("is not heard any more", () => {
    seat();
    const old = socket();
    old.break();
    pass(50);
    old.tell(welcome);
    old.break(CloseCode.roomFull);
    expect([told.length, connection.state.kind]).toEqual([1, "reconnecting"]);
  });
});

test.each([
  [1000, true],
  [1001, false],
  [1006, false],
  [1008, true],
  [4001, true],
  [4004, true],
  [4005, true],
  [4008, false],
  [4009, false],
  [4010, true],
  [4013, true],
])("close code %i is final: %s", (code, isFinal) => {
  socket().open();
  socket().break(code, "why");
  expect(connection.state.kind).toBe(isFinal ? "closed" : "reconnecting");
  expect(connection.state).toMatchObject({ code });
});

describe("a room that is gone when its server is back", () => {
  const reconnectTo = (room: string): void => {
    connection = connect(room);
    seat();
    socket().break(CloseCode.goingAway, "server is stopping");
    pass(100);
    socket().open();
    socket().break(CloseCode.noSuchRoom, "no such room");
  };

  test.each(["", "practice"])(
    "is no loss to whoever asked for %j: he is led to another",
    (room) => {
      reconnectTo(room);
      expect(connection.state.kind).toBe("reconnecting");
      pass(200);
      socket().open();
      expect(socket().said.at(-1)).toMatchObject({ type: "hello", room });
      socket().tell({ ...welcome, roomCode: "WXYZ" });
      expect(connection.state.kind).toBe("playing");
    },
  );

  test("ends it for whoever asked for that one", () => {
    reconnectTo("ABCD");
    expect(connection.state).toMatchObject({ kind: "closed", code: CloseCode.noSuchRoom });
  });
});

describe("the seat that is kept", () => {
  /** A keeper that outlives the connection, as a tab's storage does. */
  let seats: SeatKeeper;
  const open = (room: string) => {
    connection = connect(room, seats);
    socket().open();
    return socket().said[0];
  };

  beforeEach(() => {
    seats = keepInMemory();
    connection = connect("", seats);
    seat();
  });

  test("is known by the token of the newest welcome", () => {
    expect(seats.recall()).toEqual({ room: "ABCD", token: TOKEN });
    socket().break();
    pass(50);
    socket().open();
    socket().tell({ ...welcome, token: OTHER_TOKEN, isResumed: true });
    expect(connection.state).toEqual({ kind: "playing", arrival: "back" });
    expect(seats.recall()).toEqual({ room: "ABCD", token: OTHER_TOKEN });
  });

  test.each([
    ["", TOKEN],
    ["abcd", TOKEN],
    ["ABCD", TOKEN],
    ["new", ""],
    ["practice", ""],
    ["WXYZ", ""],
  ])("is asked for by whoever goes to %j: %j", (room, token) => {
    expect(open(room)).toMatchObject({ room, token });
  });

  test("is told when it has been given away", () => {
    open("ABCD");
    socket().tell(welcome);
    expect(connection.state).toEqual({ kind: "playing", arrival: "too late" });
  });

  test("is forgotten by whoever leaves", () => {
    connection.leave();
    expect(seats.recall()).toBe(null);
  });

  test.each([CloseCode.refused, CloseCode.takenOver, CloseCode.roomFull, CloseCode.serverFull])(
    "is forgotten when the server ends it for good with %i",
    (code) => {
      socket().break(code);
      expect(seats.recall()).toBe(null);
    },
  );

  test.each([1006, CloseCode.tooSlow, CloseCode.goingAway, CloseCode.otherVersion])(
    "is not forgotten when it ends with %i",
    (code) => {
      socket().break(code);
      expect(seats.recall()).not.toBe(null);
    },
  );
});

describe("silence", () => {
  beforeEach(seat);

  test("of five seconds in the midst of play breaks the connection", () => {
    pass(5000);
    expect(connection.state.kind).toBe("playing");
    pass(100);
    expect(connection.state.kind).toBe("reconnecting");
    expect(sockets[0]!.closedWith).toHaveLength(1);
  });

  test("is none while anything comes", () => {
    for (let i = 0; i < 10; i++) {
      pass(4000);
      socket().tell({ type: "pong", id: 1, time: 1 });
    }
    expect(connection.state.kind).toBe("playing");
  });

  test("of a page that stood still is none: what has waited for it is heard first", () => {
    pass(6000, 6000);
    expect(connection.state.kind).toBe("playing");
    socket().tell({ type: "pong", id: 1, time: 1 });
    pass(4900);
    expect(connection.state.kind).toBe("playing");
  });

  test("behind which nothing has waited breaks the connection half a second later", () => {
    pass(60_000, 60_000);
    pass(450);
    expect(connection.state.kind).toBe("playing");
    pass(100);
    expect(connection.state.kind).toBe("reconnecting");
  });

  test("is found on a page that is slow for good", () => {
    pass(6000, 900);
    expect(connection.state.kind).toBe("reconnecting");
  });

  test("breaks nothing while away, and counts anew on return", () => {
    connection.setAway(true);
    pass(600_000, 1000);
    expect(connection.state.kind).toBe("playing");
    connection.setAway(false);
    pass(4900);
    expect(connection.state.kind).toBe("playing");
    expect(socket().said.slice(1)).toEqual([
      { type: "away", isAway: true },
      { type: "away", isAway: false },
    ]);
  });
});

describe("what a client cannot read", () => {
  test("breaks the connection, and it tries again", () => {
    seat();
    socket().tellRaw(Uint8Array.of(0xc1).buffer);
    expect(connection.state).toMatchObject({ kind: "reconnecting" });
    expect(told).toEqual([welcome]);
  });

  test("text is passed over", () => {
    seat();
    socket().tellRaw("hello");
    expect(connection.state.kind).toBe("playing");
  });
});

test("leaving is for good and says so to the server", () => {
  seat();
  connection.leave();
  expect(connection.state).toEqual({ kind: "closed", code: 1000, reason: "" });
  expect(socket().closedWith).toEqual([1000]);
  pass(60_000);
  expect(sockets).toHaveLength(1);
});

test("traffic is counted in both directions, per second", () => {
  seat();
  for (let i = 0; i < 120; i++) {
    nowMs += 50;
    socket().tell({ type: "pong", id: 1, time: 1 });
    connection.send({ type: "ping", id: 1 });
  }
  const pong = encodeServerMessage({ type: "pong", id: 1, time: 1 }).length;
  expect(connection.downPerSecond(nowMs)).toBeCloseTo(20 * pong, -1);
  expect(connection.upPerSecond(nowMs)).toBeGreaterThan(20);
});
