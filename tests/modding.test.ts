import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "carom-modding-"));
  for (const path of ["shared", "server", "assets", "package.json"])
    cpSync(path, join(copy, path), { recursive: true });
  symlinkSync(join(process.cwd(), "node_modules"), join(copy, "node_modules"));
});
afterEach(() => rmSync(copy, { recursive: true }));

/** Changes a file of the copy as docs/modding.md says. */
function change(path: string, before: string, after: string): void {
  const text = readFileSync(join(copy, path), "utf8");
  expect(text.split(before), `${before} in ${path}`).toHaveLength(2);
  writeFileSync(join(copy, path), text.replace(before, after));
}

/** Runs a script in the copy and gives what it printed last. */
function run(script: string): unknown {
  writeFileSync(join(copy, "try.ts"), script);
  const printed = execFileSync(process.execPath, ["try.ts"], { cwd: copy, encoding: "utf8" });
  return JSON.parse(printed);
}

const PLAY = `
import { askWeapon, Button, IDLE_INPUT } from "#shared/sim/input.ts";
import { checkpoint, restore } from "#shared/sim/checkpoint.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import { step } from "#shared/sim/step.ts";
import { WEAPONS } from "#shared/sim/tuning.ts";
import { createWorld, skiffEntity } from "#shared/sim/world.ts";
import { loadMaps } from "./server/maps.ts";

function begin(mode) {
  const arena = loadMaps("assets/maps").find(({ name }) => name === "felt-room");
  const world = createWorld({ arena, seed: 1, rules: { mode, scoreLimit: 3 } });
  for (const slot of [0, 1]) joinWorld(world, slot);
  world.match.phase = "playing";
  world.match.endTick = 0;
  return world;
}
`;

test("a row makes a weapon that is fired, flies and strikes", () => {
  const row = `{ ...PLAIN, name: "Marble", kind: "bolt", damage: 41, bounceBonus: 0, cooldownTicks: 20,
    speedPxPerSecond: 700, bounces: 3, lifeTicks: 120, radiusPx: 8, ammo: 4, recoilPxPerSecond: 0, knockbackPxPerSecond: 10 },`;
  change(
    "shared/sim/tuning.ts",
    "];\n\nexport const PULSE = 0;",
    `  ${row}\n];\n\nexport const PULSE = 0;`,
  );
  const played = run(`${PLAY}
    const world = begin("deathmatch");
    const marble = WEAPONS.length - 1;
    const { Ammo, Position, Skiff } = world.components;
    const [me, other] = [skiffEntity(0), skiffEntity(1)];
    Ammo[marble][me] = 4;
    Position.x[other] = Position.x[me] + 90;
    Position.y[other] = Position.y[me];
    Skiff.shieldEndTick.fill(0);
    const told = [];
    for (let i = 0; i < 12; i++) {
      step(world, [{ ...IDLE_INPUT, buttons: askWeapon(Button.fire, marble) }]);
      for (const event of world.events)
        if (event.type === "fire" || event.type === "hit") told.push([event.type, WEAPONS[event.weapon].name, event.damage]);
    }
    console.log(JSON.stringify(told));
  `);
  expect(played).toEqual([
    ["fire", "Marble", null],
    ["hit", "Marble", 41],
  ]);
});

test("a file and a line make a mode that is played, won and kept in a checkpoint", () => {
  writeFileSync(
    join(copy, "shared/sim/modes/stroll.ts"),
    `/** Whoever goes east has the points. */
    import { seatedSkiffs } from "../world.ts";
    import { deathmatch } from "./deathmatch.ts";
    export const stroll = {
      ...deathmatch,
      name: "stroll",
      play(world) {
        const { Score, Velocity } = world.components;
        for (const skiff of seatedSkiffs(world)) if (Velocity.x[skiff] > 200) Score.score[skiff] += 1;
      },
    };`,
  );
  const modes = "shared/sim/modes/modes.ts";
  change(
    modes,
    'import { teams } from "./teams.ts";',
    'import { teams } from "./teams.ts";\nimport { stroll } from "./stroll.ts";',
  );
  change(
    modes,
    "[deathmatch, teams, flags, puck, duel]",
    "[deathmatch, teams, flags, puck, duel, stroll]",
  );
  const played = run(`${PLAY}
    const world = begin("stroll");
    const other = begin("stroll");
    while (world.match.phase === "playing") step(world, [{ ...IDLE_INPUT, moveX: 7 }]);
    restore(other, checkpoint(world));
    console.log(JSON.stringify([other.match.phase, other.rules.mode, other.components.Score.score[skiffEntity(0)]]));
  `);
  expect(played).toEqual(["results", "stroll", 3]);
});
