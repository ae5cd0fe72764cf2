/** The house plan as data: who may import whom. Everything that no row allows is forbidden. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Layer, findViolations } from "./harness/architecture.ts";

const FOLDERS = ["shared", "server", "client", "tests", "bench", "tools"];

const LAYERS: readonly Layer[] = [
  { files: ["shared/timing.ts", "shared/view.ts"], mayImport: [], packages: [] },
  { files: ["shared/sim/**"], mayImport: ["shared/timing.ts"], packages: ["bitecs"] },
  {
    files: ["shared/protocol/codec.ts"],
    mayImport: ["shared/protocol/**", "shared/sim/**", "shared/timing.ts"],
    packages: ["msgpackr"],
  },
  {
    files: ["shared/protocol/**"],
    mayImport: ["shared/sim/**", "shared/timing.ts"],
    packages: [],
  },
  {
    files: ["shared/journal/**"],
    mayImport: ["shared/sim/**", "shared/timing.ts", "shared/protocol/bits.ts"],
    packages: [],
  },
  { files: ["server/transport/**"], mayImport: [], packages: ["node:", "ws"] },
  { files: ["server/replication/**"], mayImport: ["shared/**"], packages: [] },
  {
    files: ["server/rooms/**"],
    mayImport: [
      "server/replication/**",
      "server/transport/connection.ts",
      "server/transport/tokenBucket.ts",
      "server/journal/**",
      "server/bots/**",
      "server/metrics.ts",
      "shared/**",
    ],
    packages: ["node:"],
  },
  { files: ["server/bots/**"], mayImport: ["shared/**"], packages: [] },
  { files: ["server/journal/**"], mayImport: ["shared/**"], packages: ["node:"] },
  {
    files: ["server/lan/**"],
    mayImport: ["shared/timing.ts", "shared/protocol/live.ts"],
    packages: ["node:", "uqr", "multicast-dns"],
  },
  {
    files: ["server/live/**"],
    mayImport: ["server/transport/connection.ts", "shared/**"],
    packages: ["node:"],
  },
  { files: ["server/admin/**"], mayImport: ["server/**", "shared/**"], packages: ["node:"] },
  {
    files: ["server/store/**"],
    mayImport: ["server/build.ts", "shared/**"],
    packages: ["node:"],
  },
  {
    files: ["server/settings/**"],
    mayImport: ["server/build.ts", "shared/**"],
    packages: ["node:", "smol-toml"],
  },
  {
    files: ["server/commands/**"],
    mayImport: ["server/**", "shared/**"],
    packages: ["node:"],
  },
  {
    files: ["server/certificate.ts"],
    mayImport: ["server/settings/plainFile.ts"],
    packages: ["node:", "selfsigned"],
  },
  {
    files: ["server/log.ts"],
    mayImport: ["server/settings/options.ts"],
    packages: ["pino", "pino-pretty"],
  },
  { files: ["server/main.ts"], mayImport: ["server/**", "tools/bots.ts"], packages: [] },
  { files: ["server/metrics.ts"], mayImport: ["shared/**"], packages: ["node:", "prom-client"] },
  { files: ["server/dev.ts"], mayImport: ["server/**"], packages: ["node:", "vite"] },
  {
    files: ["server/*.{ts,mjs}"],
    mayImport: ["server/**", "shared/**", "tools/*.mjs"],
    packages: ["node:", "uqr"],
  },
  { files: ["client/netcode/**"], mayImport: ["shared/**"], packages: [] },
  { files: ["client/offline/**"], mayImport: [], packages: [] },
  { files: ["client/admin/**"], mayImport: ["shared/protocol/admin.ts"], packages: [] },
  {
    files: ["client/input/**"],
    mayImport: ["shared/sim/input.ts", "shared/sim/tuning.ts"],
    packages: [],
  },
  {
    files: ["client/render/**"],
    mayImport: [
      "client/netcode/view.ts",
      "shared/timing.ts",
      "shared/view.ts",
      "shared/sim/arena/**",
    ],
    packages: ["pixi.js"],
  },
  {
    files: ["client/audio/**"],
    mayImport: [
      "client/netcode/view.ts",
      "shared/timing.ts",
      "shared/sim/tuning.ts",
      "shared/sim/arena/**",
    ],
    packages: [],
  },
  {
    files: ["client/*.ts", "client/{ui,debug,replay}/**"],
    mayImport: ["client/**", "shared/**"],
    packages: ["lit-html", "uqr"],
  },
  { files: ["tests/**", "bench/**", "tools/**"], mayImport: ["**"], packages: ["*"] },
];

describe("this tree", () => {
  test("keeps to the house plan", () => {
    const sources = new Map(FOLDERS.filter(existsSync).flatMap(readTree));
    expect(sources.size).toBeGreaterThan(10);
    expect(findViolations(sources, LAYERS)).toEqual([]);
  });
});

describe("a fault planted in a sound tree is refused", () => {
  const sound = {
    "shared/timing.ts": "export const TICK_RATE = 60;",
    "shared/sim/step.ts":
      'import { TICK_RATE } from "#shared/timing.ts";\nexport const a = Math.abs(-TICK_RATE);',
    "server/rooms/room.ts":
      'import type { a } from "../../shared/sim/step.ts";\nimport "node:crypto";',
    "client/render/stage.ts":
      'import { Application } from "pixi.js";\nimport "../netcode/view.ts";',
    "client/netcode/view.ts": "export {};",
  };

  test("the sound tree passes", () => {
    expect(judge(sound)).toEqual([]);
  });

  test.each([
    ["client to server", "client/main.ts", 'import "../server/rooms/room.ts";', "never meet"],
    [
      "server to client, in a type",
      "server/x.ts",
      'type V = import("../client/netcode/view.ts").V;',
      "never meet",
    ],
    [
      "server to client, in a test",
      "server/x.test.ts",
      'import "../client/netcode/view.ts";',
      "never meet",
    ],
    [
      "sim to protocol",
      "shared/sim/x.ts",
      'import "#shared/protocol/bits.ts";',
      "may import its own files",
    ],
    [
      "a type alone",
      "shared/sim/x.ts",
      'import type { M } from "../protocol/messages.ts";',
      "may import its own files",
    ],
    [
      "an import at run time",
      "server/replication/x.ts",
      'await import("../rooms/room.ts");',
      "may import its own files",
    ],
    [
      "a re-export",
      "client/render/x.ts",
      'export * from "../netcode/session.ts";',
      "may import its own files",
    ],
    [
      "a package away from home",
      "client/ui/x.ts",
      'import { Text } from "pixi.js";',
      "may import its own files",
    ],
    [
      "a part of a package",
      "shared/protocol/x.ts",
      'import "msgpackr/unpack";',
      "may import its own files",
    ],
    ["a scoped package", "server/rooms/x.ts", 'import "@scope/name/part";', "imports @scope/name;"],
    [
      "Node below the client",
      "client/netcode/x.ts",
      'import "node:fs/promises";',
      "may import its own files",
    ],
    [
      "a test helper in the game",
      "server/x.ts",
      'import "../tests/harness/x.ts";',
      "may import its own files",
    ],
    ["a file without a layer", "server/cellar/x.ts", "export {};", "in no layer"],
    ["a file that is too long", "client/main.ts", "\n".repeat(401), "401 lines"],
    ["a power in the simulation", "shared/sim/x.ts", "export const x = 2 ** 0.5;", "uses **"],
    ["a power that assigns", "shared/sim/x.ts", "let x = 2;\nx **= 0.5;", "uses **"],
    ["mathematics by another name", "shared/sim/x.ts", "const { sin } = Math;", "uses Math"],
    ["mathematics by index", "shared/sim/x.ts", 'export const x = Math["sin"](1);', "uses Math"],
    ["a silenced linter", "server/x.ts", "// oxlint-disable-next-line no-eval", "silences"],
    ["a file that does not parse", "server/x.ts", "export const = 3;", "does not parse"],
  ])("%s", (_name, path, source, complaint) => {
    const violations = judge({ ...sound, [path]: source });
    expect(violations).toHaveLength(1);
    expect(violations[0]).toContain(path);
    expect(violations[0]).toContain(complaint);
  });

  test("an import cycle, though it be of types", () => {
    const knot = {
      "server/rooms/a.ts": 'import { b } from "./b.ts";',
      "server/rooms/b.ts": 'import { c } from "./c.ts";',
      "server/rooms/c.ts": 'import type { a } from "./a.ts";',
    };
    expect(judge({ ...sound, ...knot })).toEqual([
      "server/rooms/a.ts -> server/rooms/b.ts -> server/rooms/c.ts -> server/rooms/a.ts is an import cycle",
    ]);
  });
});

function judge(tree: Record<string, string>): string[] {
  return findViolations(new Map(Object.entries(tree)), LAYERS);
}

function readTree(folder: string): [path: string, source: string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|css|html)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"))
    .map((path) => [path, readFileSync(path, "utf8")]);
}
