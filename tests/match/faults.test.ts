/** What goes wrong on networks, in tabs and on servers, and that a match is itself again soon after. */
import { beforeEach, describe, expect, test } from "vitest";
import { Hand } from "../harness/hand.ts";
import { PARTED_ARENA, Stepper, type Player } from "../harness/stepper.ts";
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
import { SKIFF } from "#shared/sim/tuning.ts";
import { skiffEntity } from "#shared/sim/world.ts";

const MOST_PX_PER_FRAME = (SKIFF.mostSpeedPxPerSecond * TICK_MS) / 1000;
let match: Stepper;
let ada: Player;
let bob: Player;

function begin(latencyMs = 50): void {
  match = new Stepper({ latencyMs, maps: [PARTED_ARENA], seed: 3 });
  [ada, bob] = [match.join("Ada"), match.join("Bob")];
  match.run(120);
  match.beginPlay();
  match.run(60);
}

beforeEach(() => begin());

/** The route changes, for everybody. */
function setLatency(latencyMs: number): void {
  for (const { wire } of match.players) wire.options.latencyMs = latencyMs;
}

interface Watch {
  truth: Truth;
  /** Frame by frame: ms since the watch began, how far off the picture was, how far the other moved in it. */
  rows: { ms: number; own: number; other: number; moved: number }[];
}

/** Both play by chance while Ada's pictures are watched for `ticks`; `at` is called before each tick. */
function watch(ticks: number, at: (tick: number) => void): Watch {
  const truth = new Truth();
  const hands = [new Hand(1), new Hand(2)];
  const seen: { ms: number; ownTick: number; remoteTick: number; own: Spot; other: Spot }[] = [];
  const beginMs = match.nowMs;
  for (let tick = 0; tick < ticks; tick++) {
    at(tick);
    match.run(1, () => {
      truth.note(match.room.world);
      match.players.forEach((player, i) => hands[i]?.press(player.input));
    });
    const [own, other] = [ada.sees(ada.slot), ada.sees(bob.slot)];
    if (own === undefined || other === undefined) continue;
    const { ownTick, remoteTick } = ada.session.visit!.shown;
    const ms = match.nowMs - beginMs;
    seen.push({ ms, ownTick, remoteTick, own: spot(own), other: spot(other) });
  }
  match.run(60, () => truth.note(match.room.world));
  const rows = seen.map(({ ms, ownTick, remoteTick, own, other }, i) => {
    const before = seen[Math.max(0, i - 1)]!.other;
    return {
      ms,
      own: truth.distance(ada.slot, ownTick, own.x, own.y),
      other: truth.distance(bob.slot, remoteTick, other.x, other.y),
      moved: Math.hypot(other.x - before.x, other.y - before.y),
    };
  });
  return { truth, rows };
}

interface Spot {
  x: number;
  y: number;
}

const spot = ({ x, y }: Spot): Spot => ({ x, y });

describe("a network that stands still for a second, both ways", () => {
  const STALL = 60;

  test("is over within 0.7 s of its end: control, the others, and the picture", () => {
    const { rows } = watch(300, (tick) => match.stall(tick >= 60 && tick < 60 + STALL));
    const after = rows.filter(({ ms }) => ms > (60 + STALL) * TICK_MS + 700);
    expect(after.length).toBeGreaterThan(100);
    expect(Math.max(...after.map(({ own }) => own))).toBeLessThan(16);
    expect(Math.max(...after.map(({ other }) => other))).toBeLessThan(16);
    expect(ada.session.state.kind).toBe("playing");
  });

  test("tells nobody's skiff to jump: it is led to where it is", () => {
    const { rows } = watch(300, (tick) => match.stall(tick >= 60 && tick < 60 + STALL));
    const jumps = rows.map(({ moved }) => moved).sort((a, b) => b - a);
    expect(jumps[0]).toBeLessThan(4 * MOST_PX_PER_FRAME);
  });

  test("does not push the others further into the past for long after", () => {
    watch(600, (tick) => match.stall(tick >= 60 && tick < 60 + STALL));
    expect(ada.view!.net.interpolationMs).toBeLessThan(60);
  });

  test("leaves few bytes to catch up with: the server slows down while nothing is acked", () => {
    const delivered: number[] = [];
    watch(200, (tick) => {
      match.stall(tick >= 60 && tick < 60 + STALL);
      delivered.push(ada.wire.bytesDelivered);
    });
    const most = Math.max(...delivered.map((bytes, i) => bytes - (delivered[i - 1] ?? bytes)));
    expect(most).toBeGreaterThan(150);
    expect(most).toBeLessThan(3000);
  });

  test("one of a tenth of a second at a time is hardly seen", () => {
    const { rows } = watch(600, (tick) => match.stall(tick % 120 >= 110 && tick % 120 < 116));
    const jumps = rows.map(({ moved }) => moved).sort((a, b) => b - a);
    expect(jumps[0]).toBeLessThan(2.5 * MOST_PX_PER_FRAME);
    expect(ada.view!.net.corrections).toBeLessThanOrEqual(10);
  });
});

describe("a route that changes", () => {
  test.each([10, 100, 350])(
    "to one of %i ms: inputs are in time again within three seconds",
    (latencyMs) => {
      setLatency(latencyMs);
      match.run(180);
      const missed = match.room.missedInputs;
      watch(180, () => undefined);
      expect(match.room.missedInputs - missed).toBeLessThanOrEqual(1);
      const { marginTicks } = ada.view!.net;
      expect(marginTicks).toBeGreaterThan(0);
      expect(marginTicks).toBeLessThan(2.5);
    },
  );

  test("to one that is shorter: the clock waits for what was sent, and nothing is taken back", () => {
    setLatency(350);
    match.run(300);
    const { clockJumps, corrections } = ada.view!.net;
    setLatency(10);
    const { rows } = watch(300, () => undefined);
    expect(ada.view!.net.clockJumps).toBeGreaterThan(clockJumps);
    expect(ada.view!.net.corrections).toBe(corrections);
    expect(Math.max(...rows.map(({ own }) => own))).toBeLessThan(8);
  });
});

describe("a server that stands still, and has lost that time", () => {
  test.each([20, 30, 60, 300])(
    "for %i ticks: inputs are in time again within a second",
    (ticks) => {
      match.isFrozen = true;
      match.run(ticks);
      match.isFrozen = false;
      match.run(60);
      expect(match.players.map(({ session }) => session.state.kind)).toEqual(
        Array(2).fill("playing"),
      );
      const missed = match.room.missedInputs;
      watch(120, () => undefined);
      expect(match.room.missedInputs - missed).toBeLessThanOrEqual(1);
      for (const { view } of match.players) {
        expect(view!.net.marginTicks).toBeGreaterThan(0);
        expect(view!.net.marginTicks).toBeLessThan(2.5);
        expect(view!.net.leadTicks).toBeLessThan(8);
      }
    },
  );
});

describe("a machine that sleeps, and its clock with it", () => {
  test.each([
    [1, 8],
    [20, 5],
    [20, 14],
    [20, 40],
    [100, 200],
  ])("%i ms away, for %i ticks: inputs are in time again within a second", (latencyMs, ticks) => {
    begin(latencyMs);
    match.run(120);
    ada.isAsleep = true;
    match.run(ticks);
    ada.isAsleep = false;
    match.run(60);
    const missed = match.room.missedInputs;
    watch(120, () => undefined);
    expect(match.room.missedInputs - missed).toBeLessThanOrEqual(1);
    expect(ada.view!.net.corrections).toBeLessThanOrEqual(1);
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
