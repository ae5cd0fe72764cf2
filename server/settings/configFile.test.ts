import { execSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { ConfigError } from "./configError.ts";
import { printDefaults, printSettings } from "./configFile.ts";
import { describeOptions } from "./help.ts";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "carom-config-"));
  path = join(folder, "carom.toml");
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(text: string, args: readonly string[] = [], environment = {}) {
  writeFileSync(path, text);
  return readConfig(["--config", path, ...args], environment);
}

describe("a settings file", () => {
  test("sets what stands in it, in the forms that TOML has", () => {
    const config = read(
      [
        "# ours",
        "port = 8080",
        'host = "127.0.0.1"',
        "friendly-fire = true",
        "no-qr = false",
        'modes = ["teams", "puck"]',
        '"bot-level" = "ace"',
      ].join("\n"),
    );
    expect(config).toMatchObject({
      port: 8080,
      host: "127.0.0.1",
      friendlyFire: true,
      noQr: false,
      modes: ["teams", "puck"],
      botLevel: "ace",
      maxSeats: 16,
    });
  });

  test("gives way to the environment, and that to flags", () => {
    const text = "port = 1\nbots = 1\nmax-rooms = 1";
    const config = read(text, ["--port", "3"], { CAROM_PORT: "2", CAROM_BOTS: "2" });
    expect(config).toMatchObject({ port: 3, bots: 2, maxRooms: 1 });
  });

  test("is named by the environment, too", () => {
    writeFileSync(path, "port = 99");
    expect(readConfig([], { CAROM_CONFIG: path }).port).toBe(99);
  });

  test("that is empty sets nothing, and so does an empty text", () => {
    expect(read("")).toEqual({ ...readConfig([], {}), config: path });
    expect(read('host = ""\nmodes = []')).toEqual({ ...readConfig([], {}), config: path });
  });
});

describe("what cannot be used is refused with its file and line, and what can", () => {
  test.each<[string, string]>([
    ["port = 65536", ':1: port takes a whole number from 0 to 65535, not "65536".'],
    ["\n\nport = 80.5", ':3: port takes a whole number from 0 to 65535, not "80.5".'],
    ['port = "80"', ':1: port takes a whole number from 0 to 65535 without quotes, not "80".'],
    [
      "# port\nport = true",
      ":2: port takes a whole number from 0 to 65535 without quotes, not true.",
    ],
    ["bot-level = 3", ":1: bot-level takes rookie, regular, ace or mixed in quotes, not 3."],
    ['bot-level = "x"', ':1: bot-level takes rookie, regular, ace or mixed, not "x".'],
    ['friendly-fire = "yes"', ':1: friendly-fire takes true or false, not "yes".'],
    [
      'modes = "puck"',
      ":1: modes takes one or more of deathmatch, teams, flags, puck, duel, each in ",
    ],
    ['modes = ["chess"]', ":1: modes takes one or more of deathmatch, "],
    ["bots = 6\nprot = 1", ':2: "prot" is not a setting. There are: port, host, bots, '],
    ["[rooms]\nport = 1", ':1: "rooms" is not a setting. There are: '],
    ["help = true", ':1: "help" is not a setting.'],
    ["config = 1", ':1: "config" is not a setting.'],
    ["port = 1\nport = 2", ":2: this is not TOML: "],
    ["bots = 6\nport 7777", ":2: this is not TOML: "],
    ["port = 7777 7778", ":1: this is not TOML: "],
  ])("%j", (text, sentence) => {
    expect(() => read(text)).toThrow(ConfigError);
    expect(() => read(text)).toThrow(`${path}${sentence}`);
  });

  test("a file that is not there", () => {
    expect(() => readConfig(["--config", join(folder, "x.toml")], {})).toThrow(
      `The settings file ${join(folder, "x.toml")} cannot be read (ENOENT).`,
    );
  });

  test("a folder", () => {
    expect(() => readConfig(["--config", folder], {})).toThrow("cannot be read (EISDIR).");
  });
});

describe("settings that do not go together", () => {
  const CROWD = "Bots cannot fill 8 seats of 4: lower --bots or raise --max-seats.";

  test.each([
    ["both in the file", "bots = 8\n\nmax-seats = 4", [], 3],
    ["one in the file, one a flag", "# ours\nbots = 8", ["--max-seats", "4"], 2],
  ])("%s: told with file and line (D3)", (_, text, args, line) => {
    expect(() => read(text, args)).toThrow(new ConfigError(`${path}:${line}: ${CROWD}`));
  });

  test("none of them in the file: told without", () => {
    const args = ["--bots", "8", "--max-seats", "4"];
    expect(() => read("port = 1", args)).toThrow(new ConfigError(CROWD));
  });
});

describe("the file that is written to begin with", () => {
  test("sets nothing", () => {
    expect(read(printDefaults())).toEqual({ ...readConfig([], {}), config: path });
  });

  test("sets nothing also when it is written as the help says", () => {
    const command = /^.* > carom\.toml/m.exec(describeOptions())![0].replace("carom.toml", path);
    execSync(command);
    expect(readConfig(["--config", path], {})).toEqual({ ...readConfig([], {}), config: path });
  });

  test("sets nothing also when the terminal of Windows has written it, in UTF-16", () => {
    writeFileSync(path, `\ufeff${printDefaults()}`, "utf16le");
    expect(readConfig(["--config", path], {})).toEqual({ ...readConfig([], {}), config: path });
  });

  test("shows every setting with what it is if nobody says", () => {
    const lines = printDefaults().split("\n");
    const uncommented = lines.map((line) => line.replace(/^#(?=[a-z-]+ = )/, ""));
    // Each mode has a limit of its own until one is set.
    const defaults = { ...readConfig([], {}), scoreLimit: 0, config: path };
    expect(uncommented.filter((line) => /^[a-z-]+ = /.test(line)).length).toBeGreaterThan(20);
    expect(read(uncommented.join("\n"))).toEqual(defaults);
  });
});

test("settings are printed as the file that says the same", () => {
  const config = readConfig(["--port", "80", "--modes", "teams,puck", "--dark-hall"], {});
  expect(printSettings(config)).toBe('port = 80\nmodes = ["teams","puck"]\ndark-hall = true');
  expect(read(printSettings(config))).toEqual({ ...config, config: path });
});
