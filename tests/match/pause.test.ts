/** A match that stands still: not a bit of it changes, everybody is told, and it goes on as if nothing had been. */
import { describe, expect, test } from "vitest";
import { Stepper, type Player, type StepperOptions } from "../harness/stepper.ts";
import { TICK_RATE } from "#shared/timing.ts";
import { checkpoint } from "#shared/sim/checkpoint.ts";
import { Button } from "#shared/sim/input.ts";
import { boltsInFlight, skiffEntity } from "#shared/sim/world.ts";

/** Told, counted down and on the way again. */
const COUNT_TICKS = 3 * TICK_RATE;
const SETTLED_TICKS = 2 * TICK_RATE;

/** Two who fly about and shoot. */
function open(options: StepperOptions = {}) {
  const match = new Stepper({ latencyMs: 60, jitterMs: 10, ...options });
  const [ada, bob] = [match.join("Ada"), match.join("Bob")];
  match.run(TICK_RATE);
  match.beginPlay();
  match.run(SETTLED_TICKS);
  Object.assign(ada.input, { moveX: 7, buttons: Button.fire, aim: 9000 });
  Object.assign(bob.input, { moveY: -7, buttons: Button.fire, aim: 40_000 });
  match.run(TICK_RATE);
  return { match, ada, bob };
}

function placeOf({ view, slot }: Player) {
  const { x, y } = view!.skiffs.find((skiff) => skiff.slot === slot)!;
  return { x, y };
}

describe("a pause", () => {
  test("leaves the world as it was, to the bit, with bolts in the air", () => {
    const { match } = open();
    match.room.pause(60);
    const before = checkpoint(match.room.world);
    expect(boltsInFlight(match.room.world).length).toBeGreaterThan(0);
    match.run(10 * TICK_RATE);
    expect(checkpoint(match.room.world)).toEqual(before);
  });

  test("is told each second, and all stands still on the screens", () => {
    const { match, ada, bob } = open();
    match.room.pause(60);
    match.run(TICK_RATE);
    const before = [placeOf(ada), placeOf(bob), ada.view!.bolts.map(({ x }) => x)];
    match.run(9 * TICK_RATE);
    expect([ada.view!.pausedSeconds, bob.view!.pausedSeconds]).toEqual([51, 51]);
    expect([placeOf(ada), placeOf(bob), ada.view!.bolts.map(({ x }) => x)]).toEqual(before);
  });

  test("costs nobody his place: no clock jumps, nothing is late, corrected or asked for anew", () => {
    const { match, ada, bob } = open();
    const figures = ({ view, session }: Player) => {
      const { clockJumps, resyncs, lateInputs } = view!.net;
      return { clockJumps, resyncs, lateInputs, missed: session.visit!.meter.resyncs };
    };
    const before = [figures(ada), figures(bob)];
    const { missedInputs } = match.room;
    const { corrections } = ada.view!.net;
    match.room.pause(20);
    match.run(20 * TICK_RATE + SETTLED_TICKS);
    expect(ada.view!.pausedSeconds).toBe(null);
    expect([figures(ada), figures(bob)]).toEqual(before);
    expect(match.room.missedInputs).toBe(missedInputs);
    expect(ada.wires).toHaveLength(1);
    // Bolts of the other may push in these two seconds as in any.
    expect(ada.view!.net.corrections - corrections).toBeLessThan(6);
  });

  test.each([0, 6, 12, 18, 24])("tells nothing of round trips, begun %i ticks later", (ticks) => {
    const { match, ada } = open({ jitterMs: 0 });
    match.run(ticks);
    const { rttMs, jitterMs } = ada.view!.net;
    match.room.pause(10);
    match.run(10 * TICK_RATE + SETTLED_TICKS);
    expect(ada.view!.net.rttMs).toBeCloseTo(rttMs, 6);
    expect(ada.view!.net.jitterMs).toBeCloseTo(jitterMs, 6);
  });

  test("goes on by itself when its time is up, and before that after a count of three", () => {
    const { match } = open();
    const { room } = match;
    room.pause(10);
    match.run(10 * TICK_RATE + 1);
    expect(room.isPaused).toBe(false);
    room.pause(600);
    match.run(TICK_RATE);
    room.goOn();
    const { tick } = room.world;
    match.run(COUNT_TICKS);
    expect([room.isPaused, room.world.tick]).toEqual([true, tick]);
    match.run(2);
    expect([room.isPaused, room.world.tick]).toEqual([false, tick + 2]);
  });

  test("outlasts what a connection bears of silence, and whoever comes meanwhile waits inside", () => {
    const { match, ada } = open();
    match.room.pause(120);
    match.run(TICK_RATE);
    const eve = match.join("Eve", match.room.code);
    match.run(20 * TICK_RATE);
    expect([eve.view, eve.session.isPaused, eve.wires.length]).toEqual([null, true, 1]);
    expect(ada.wires).toHaveLength(1);
    match.room.goOn();
    match.run(COUNT_TICKS + TICK_RATE);
    expect(eve.view!.skiffs.map(({ slot }) => slot)).toContain(eve.slot);
  });

  test("is outlived by who lost his connection in it, and by who hid his tab", () => {
    const { match, ada, bob } = open();
    const { slot } = ada;
    match.room.pause(600);
    match.run(TICK_RATE);
    ada.wire.cut();
    bob.session.setAway(true);
    bob.isHidden = true;
    match.run(20 * TICK_RATE);
    bob.isHidden = false;
    bob.session.setAway(false);
    match.room.goOn();
    match.run(COUNT_TICKS + SETTLED_TICKS);
    expect([ada.slot, ada.view!.pausedSeconds, bob.view!.pausedSeconds]).toEqual([
      slot,
      null,
      null,
    ]);
    const { Position } = match.room.world.components;
    for (const player of [ada, bob]) {
      const skiff = skiffEntity(player.slot);
      expect(Math.abs(placeOf(player).x - Position.x[skiff]!)).toBeLessThan(60);
    }
  });

  test("ends at once with another match, and with the server after its count", () => {
    const { match, ada } = open();
    match.room.pause(600);
    match.run(TICK_RATE);
    match.room.begin();
    match.run(TICK_RATE);
    expect([match.room.isPaused, ada.view!.phase, ada.view!.pausedSeconds]).toEqual([
      false,
      "warmup",
      null,
    ]);
    match.room.pause(600);
    match.lobby.drain(300);
    match.run(COUNT_TICKS + TICK_RATE);
    expect(match.room.isPaused).toBe(false);
  });

  test("is no idleness, and holds nobody's chat back", () => {
    const { match, ada, bob } = open();
    match.room.pause(600);
    match.run(40 * TICK_RATE);
    expect(match.room.idlers(30 * TICK_RATE)).toEqual([]);
    ada.session.sendChat("back soon");
    match.run(TICK_RATE);
    expect(bob.heard("chat").map(({ text }) => text)).toEqual(["back soon"]);
  });
});
