import { EventEmitter } from "node:events";
import { describe, expect, test } from "vitest";
import { BuildError } from "./clientBuild.ts";
import { explainStart, stopOnSignals } from "./cli.ts";
import { readConfig } from "./settings/config.ts";
import { ConfigError } from "./settings/configError.ts";
import { NO_LOG } from "./log.ts";
import { MapError } from "./maps.ts";

describe("what stands in the way of starting is told in words", () => {
  const config = readConfig(["--port", "80", "--host", "192.0.2.77"], {});
  const failed = (code: string) => Object.assign(new Error(code), { code });

  test.each<[unknown, string]>([
    [failed("EADDRINUSE"), "Port 80 is taken"],
    [failed("EADDRINUSE"), "npm start -- --port 81"],
    [failed("EACCES"), "does not let you listen on port 80"],
    [failed("EADDRNOTAVAIL"), 'This computer has no address "192.0.2.77"'],
    [failed("ENOTFOUND"), 'This computer has no address "192.0.2.77"'],
    [new BuildError("Run: npm ci"), "Run: npm ci"],
    [new ConfigError("There is no map"), "There is no map"],
    [new MapError(["felt.tmj: no border"]), "A map cannot be played:\nfelt.tmj: no border"],
  ])("%s", (error, words) => {
    expect(explainStart(error, config)).toContain(words);
  });

  test("the last port of all has none after it", () => {
    const last = readConfig(["--port", "65535"], {});
    expect(explainStart(failed("EADDRINUSE"), last)).toContain("--port 0");
  });

  test("a fault of ours is not explained away", () => {
    expect(explainStart(new TypeError("x is not a function"), config)).toBe(undefined);
  });
});

describe("signals", () => {
  function start() {
    const events = new EventEmitter();
    const stopping = Promise.withResolvers<void>();
    const draining = Promise.withResolvers<void>();
    const seen = {
      exits: [] as number[],
      faults: [] as unknown[],
      drains: 0,
      stops: 0,
      nowMs: 5000,
    };
    const host = {
      on: (event: string, listener: (error: unknown) => void) => events.on(event, listener),
      exit: (code: number) => void seen.exits.push(code),
      now: () => seen.nowMs,
      log: {
        ...NO_LOG,
        error: ({ err }: { err?: unknown }, text: string) => void seen.faults.push([text, err]),
      },
    };
    stopOnSignals(host, {
      drain: () => {
        seen.drains++;
        return draining.promise;
      },
      stop: () => {
        seen.stops++;
        return stopping.promise;
      },
    });
    return { events, draining, stopping, seen };
  }
  /** Lets what waits for a settled promise run. */
  const settle = () => new Promise(setImmediate);

  test("SIGINT: an orderly stop, then exit 0", async () => {
    const { events, stopping, seen } = start();
    events.emit("SIGINT");
    await settle();
    expect([seen.drains, seen.stops, seen.exits]).toEqual([0, 1, []]);
    stopping.resolve();
    await settle();
    expect(seen.exits).toEqual([0]);
  });

  test("SIGTERM: matches may end, then an orderly stop, then exit 0", async () => {
    const { events, draining, stopping, seen } = start();
    events.emit("SIGTERM");
    await settle();
    expect([seen.drains, seen.stops, seen.exits]).toEqual([1, 0, []]);
    draining.resolve();
    await settle();
    expect([seen.drains, seen.stops, seen.exits]).toEqual([1, 1, []]);
    stopping.resolve();
    await settle();
    expect(seen.exits).toEqual([0]);
  });

  test("a second SIGTERM does not wait for matches", async () => {
    const { events, seen } = start();
    events.emit("SIGTERM");
    seen.nowMs += 400;
    events.emit("SIGTERM");
    expect([seen.drains, seen.stops, seen.exits]).toEqual([1, 0, [1]]);
  });

  test("the same key told twice is one signal; pressed again it is the end", () => {
    const { events, seen } = start();
    events.emit("SIGINT");
    seen.nowMs += 3;
    events.emit("SIGINT");
    expect([seen.stops, seen.exits]).toEqual([1, []]);
    seen.nowMs += 400;
    events.emit("SIGINT");
    expect([seen.stops, seen.exits]).toEqual([1, [1]]);
  });

  test("a fault: told with its stack, everybody hears goodbye, exit 1", async () => {
    const { events, stopping, seen } = start();
    const fault = new Error("planted");
    events.emit("uncaughtException", fault);
    expect([seen.stops, seen.exits]).toEqual([1, []]);
    expect(seen.faults).toEqual([["A fault in the server, which has to stop.", fault]]);
    stopping.resolve();
    await settle();
    expect(seen.exits).toEqual([1]);
  });

  test("a fault while stopping is the end", () => {
    const { events, seen } = start();
    events.emit("SIGINT");
    events.emit("uncaughtException", new Error("planted"));
    expect([seen.stops, seen.exits]).toEqual([1, [1]]);
  });

  test("a stop that fails is told, and is exit 1", async () => {
    const { events, stopping, seen } = start();
    events.emit("SIGINT");
    const fault = new Error("planted");
    stopping.reject(fault);
    await settle();
    expect(seen.exits).toEqual([1]);
    expect(seen.faults.at(-1)).toEqual(["The server could not stop in order.", fault]);
  });
});
