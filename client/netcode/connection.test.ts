import { beforeEach, describe, expect, test } from "vitest";
import { CloseCode } from "#shared/protocol/closing.ts";
import { decodeClientMessage, encodeServerMessage } from "#shared/protocol/codec.ts";
import type { ServerMessage } from "#shared/protocol/messages.ts";
import { Connection, type SocketLike } from "./connection.ts";

type Listeners = Partial<Record<string, (event: never) => void>>;

/** The client's end of a socket that does what a test says. */
class FakeSocket implements SocketLike {
  binaryType = "";
  readyState = 0;
  bufferedAmount = 0;
  readonly said: ReturnType<typeof decodeClientMessage>[] = [];
  readonly closedWith: (number | undefined)[] = [];
  readonly #listeners: Listeners = {};

  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners[type] = listener;
  }

  send(data: Uint8Array): void {
    this.said.push(decodeClientMessage(data));
  }

  close(code?: number): void {
    this.closedWith.push(code);
  }

  open(): void {
    this.readyState = 1;
    this.#listeners["open"]?.({} as never);
  }

  tell(message: ServerMessage): void {
    this.tellRaw(new Uint8Array(encodeServerMessage(message)).buffer);
  }

  tellRaw(data: unknown): void {
    this.#listeners["message"]?.({ data } as never);
  }

  break(code = 1006, reason = ""): void {
    this.readyState = 3;
    this.#listeners["error"]?.({} as never);
    this.#listeners["close"]?.({ code, reason } as never);
  }
}

const welcome: ServerMessage = {
  type: "welcome",
  slot: 3,
  roomCode: "ABCD",
  scoreLimit: 25,
  seats: 64,
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

function connect(room: string): Connection {
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
    expect(socket().said).toEqual([{ type: "hello", protocolId: "test", name: "Ada", room: "" }]);
    expect(connection.state.kind).toBe("connecting");
    socket().tell(welcome);
    expect([connection.state, told]).toEqual([{ kind: "playing" }, [welcome]]);
  });

  test("nothing is sent before the socket is open", () => {
    connection.send({ type: "ping", id: 1 });
    expect(socket().said).toEqual([]);
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
    expect(socket().said).toMatchObject([{ type: "hello", room: "ABCD" }]);
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

  test("is given up for good after twelve attempts", () => {
    seat();
    for (let i = 0; i < 12; i++) {
      socket().break(1001, "restart");
      pass(4000);
    }
    expect(connection.state.kind).toBe("reconnecting");
    socket().break(1001, "restart");
    expect(connection.state).toEqual({ kind: "closed", code: 1001, reason: "restart" });
    pass(60_000);
    expect(sockets).toHaveLength(13);
  });

  test("tells why it broke, in the server's words", () => {
    seat();
    socket().break(CloseCode.goingAway, "the server restarts");
    expect(connection.state).toMatchObject({ reason: "the server restarts" });
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
  expect(connection.state).toMatchObject({ reason: "why" });
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

  test("is no loss to whoever asked for any: he is led to another", () => {
    reconnectTo("");
    expect(connection.state.kind).toBe("reconnecting");
    pass(200);
    socket().open();
    expect(socket().said.at(-1)).toMatchObject({ type: "hello", room: "" });
  });

  test("ends it for whoever asked for that one", () => {
    reconnectTo("ABCD");
    expect(connection.state).toMatchObject({ kind: "closed", code: CloseCode.noSuchRoom });
  });
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
