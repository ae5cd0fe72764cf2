import { describe, expect, test } from "vitest";
import { cleanTitle } from "../rooms/words.ts";
import { Neighbours, SILENCE_MS } from "./neighbours.ts";
import { isAskedFor, recordsOf, SERVICE, type Advert, type DnsRecord } from "./records.ts";

const ADVERT: Advert = {
  id: "0123456789abcdef",
  name: "Ada's cellar",
  port: 7777,
  isTls: false,
  protocolId: "p",
  people: 3,
  seats: 16,
  mode: "teams",
  map: "Felt Room",
};
const HERE = "192.168.1.20";
const GAME = {
  name: "Ada's cellar",
  url: "http://192.168.1.20:7777/",
  people: 3,
  seats: 16,
  mode: "teams",
  map: "Felt Room",
};

/** As they come out of a packet: texts are bytes. */
function heard(advert: Advert, isGone = false): DnsRecord[] {
  return recordsOf(advert, [HERE], isGone).answers.map((record) =>
    record.type === "TXT"
      ? { ...record, data: record.data.map((part) => Buffer.from(part)) }
      : record,
  );
}

function idOf(number: number): string {
  return number.toString(16).padStart(16, "0");
}

function open(): Neighbours {
  return new Neighbours("ffffffffffffffff", cleanTitle);
}

describe("a server that calls", () => {
  test("is a game, at the address that it calls from", () => {
    const neighbours = open();
    neighbours.hear(heard(ADVERT), HERE, 0);
    expect(neighbours.games).toEqual([GAME]);
    neighbours.hear(heard({ ...ADVERT, isTls: true, port: 443 }), "10.0.0.8", 0);
    neighbours.hear(heard({ ...ADVERT, people: 4 }), HERE, 0);
    expect(neighbours.games).toEqual([{ ...GAME, people: 4 }]);
  });

  test("and says goodbye is gone, and so is who falls silent", () => {
    const neighbours = open();
    neighbours.hear(heard(ADVERT), HERE, 0);
    neighbours.hear(heard(ADVERT, true), HERE, 10);
    expect(neighbours.games).toEqual([]);
    neighbours.hear(heard(ADVERT), HERE, 20);
    neighbours.forget(20 + SILENCE_MS - 1);
    expect(neighbours.games).toHaveLength(1);
    neighbours.forget(20 + SILENCE_MS);
    expect(neighbours.games).toEqual([]);
  });

  test("in several networks is one game, at the address that most get to", () => {
    const rank = (address: string) => (address === HERE ? 0 : 1);
    const neighbours = new Neighbours("ffffffffffffffff", cleanTitle, rank);
    neighbours.hear(heard(ADVERT), "172.17.0.1", 0);
    expect(neighbours.games).toEqual([{ ...GAME, url: "http://172.17.0.1:7777/" }]);
    neighbours.hear(heard(ADVERT), HERE, 0);
    expect(neighbours.games).toEqual([GAME]);
  });

  test("is gone with the network that it is in", () => {
    const neighbours = open();
    neighbours.hear(heard(ADVERT), HERE, 0);
    neighbours.hear(heard({ ...ADVERT, id: idOf(1) }), "10.0.0.8", 0);
    neighbours.keep((address) => address === HERE);
    expect(neighbours.games).toEqual([GAME]);
  });

  test("does not hear itself", () => {
    const neighbours = new Neighbours(ADVERT.id, cleanTitle);
    neighbours.hear(heard(ADVERT), HERE, 0);
    expect(neighbours.games).toEqual([]);
  });

  test("is asked for by the kind of its service", () => {
    expect(isAskedFor([{ name: SERVICE.toUpperCase(), type: "PTR" }])).toBe(true);
    expect(isAskedFor([{ name: "_http._tcp.local", type: "PTR" }])).toBe(false);
  });
});

describe("who means harm", () => {
  test("has no name that hides, speaks backwards or fills the screen", () => {
    const neighbours = open();
    const name = `\u202eevil\u200b ${"W".repeat(90)}`;
    neighbours.hear(heard({ ...ADVERT, name, map: "\u0000" }), HERE, 0);
    const [game] = neighbours.games;
    expect(game!.name).toBe(`evil ${"W".repeat(27)}`);
    expect(game!.map).toBe("");
    neighbours.hear(heard({ ...ADVERT, name: "\u202e" }), HERE, 0);
    expect(neighbours.games[0]!.name).toBe(HERE);
  });

  test.each<[string, (records: DnsRecord[]) => DnsRecord[]]>([
    ["no port", (records) => records.filter(({ type }) => type !== "SRV")],
    ["no text", (records) => records.filter(({ type }) => type !== "TXT")],
    ["port 0", (records) => altered(records, "SRV", { port: 0 })],
    ["a port that is none", (records) => altered(records, "SRV", { port: "7777" })],
    ["no data at all", (records) => records.map(({ name, type }) => ({ name, type }))],
    ["a text that is no list", (records) => altered(records, "TXT", "id=1")],
    ["a text of nothing", (records) => altered(records, "TXT", [Buffer.alloc(0), null, 7])],
    ["another service", (records) => records.map((record) => ({ ...record, name: "x.local" }))],
    ["a count that is none", () => heard({ ...ADVERT, people: -1 })],
    ["far too many", () => heard({ ...ADVERT, seats: 123_456 })],
    ["a mode that is markup", () => heard({ ...ADVERT, mode: "<b>" })],
    ["an id that is none", () => heard({ ...ADVERT, id: "__proto__" })],
  ])("%s: is not heard", (_fault, spoil) => {
    const neighbours = open();
    neighbours.hear(spoil(heard(ADVERT)), HERE, 0);
    expect(neighbours.games).toEqual([]);
  });

  test("fills neither memory nor the list, and those who were there stay", () => {
    const neighbours = open();
    neighbours.hear(heard(ADVERT), HERE, 0);
    for (let port = 1; port < 1000; port++)
      neighbours.hear(heard({ ...ADVERT, id: idOf(port), port }), "10.0.0.66", 0);
    expect(neighbours.games).toHaveLength(1 + 8);
    for (let i = 0; i < 250; i++)
      neighbours.hear(heard({ ...ADVERT, id: idOf(5000 + i) }), `10.0.1.${i}`, 0);
    expect(neighbours.games).toHaveLength(64);
    expect(neighbours.games.map(({ url }) => url)).toContain(GAME.url);
  });

  test("cannot put hundreds of services into one packet", () => {
    const neighbours = open();
    const packet = Array.from({ length: 100 }, (_, i) =>
      heard({ ...ADVERT, id: idOf(i), port: i + 1 }),
    );
    neighbours.hear(packet.flat(), HERE, 0);
    expect(neighbours.games.length).toBeLessThanOrEqual(8);
  });
});

function altered(records: DnsRecord[], kind: string, data: unknown): DnsRecord[] {
  return records.map((record) => (record.type === kind ? { ...record, data } : record));
}
