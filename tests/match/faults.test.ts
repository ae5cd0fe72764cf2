/** What goes wrong on networks, in tabs and on servers, and that a match is itself again soon after. */
import { beforeEach, describe, expect, test } from "vitest";
import { Hand } from "../harness/hand.ts";
import { openDuel, watchDuel, type Duel } from "../harness/duel.ts";
import type { Player, Stepper } from "../harness/stepper.ts";
import { put } from "../harness/table.ts";
import { Truth } from "../harness/truth.ts";
import { TICK_MS } from "#shared/timing.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import {
  decodeClientMessage,
  decodeServerMessage,
  encodeClientMessage,
} from "#shared/protocol/codec.ts";
import { Button } from "#shared/sim/input.ts";
import { MATCH, SKIFF } from "#shared/sim/tuning.ts";
import { skiffEntity } from "#shared/sim/world.ts";

const MOST_PX_PER_FRAME = (SKIFF.mostSpeedPxPerSecond * TICK_MS) / 1000;
let duel: Duel;
let match: Stepper;
let ada: Player;
let bob: Player;

beforeEach(() => {
  duel = openDuel();
  ({ match, ada, bob } = duel);
});

describe("a network that stands still for a second, both ways", () => {
  const STALL = 60;

  test("is over within 0.7 s of its end: control, the others, and the picture", () => {
    const rows = watchDuel(duel, 300, (tick) => match.stall(tick >= 60 && tick < 60 + STALL));
    const after = rows.filter(({ ms }) => ms > (60 + STALL) * TICK_MS + 700);
    expect(after.length).toBeGreaterThan(100);
    expect(Math.max(...after.map(({ own }) => own))).toBeLessThan(16);
    expect(Math.max(...after.map(({ other }) => other))).toBeLessThan(16);
    expect(ada.session.state.kind).toBe("playing");
  });

  test("tells nobody's skiff to jump: it is led to where it is", () => {
    const rows = watchDuel(duel, 300, (tick) => match.stall(tick >= 60 && tick < 60 + STALL));
    const jumps = rows.map(({ moved }) => moved).sort((a, b) => b - a);
    expect(jumps[0]).toBeLessThan(4 * MOST_PX_PER_FRAME);
  });

  test("does not push the others further into the past for long after", () => {
    watchDuel(duel, 600, (tick) => match.stall(tick >= 60 && tick < 60 + STALL));
    expect(ada.view!.net.interpolationMs).toBeLessThan(60);
  });

  test("leaves few bytes to catch up with: the server slows down while nothing is acked", () => {
    const delivered: number[] = [];
    watchDuel(duel, 200, (tick) => {
      match.stall(tick >= 60 && tick < 60 + STALL);
      delivered.push(ada.wire.bytesDelivered);
    });
    const most = Math.max(...delivered.map((bytes, i) => bytes - (delivered[i - 1] ?? bytes)));
    expect(most).toBeGreaterThan(150);
    expect(most).toBeLessThan(3000);
  });

  test("one of a tenth of a second at a time is hardly seen", () => {
    const rows = watchDuel(duel, 600, (tick) => match.stall(tick % 120 >= 110 && tick % 120 < 116));
    const jumps = rows.map(({ moved }) => moved).sort((a, b) => b - a);
    expect(jumps[0]).toBeLessThan(2.5 * MOST_PX_PER_FRAME);
    expect(ada.view!.net.corrections).toBeLessThanOrEqual(10);
  });
});

describe("a client that never acks", () => {
  /** Inputs go on, and say that nothing was ever received. */
  function silenceAcks(player: Player): void {
    player.wire.alterUp = (bytes) => {
      const message = decodeClientMessage(bytes);
      if (message.type !== "inputs") return bytes;
      return new Uint8Array(encodeClientMessage({ ...message, ackTick: 0 }));
    };
  }

  test("is probed, then left alone, then dropped after ten seconds; nobody else notices", () => {
    silenceAcks(ada);
    let bobsSnapshots = 0;
    let adasSnapshots: number[] = [];
    ada.wire.alterDown = (bytes) => {
      if (decodeServerMessage(bytes).type === "snapshot") adasSnapshots.push(match.nowMs);
      return bytes;
    };
    bob.wire.alterDown = (bytes) => {
      if (decodeServerMessage(bytes).type === "snapshot") bobsSnapshots += 1;
      return bytes;
    };
    const fromMs = match.nowMs;
    match.run(597);
    expect(ada.wires).toHaveLength(1);
    const inSecond = (second: number) =>
      adasSnapshots.filter((ms) => Math.floor((ms - fromMs) / 1000) === second).length;
    expect(inSecond(0)).toBeGreaterThan(12);
    expect(inSecond(1)).toBeLessThanOrEqual(4);
    expect(inSecond(4)).toBe(0);
    expect(inSecond(8)).toBe(0);
    adasSnapshots = [];
    match.run(120);
    expect(match.refusals).toContain("too slow");
    expect(ada.wires.length).toBeGreaterThan(1);
    expect(bobsSnapshots).toBeGreaterThanOrEqual(717 / 2 - 2);
    expect(bob.view!.net.corrections).toBe(0);
    expect(bob.session.state.kind).toBe("playing");
  });
});

describe("a hidden tab", () => {
  function hide(player: Player): void {
    player.isHidden = true;
    player.session.setAway(true);
  }

  function show(player: Player): void {
    player.isHidden = false;
    player.session.setAway(false);
  }

  test("tells nothing late of phases that went by", () => {
    const { world } = match.room;
    ada.events.length = 0;
    hide(ada);
    Object.assign(world.match, { phase: "warmup", endTick: world.tick + 2 });
    match.run(MATCH.countdownTicks + 120);
    expect(world.match.phase).toBe("playing");
    show(ada);
    match.run(30);
    expect(ada.heard("phase")).toEqual([]);
  });

  test("does not keep all bolts that fly meanwhile", () => {
    hide(ada);
    bob.input.buttons = Button.fire;
    match.run(1800);
    expect(bob.heard("fire").length).toBeGreaterThan(100);
    expect(ada.session.visit!.shots!.count).toBeLessThan(30);
    bob.input.buttons = 0;
    show(ada);
    match.run(120);
    expect(ada.session.visit!.shots!.count).toBe(0);
  });

  test("keeps its seat for half a minute, and for little traffic", () => {
    const { slot } = ada;
    hide(ada);
    const bytes = ada.wire.bytesDown;
    match.run(30 * 60);
    expect(bob.view!.seats.find((seat) => seat.slot === slot)).toMatchObject({ isAway: true });
    expect(ada.wire.bytesDown - bytes).toBeLessThan(30 * 200);
    show(ada);
    match.run(60);
    expect([ada.wires.length, ada.slot]).toEqual([1, slot]);
    expect(bob.view!.seats.find((seat) => seat.slot === slot)).toMatchObject({ isAway: false });
  });

  test("lets go of fire and stick while nobody looks", () => {
    ada.input.buttons = Button.fire;
    ada.input.moveX = 7;
    match.run(30);
    hide(ada);
    match.run(60);
    const skiff = skiffEntity(ada.slot);
    const { Control, Score } = match.room.world.components;
    const shots = Score.shots[skiff]!;
    expect([Control.moveX[skiff], Control.buttons[skiff]]).toEqual([0, 0]);
    match.run(300);
    expect(Score.shots[skiff]).toBe(shots);
  });

  test("is clean within a second of coming back: no burst of what was missed, nothing out of place", () => {
    const truth = new Truth();
    const hand = new Hand(9);
    hide(ada);
    bob.input.buttons = Button.fire;
    match.run(30 * 60);
    ada.events.length = 0;
    show(ada);
    match.run(2);
    expect(ada.view).not.toBe(null);
    expect(ada.events).toEqual([]);
    bob.input.buttons = 0;
    match.run(20);
    // Shots of the last half second, at most, and what their bolts do now.
    expect(ada.heard("fire").length).toBeLessThanOrEqual(5);
    expect(ada.heard("fizzle").length).toBeLessThanOrEqual(5);
    match.run(54, () => truth.note(match.room.world));
    const samples: number[] = [];
    const shown: [number, number, number, number][] = [];
    match.run(120, () => {
      truth.note(match.room.world);
      hand.press(ada.input);
      for (const { slot, x, y } of ada.view!.skiffs) {
        const { ownTick, remoteTick } = ada.session.visit!.shown;
        shown.push([slot, slot === ada.slot ? ownTick : remoteTick, x, y]);
      }
    });
    match.run(30, () => truth.note(match.room.world));
    for (const [slot, tick, x, y] of shown) samples.push(truth.distance(slot, tick, x, y));
    expect(Math.max(...samples.filter((sample) => !Number.isNaN(sample)))).toBeLessThan(16);
    expect(ada.view!.net.corrections).toBe(0);
  });
});

describe("a server that stops", () => {
  test("is waited for, in words, and when it is back the client is too", () => {
    match.lobby.close();
    match.isDown = true;
    match.run(30);
    expect(ada.session.state).toMatchObject({ kind: "reconnecting" });
    expect(ada.view).toBe(null);
    match.run(240);
    expect(ada.session.state).toMatchObject({ kind: "reconnecting" });
    match.isDown = false;
    match.run(300);
    for (const player of match.players) {
      expect(player.session.state).toMatchObject({ kind: "playing" });
      expect(player.view!.skiffs).toHaveLength(2);
    }
  });

  test("says why", () => {
    match.lobby.close();
    match.run(4);
    expect(ada.session.state).toMatchObject({
      kind: "reconnecting",
      code: CloseCode.goingAway,
    });
  });

  test("that never comes back is given up in the end", () => {
    match.lobby.close();
    match.isDown = true;
    match.run(75 * 60);
    expect(ada.session.state).toMatchObject({ kind: "closed", code: CloseCode.goingAway });
  });
});

describe("what cannot be helped by trying again", () => {
  test("a connection that breaks comes back by itself, to a room that is still there", () => {
    const { roomCode } = ada.view!;
    ada.wire.cut();
    expect(ada.session.state).toMatchObject({ kind: "reconnecting", attempt: 1 });
    match.run(60);
    expect(ada.session.state.kind).toBe("playing");
    expect(ada.view!.roomCode).toBe(roomCode);
  });

  test("a room that is not there", () => {
    const eve = match.join("Eve", "ZZZZ");
    match.run(20);
    expect(eve.session.state).toMatchObject({ kind: "closed", code: CloseCode.noSuchRoom });
    expect(eve.wires).toHaveLength(1);
  });

  test("another version", () => {
    const eve = match.join("Eve", "", "older");
    match.run(20);
    expect(eve.session.state).toMatchObject({ kind: "closed", code: CloseCode.otherVersion });
    expect(eve.wires).toHaveLength(1);
  });
});

describe("a snapshot that is lost or spoilt", () => {
  const spoil = (bytes: Uint8Array<ArrayBuffer>) => {
    const copy = bytes.slice();
    copy.fill(0xff, 7);
    return copy;
  };

  test.each([
    ["lost", () => undefined],
    ["spoilt", spoil],
  ])("%s: a keyframe is asked for, and all is well soon", (_, alter) => {
    let keyframes = 0;
    let left = 1;
    ada.wire.alterDown = (bytes) => {
      const message = decodeServerMessage(bytes);
      if (message.type !== "snapshot") return bytes;
      if ((message.body[3]! & 31) === 0) keyframes += 1;
      return left-- > 0 ? alter(bytes) : bytes;
    };
    match.run(60);
    expect(ada.session.visit!.meter.resyncs).toBe(1);
    expect(keyframes).toBe(1);
    const hand = new Hand(4);
    match.run(120, () => hand.press(ada.input));
    expect(ada.view!.net).toMatchObject({ corrections: 0 });
    expect(ada.session.visit!.meter.resyncs).toBe(1);
    expect(ada.session.state.kind).toBe("playing");
  });

  test("what was told before is not told again with the keyframe", () => {
    put(match.room.world, bob.slot, { x: 900, y: 600 });
    match.run(30);
    ada.events.length = 0;
    bob.input.buttons = Button.fire;
    bob.input.aim = 0;
    match.run(14);
    bob.input.buttons = 0;
    match.run(3);
    ada.wire.alterDown = () => undefined;
    match.run(2);
    ada.wire.alterDown = (bytes) => bytes;
    match.run(60);
    expect(ada.session.visit!.meter.resyncs).toBe(1);
    const fired = match.room.world.components.Score.shots[skiffEntity(bob.slot)]!;
    expect(fired).toBe(2);
    expect(ada.heard("fire")).toHaveLength(fired);
  });
});
