import { describe, expect, test } from "vitest";
import { DEFAULT_RULES } from "#shared/sim/tuning.ts";
import { readConfig, rulesOf } from "./config.ts";
import { ConfigError } from "./configError.ts";
import { describeOptions } from "./help.ts";
import type { Config } from "./options.ts";

describe("what is asked for is what one gets", () => {
  test.each<[string[], Record<string, string>, Partial<Config>]>([
    [
      [],
      {},
      {
        port: 7777,
        host: "",
        bots: 6,
        botLevel: "regular",
        maxSeats: 16,
        noQr: false,
        allowOrigin: [],
      },
    ],
    [["--port", "0"], {}, { port: 0 }],
    [["--port=65535"], {}, { port: 65_535 }],
    [["--port", "1", "--port", "2"], {}, { port: 2 }],
    [[], { CAROM_PORT: "8080" }, { port: 8080 }],
    [["--port", "81"], { CAROM_PORT: "80" }, { port: 81 }],
    [["--port", "81"], { CAROM_PORT: "nonsense" }, { port: 81 }],
    [[], { CAROM_PORT: "" }, { port: 7777 }],
    [["--host", "::1"], {}, { host: "::1" }],
    [["--max-rooms", "3", "--max-seats", "512", "--bots", "64"], {}, { maxSeats: 512, bots: 64 }],
    [["--bot-level", "mixed"], {}, { botLevel: "mixed" }],
    [[], { CAROM_BOT_LEVEL: "ace" }, { botLevel: "ace" }],
    [["--map", "felt-room"], {}, { map: "felt-room" }],
    [["--no-qr"], {}, { noQr: true }],
    [[], { CAROM_ADMIN_SECRET: "0123456789abcdef" }, { adminSecret: "0123456789abcdef" }],
    [["--motd", "Cup on Friday, 8 pm"], {}, { motd: "Cup on Friday, 8 pm" }],
    [["--idle-minutes", "0"], {}, { idleMinutes: 0 }],
    [[], { CAROM_TRUSTED_PROXIES: "::1, 10.0.0.0/8" }, { trustedProxies: ["::1", "10.0.0.0/8"] }],
    [["--reserved-seats", "2", "--reserved-password", "crew"], {}, { reservedSeats: 2 }],
    [["--no-kill-cam"], {}, { noKillCam: true }],
    [[], {}, { noKillCam: false }],
    [[], { CAROM_NO_QR: "1" }, { noQr: true }],
    [[], { CAROM_NO_QR: "false" }, { noQr: false }],
    [["--no-qr"], { CAROM_NO_QR: "0" }, { noQr: true }],
    [["--help"], {}, { help: true }],
    [["--dev"], {}, { dev: true }],
    [
      ["--allow-origin", "https://A.example:443, http://b.example:81/"],
      {},
      { allowOrigin: ["https://a.example", "http://b.example:81"] },
    ],
    [["--allow-origin", "*,native"], {}, { allowOrigin: ["*", "native"] }],
    [["--"], {}, {}],
  ])("%j %j", (args, environment, expected) => {
    expect(readConfig(args, environment)).toMatchObject(expected);
  });

  test("a duel is for two", () => {
    expect(readConfig(["--modes", "duel", "--max-seats", "2", "--bots", "2"], {}).modes).toEqual([
      "duel",
    ]);
    expect(() => readConfig(["--modes", "teams,duel"], {})).toThrow(
      '"duel" is for 2: add --max-seats 2, or leave it out of --modes.',
    );
    expect(() => readConfig(["--modes", "croquet"], {})).toThrow("deathmatch, teams, flags");
  });

  test("the defaults of a match are those of the game", () => {
    const { timeLimitTicks, isFriendlyFire } = DEFAULT_RULES;
    expect(rulesOf(readConfig([], {}))).toEqual({ timeLimitTicks, isFriendlyFire });
    expect(rulesOf(readConfig(["--time-limit", "0", "--score-limit", "0"], {}))).toEqual({
      scoreLimit: 0,
      timeLimitTicks: 0,
      isFriendlyFire: false,
    });
  });
});

describe("what cannot be used is refused in a sentence that says what can", () => {
  test.each<[string[], Record<string, string>, string]>([
    [["--prot", "1"], {}, '"--prot" is not an option; npm start -- --help lists them.'],
    [["-p", "1"], {}, '"-p" is not an option; npm start -- --help lists them.'],
    [["7777"], {}, '"7777" is not an option; npm start -- --help lists them.'],
    [["--__proto__"], {}, '"--__proto__" is not an option; npm start -- --help lists them.'],
    [["--constructor"], {}, '"--constructor" is not an option; npm start -- --help lists them.'],
    [["--port"], {}, "--port takes a whole number from 0 to 65535."],
    [["--port", ""], {}, "--port takes a whole number from 0 to 65535."],
    [["--port", "65536"], {}, '--port takes a whole number from 0 to 65535, not "65536".'],
    [["--port", "-1"], {}, '--port takes a whole number from 0 to 65535, not "-1".'],
    [["--port", "1e3"], {}, '--port takes a whole number from 0 to 65535, not "1e3".'],
    [["--port", "80.5"], {}, '--port takes a whole number from 0 to 65535, not "80.5".'],
    [["--port", "--no-qr"], {}, '--port takes a whole number from 0 to 65535, not "--no-qr".'],
    [[], { CAROM_PORT: "x" }, 'CAROM_PORT takes a whole number from 0 to 65535, not "x".'],
    [["--host"], {}, "--host takes an address of this computer."],
    [["--host", "--no-qr"], {}, '--host takes an address of this computer, not "--no-qr".'],
    [["--map"], {}, "--map takes the name of a map."],
    [["--no-qr=maybe"], {}, '--no-qr takes no value, or 1 or 0, not "maybe".'],
    [["--max-seats", "513"], {}, '--max-seats takes a whole number from 1 to 512, not "513".'],
    [
      ["--bot-level", "godlike"],
      {},
      '--bot-level takes rookie, regular, ace or mixed, not "godlike".',
    ],
    [["--bots", "65"], {}, '--bots takes a whole number from 0 to 64, not "65".'],
    [["--max-rooms", "0"], {}, '--max-rooms takes a whole number from 1 to 1000, not "0".'],
    [
      ["--allow-origin", "example.org"],
      {},
      '--allow-origin takes origins such as https://example.org, "*" or "native", not "example.org".',
    ],
    [
      ["--allow-origin", "https://example.org/game"],
      {},
      '--allow-origin takes origins such as https://example.org, "*" or "native", not "https://example.org/game".',
    ],
    [
      ["--bots", "8", "--max-seats", "4"],
      {},
      "Bots cannot fill 8 seats of 4: lower --bots or raise --max-seats.",
    ],
    [[], { CAROM_ADMIN_SECRET: "too short" }, "CAROM_ADMIN_SECRET takes 16 to 128 characters."],
    [
      ["--admin-secret", "0123456789abcdef"],
      {},
      "A secret is not for the command line, where others see it: set CAROM_ADMIN_SECRET, or admin-secret in a file.",
    ],
    [
      [],
      { CAROM_ADMIN_SECRET: "0123456789abcdef", CAROM_WATCHER_SECRET: "0123456789abcdef" },
      "Two of the secrets of operators are the same: each needs its own.",
    ],
    [
      ["--reserved-seats", "2"],
      {},
      "Seats are reserved, and nothing opens them: set --reserved-password, or --reserved-seats 0.",
    ],
    ...["10.0.0.0/33", "10.0.0/8", "::1/129", "example.org", "10.0.0.1/8/8", "10.0.0.1/"].map(
      (network): [string[], Record<string, string>, string] => [
        ["--trusted-proxies", network],
        {},
        `--trusted-proxies takes addresses such as 192.0.2.1 and networks such as 10.0.0.0/8, not "${network}".`,
      ],
    ),
    [
      ["--motd", "x".repeat(201)],
      {},
      `--motd takes at most 200 characters, not "${"x".repeat(201)}".`,
    ],
  ])("%j %j", (args, environment, sentence) => {
    expect(() => readConfig(args, environment)).toThrow(new ConfigError(sentence));
  });
});

test("the help names every option, its default and its place in the environment", () => {
  const help = describeOptions();
  for (const flag of ["port", "host", "bots", "map", "max-rooms", "max-seats", "allow-origin"])
    expect(help).toContain(`  --${flag} `);
  for (const flag of ["score-limit", "time-limit", "no-qr", "dev", "help"])
    expect(help).toContain(`  --${flag} `);
  expect(help).toContain("(default: 7777)");
  expect(help).toContain("CAROM_MAX_ROOMS=4");
});
