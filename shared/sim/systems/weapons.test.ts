import { describe, expect, test } from "vitest";
import { eventsOf, play, skiffOf, tableWith } from "../../../tests/harness/table.ts";
import { AIM_STEPS, askWeapon, Button } from "../input.ts";
import { PULSE, RAIL, SKIFF, WEAPONS } from "../tuning.ts";
import { skiffEntity, type World } from "../world.ts";
import { hasShots } from "./weapons.ts";

const FIRE = { buttons: Button.fire };
const SKIFF_0 = skiffEntity(0);

function lone(): World {
  return tableWith([{ x: 300, y: 240 }]);
}

function loadRail(world: World, shots: number): void {
  world.components.Ammo[RAIL]![SKIFF_0] = shots;
}

describe("firing", () => {
  test("goes on at the weapon's cadence while the button is held", () => {
    const world = lone();
    const ticks: number[] = [];
    for (let tick = 0; tick < 35; tick++) {
      if (eventsOf(play(world, { 0: FIRE }), "fire").length > 0) ticks.push(tick);
    }
    const { cooldownTicks } = WEAPONS[PULSE]!;
    expect(ticks).toEqual([0, 1, 2, 3].map((n) => n * cooldownTicks));
  });

  test("reports slot, weapon, angle and the muzzle on its grid, and counts the shot", () => {
    const world = tableWith([{ x: 300.1, y: 240.3 }]);
    const [shot] = eventsOf(play(world, { 0: { ...FIRE, aim: 12345 } }), "fire");
    expect(shot).toEqual({
      type: "fire",
      slot: 0,
      weapon: PULSE,
      x: 300.125,
      y: 240.25,
      angle: 12345,
    });
    expect(skiffOf(world, 0).shots).toBe(1);
  });

  test("pushes the skiff back", () => {
    const world = lone();
    play(world, { 0: { ...FIRE, aim: AIM_STEPS / 4 } });
    expect(skiffOf(world, 0)).toMatchObject({
      velocityX: 0,
      velocityY: -WEAPONS[PULSE]!.recoilPxPerSecond,
    });
  });

  test("ends the spawn shield", () => {
    const world = lone();
    const { shieldEndTick } = world.components.Skiff;
    shieldEndTick[SKIFF_0] = world.tick + 50;
    play(world);
    expect(shieldEndTick[SKIFF_0]).toBe(world.tick + 49);
    play(world, { 0: FIRE });
    expect(shieldEndTick[SKIFF_0]).toBeLessThanOrEqual(world.tick);
  });

  test("does nothing for the dead and while all are frozen", () => {
    const dead = lone();
    dead.components.Skiff.isAlive[SKIFF_0] = 0;
    dead.components.Skiff.respawnTick[SKIFF_0] = dead.tick + 9;
    expect(play(dead, { 0: FIRE }, 5)).toEqual([]);
    const frozen = lone();
    frozen.match.phase = "over";
    expect(play(frozen, { 0: FIRE }, 5)).toEqual([]);
  });
});

describe("choosing", () => {
  const ASK_RAIL = { buttons: askWeapon(0, RAIL) };

  test("takes a weapon that is loaded, keeps what it has otherwise", () => {
    const world = lone();
    play(world, { 0: ASK_RAIL });
    expect(skiffOf(world, 0).weapon).toBe(PULSE);
    loadRail(world, 2);
    expect(hasShots(world, SKIFF_0, RAIL)).toBe(true);
    play(world, { 0: ASK_RAIL });
    expect(skiffOf(world, 0).weapon).toBe(RAIL);
    play(world);
    expect(skiffOf(world, 0).weapon).toBe(RAIL);
    play(world, { 0: { buttons: askWeapon(0, PULSE) } });
    expect(skiffOf(world, 0)).toMatchObject({ weapon: PULSE, ammo: [0, 2, 0, 0, 0] });
  });

  test("a weapon that the game does not have is no weapon", () => {
    const world = lone();
    for (let weapon = WEAPONS.length; weapon <= 6; weapon++) {
      play(world, { 0: { buttons: askWeapon(Button.fire, weapon) } });
      expect(skiffOf(world, 0).weapon).toBe(PULSE);
    }
  });

  test("a change does not shorten the wait after a shot", () => {
    const world = lone();
    loadRail(world, 1);
    const held = { buttons: askWeapon(Button.fire, RAIL) };
    expect(eventsOf(play(world, { 0: held }), "fire")).toHaveLength(1);
    const waiting = play(world, { 0: FIRE }, WEAPONS[RAIL]!.cooldownTicks - 1);
    expect(eventsOf(waiting, "fire")).toEqual([]);
    expect(eventsOf(play(world, { 0: FIRE }), "fire")).toMatchObject([{ weapon: PULSE }]);
  });

  test("after its last shot the skiff has the Pulse in hand again", () => {
    const world = lone();
    loadRail(world, 2);
    const held = { 0: { buttons: askWeapon(Button.fire, RAIL) } };
    play(world, held);
    expect(skiffOf(world, 0)).toMatchObject({ weapon: RAIL, ammo: [0, 1, 0, 0, 0] });
    const shots = eventsOf(play(world, held, WEAPONS[RAIL]!.cooldownTicks * 2 + 1), "fire");
    expect(shots.map(({ weapon }) => weapon)).toEqual([RAIL, PULSE]);
    expect(skiffOf(world, 0)).toMatchObject({ weapon: PULSE, ammo: [0, 0, 0, 0, 0] });
  });

  test("a new life begins with the Pulse and nothing loaded", () => {
    const world = lone();
    loadRail(world, 5);
    play(world, { 0: ASK_RAIL });
    world.components.Skiff.isAlive[SKIFF_0] = 0;
    play(world, {}, SKIFF.respawnTicks);
    expect(skiffOf(world, 0)).toMatchObject({
      isAlive: true,
      weapon: PULSE,
      ammo: [0, 0, 0, 0, 0],
    });
  });
});
