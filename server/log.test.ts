import { expect, test } from "vitest";
import { createLog, type LogOptions } from "./log.ts";

const OPTIONS: LogOptions = {
  level: "info",
  format: "auto",
  hasAddresses: false,
  isTerminal: false,
};

function collect(options: Partial<LogOptions>) {
  const lines: string[] = [];
  const log = createLog({ ...OPTIONS, ...options }, { write: (line) => void lines.push(line) });
  return { log, lines };
}

test("a program gets a JSON object for each line", () => {
  const { log, lines } = collect({});
  log.info({ room: "ABCD" }, "room opened");
  expect(JSON.parse(lines[0]!)).toEqual({
    level: "info",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    room: "ABCD",
    msg: "room opened",
  });
});

test("a person gets a line of text", () => {
  const { log, lines } = collect({ format: "text" });
  log.warn({ room: "ABCD" }, "slow");
  expect(lines.join("")).toMatch(/^\[\d\d:\d\d:\d\d\] WARN: slow .*ABCD.*\n$/);
});

test("a terminal that asked for nothing gets text, and with json asked for gets that", () => {
  const text = collect({ isTerminal: true });
  text.log.info({}, "hello");
  expect(text.lines.join("")).toContain("INFO");
  const json = collect({ isTerminal: true, format: "json" });
  json.log.info({}, "hello");
  expect(JSON.parse(json.lines.join(""))).toMatchObject({ msg: "hello" });
});

test("the cause of a fault is in it, with its stack", () => {
  const { log, lines } = collect({});
  log.error({ err: new TypeError("x is not a function") }, "a fault");
  const { err } = JSON.parse(lines[0]!) as { err: { type: string; stack: string } };
  expect(err.type).toBe("TypeError");
  expect(err.stack).toContain("log.test.ts");
});

test("where a player plays from is in it only when that was asked for", () => {
  const quiet = collect({});
  quiet.log.info({ name: "Ada", address: "192.0.2.7" }, "came");
  expect(quiet.lines[0]).toContain("Ada");
  expect(quiet.lines[0]).not.toContain("192.0.2.7");
  const open = collect({ hasAddresses: true });
  open.log.info({ name: "Ada", address: "192.0.2.7" }, "came");
  expect(open.lines[0]).toContain("192.0.2.7");
});

test("below its level nothing is written, and the level can change", () => {
  const { log, lines } = collect({ level: "warn" });
  log.info({}, "one");
  log.setLevel("debug");
  log.debug({}, "two");
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(["two"]);
});
