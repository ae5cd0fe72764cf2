import { describe, expect, test } from "vitest";
import { NO_LOG } from "./log.ts";
import { MapError } from "./maps.ts";
import { Reloader } from "./reloader.ts";
import { readConfig } from "./settings/config.ts";
import type { Config } from "./settings/options.ts";

/** A server that was started with no arguments, and is told to read others. */
function start(...args: string[]) {
  const applied: Config[] = [];
  const said: string[] = [];
  const say = (level: string) => (_fields: unknown, text: string) => said.push(`${level} ${text}`);
  const given = { args: [] as string[], fault: undefined as Error | undefined };
  const reloader = new Reloader({
    config: readConfig(args, {}),
    read: () => readConfig(given.args, {}),
    apply: (config) => {
      if (given.fault) throw given.fault;
      applied.push(config);
    },
    log: { ...NO_LOG, info: say("info"), warn: say("warn"), error: say("error") },
  });
  return { reloader, applied, said, given };
}

describe("settings that are read again", () => {
  test("are in force as far as they may change, and the others are named", () => {
    const { reloader, applied, said, given } = start("--max-rooms", "2");
    given.args = ["--bots", "3", "--time-limit", "9", "--max-rooms", "5", "--port", "1"];
    reloader.reload();
    expect(applied).toMatchObject([{ bots: 3, timeLimit: 9, maxRooms: 2, port: 7777 }]);
    expect(said).toEqual([
      "info The settings were read again: bots, time-limit.",
      "warn port, max-rooms will change when the server is started anew.",
    ]);
  });

  test("that are the same are applied for the files that they name", () => {
    const { reloader, applied } = start();
    expect(reloader.reload()).toBe("The settings were read again: nothing has changed.");
    expect(applied).toHaveLength(1);
  });

  test.each([
    ["cannot be read", ["--bots", "many"], "--bots takes"],
    ["do not go together with what stays", ["--max-seats", "40", "--bots", "20"], "of 16"],
  ])("that %s change nothing", (_why, args, words) => {
    const { reloader, applied, said, given } = start();
    given.args = args;
    expect(reloader.reload()).toContain(words);
    expect(applied).toEqual([]);
    expect(said).toEqual([expect.stringContaining("error The settings stay as they were: ")]);
  });

  test("whose maps cannot be played change nothing, and another attempt starts from what was", () => {
    const { reloader, applied, given } = start();
    given.args = ["--bots", "2"];
    given.fault = new MapError(["felt.tmj: no border"]);
    expect(reloader.reload()).toContain("felt.tmj: no border");
    given.fault = undefined;
    expect(reloader.reload()).toContain("bots");
    expect(applied).toMatchObject([{ bots: 2 }]);
  });

  test("a fault of ours is not taken for one of the settings", () => {
    const { reloader, given } = start();
    given.fault = new TypeError("planted");
    expect(() => reloader.reload()).toThrow("planted");
  });
});
