import { readFileSync } from "node:fs";
import {
  readLiveFrame,
  type LiveGame,
  type LiveServer,
  type LiveState,
  type LiveTopic,
} from "#shared/protocol/live.ts";
import { LIVE_TOPICS, readLiveWish } from "#shared/protocol/live.ts";
import { WEAPONS } from "#shared/sim/tuning.ts";
import { describe, expect, test } from "vitest";
import { openHouse, type House } from "../../tests/harness/house.ts";
import type { Connection, ConnectionHandler } from "../transport/connection.ts";
import { Live } from "./live.ts";

const GAME: LiveGame = {
  name: "Ada's cellar",
  url: "http://192.168.1.20:7777/",
  people: 3,
  seats: 16,
  mode: "teams",
  map: "Felt Room",
};

/** Somebody who listens, with all that he was told. */
class Listener {
  readonly texts: string[] = [];
  closed: number | undefined;
  readonly #handler: ConnectionHandler;

  constructor(live: Live, isAtHome = false) {
    const connection: Connection = {
      id: 1,
      address: "127.0.0.1",
      isAtHome,
      bufferedBytes: 0,
      send: (bytes) => void this.texts.push(Buffer.from(bytes).toString()),
      close: (code) => void (this.closed ??= code),
      terminate: () => undefined,
    };
    this.#handler = live.accept(connection);
  }

  get frames() {
    return this.texts.map((text) => readLiveFrame(text)!);
  }

  get last() {
    return this.frames.at(-1)!;
  }

  say(text: string): void {
    this.#handler.onMessage(Buffer.from(text));
  }

  leave(): void {
    this.#handler.onClose(1000, "");
  }
}

interface Hall extends House {
  live: Live;
  games: LiveGame[];
  /** What is told of the server at home. */
  invitation: Omit<LiveServer, "name">;
  looks(): number;
  /** From now on as in a house that strangers may not look into. */
  shut(): void;
}

function openHall(topics: readonly LiveTopic[] = LIVE_TOPICS): Hall {
  let looks = 0;
  let isShut = false;
  const games: LiveGame[] = [];
  const invitation: Omit<LiveServer, "name"> = { addresses: ["http://10.0.0.1/"] };
  const house = openHouse({ botFill: 3, onChat: (line) => live.noteChat(line) });
  const live = new Live({
    topics,
    rooms: () => {
      looks++;
      return [...house.lobby.rooms].filter(({ isPublic }) => isPublic && !isShut);
    },
    games: () => games,
    server: (isLocal) => ({ name: "Here", ...(isLocal && invitation) }),
  });
  return {
    ...house,
    live,
    games,
    invitation,
    looks: () => looks,
    shut: () => (isShut = true),
    run: (ticks) => {
      for (let i = 0; i < ticks; i++) {
        house.run(1);
        live.noteTick();
      }
    },
  };
}

describe("at first", () => {
  test("all that goes on is told, private rooms left out", () => {
    const { live, enter, games } = openHall();
    games.push(GAME);
    const ada = enter({ name: "Ada" });
    enter({ room: "new", name: "Bob" });
    const { last } = new Listener(live);
    expect(last).toMatchObject({
      v: 1,
      type: "state",
      topics: LIVE_TOPICS,
      server: { name: "Here" },
      rooms: [{ code: ada.roomCode, people: 1, bots: 2, seats: 4, mode: "deathmatch" }],
      games: [GAME],
    });
    expect(JSON.stringify(last)).not.toContain("Bob");
  });

  test("under which addresses one is reached is told on this computer alone", () => {
    const { live } = openHall();
    expect((new Listener(live).last as LiveState).server.addresses).toBeUndefined();
    const local = new Listener(live, true).last as LiveState;
    expect(local.server.addresses).toEqual(["http://10.0.0.1/"]);
  });
});

describe("afterwards", () => {
  test("what changes is told, once, and the rest is not told again", () => {
    const { live, enter, games, run } = openHall();
    enter({ name: "Ada" });
    const listener = new Listener(live);
    live.beat();
    expect(listener.frames).toHaveLength(1);
    const bob = enter({ name: "Bob" });
    live.beat();
    expect(listener.last).toMatchObject({
      type: "news",
      rooms: [{ code: bob.roomCode, people: 2 }],
    });
    expect(listener.last).not.toHaveProperty("games");
    games.push(GAME);
    live.beat();
    expect(listener.last).toEqual({ v: 1, type: "news", games: [GAME] });
    run(60);
    live.beat();
    expect(listener.frames).toHaveLength(3);
  });

  test("what keeps others out is told on this computer alone, and again when it is no more", () => {
    const { live, invitation } = openHall();
    const [home, guest, pinger] = [
      new Listener(live, true),
      new Listener(live),
      new Listener(live, true),
    ];
    pinger.say('{"v":1,"topics":[]}');
    live.beat();
    const unreached = { system: "linux", commands: ["sudo ufw allow 7777/tcp"] } as const;
    invitation.unreached = unreached;
    live.beat();
    live.beat();
    const server = { name: "Here", addresses: ["http://10.0.0.1/"] };
    expect(home.frames.slice(1)).toEqual([
      { v: 1, type: "news", server: { ...server, unreached } },
    ]);
    delete invitation.unreached;
    live.beat();
    expect(home.last).toEqual({ v: 1, type: "news", server });
    expect([guest.frames.length, pinger.frames.length]).toEqual([1, 2]);
    expect(guest.texts.join()).not.toContain("10.0.0.1");
  });

  test("who comes when all others have left is told of the server no second time", () => {
    const { live, invitation } = openHall();
    new Listener(live, true).leave();
    invitation.addresses = ["http://10.0.0.2/"];
    const home = new Listener(live, true);
    live.beat();
    expect(home.frames).toHaveLength(1);
  });

  test("a room that closes is named", () => {
    const { live, enter, run } = openHall();
    const ada = enter({});
    const listener = new Listener(live);
    const { roomCode } = ada;
    ada.leave();
    run(5400);
    live.beat();
    expect(listener.last).toMatchObject({ type: "news", closed: [roomCode] });
  });

  test("kills are told with names, weapon and cushions, and scores go up", () => {
    const { live, enter, run } = openHall();
    enter({ name: "Ada" });
    const listener = new Listener(live);
    const kills: unknown[] = [];
    for (let beat = 0; beat < 240 && kills.length === 0; beat++) {
      run(15);
      live.beat();
      const told = listener.last;
      if (told.type === "news") kills.push(...(told.kills ?? []));
    }
    expect(kills[0]).toEqual({
      room: expect.stringMatching(/^[A-Z0-9]{4}$/),
      killer: expect.toSatisfy((name) => name === null || typeof name === "string"),
      victim: expect.stringMatching(/./),
      weapon: expect.toBeOneOf(WEAPONS.map((weapon) => weapon.name)),
      bounces: expect.any(Number),
    });
  });

  test("a kill is told once, be it noted as often as other rooms have their ticks", () => {
    const { live, lobby, enter, run } = openHall();
    enter({ name: "Ada" });
    run(1);
    const listener = new Listener(live);
    const [room] = lobby.rooms;
    lobby.tick();
    const death = { attacker: 1, victim: 0, weapon: 0, bounces: 0, x: 0, y: 0 };
    room!.world.events.push({ type: "death", ...death });
    live.noteTick();
    live.noteTick();
    live.beat();
    live.noteTick();
    live.beat();
    const kills = listener.frames.flatMap((told) =>
      told.type === "news" ? (told.kills ?? []) : [],
    );
    expect(kills).toHaveLength(1);
  });

  test("what is said to all in an open room, where the server allows it", () => {
    for (const topics of [LIVE_TOPICS, ["rooms"] as const]) {
      const { live, enter } = openHall(topics);
      const ada = enter({ name: "Ada" });
      const bob = enter({ name: "Bob", room: "new" });
      const listener = new Listener(live);
      ada.say({ type: "chat", text: "hello", isTeam: false });
      bob.say({ type: "chat", text: "secret", isTeam: false });
      live.beat();
      const chat = [{ room: ada.roomCode, name: "Ada", text: "hello" }];
      expect(listener.frames.slice(1)).toEqual(
        topics === LIVE_TOPICS ? [{ v: 1, type: "news", chat }] : [],
      );
    }
  });

  test("nothing that is said where strangers may not look in", () => {
    const { live, enter, shut } = openHall();
    const ada = enter({ name: "Ada" });
    shut();
    const listener = new Listener(live);
    ada.say({ type: "chat", text: "psst", isTeam: false });
    live.beat();
    expect(listener.frames.slice(1)).toEqual([]);
  });
});

describe("a wish", () => {
  test("is answered with the state of what is wanted, and nothing else is told from then on", () => {
    const { live, enter } = openHall();
    const listener = new Listener(live);
    listener.say('{"v":1,"topics":["games"]}');
    expect(listener.last).toEqual({
      v: 1,
      type: "state",
      topics: ["games"],
      server: { name: "Here" },
      games: [],
    });
    enter({});
    live.beat();
    expect(listener.frames).toHaveLength(2);
  });

  test.each(["", "{}", '{"v":2,"topics":[]}', '{"v":1,"topics":["keys"]}', "[", '{"v":1}'])(
    "that is none ends it: %s",
    (text) => {
      const { live } = openHall();
      const listener = new Listener(live);
      listener.say(text);
      expect(listener.closed).toBe(1008);
    },
  );
});

test("where nobody listens nothing is looked at", () => {
  const { live, enter, run, looks } = openHall();
  enter({});
  const idle = () => {
    const before = looks();
    run(60);
    live.beat();
    return looks() - before;
  };
  expect(idle()).toBe(0);
  const listener = new Listener(live);
  expect(idle()).toBeGreaterThan(0);
  listener.leave();
  expect(idle()).toBe(0);
});

describe("docs/live.md", () => {
  const text = readFileSync("docs/live.md", "utf8");
  const examples = [...text.matchAll(/```json\n([^]*?)```/g)].map(([, json]) => json!);

  test("shows frames that are none of another kind", () => {
    const read = examples.map((json) => readLiveFrame(json)?.type ?? readLiveWish(json)?.topics);
    expect(read).toEqual(["state", "news", ["rooms", "kills"]]);
  });

  test("leaves no field out, and names none that there is not", () => {
    const { live, enter, games, invitation } = openHall();
    games.push(GAME);
    invitation.unreached = { system: "linux", commands: [] };
    enter({});
    const told = new Listener(live, true).last as LiveState;
    const shown = readLiveFrame(examples[0]!) as LiveState;
    expect(fieldsOf(shown)).toEqual(fieldsOf(told));
    expect(Object.keys(readLiveFrame(examples[1]!)!).toSorted()).toEqual(
      ["v", "type", "server", "rooms", "closed", "kills", "chat", "games"].toSorted(),
    );
    for (const topic of LIVE_TOPICS) expect(text).toContain(`\`${topic}\``);
  });

  function fieldsOf({ rooms, games, server, ...frame }: LiveState) {
    const [room] = rooms!;
    const parts = [frame, server, room!, room!.players[0]!, games![0]!];
    return parts.map((part) => Object.keys(part).toSorted());
  }
});
