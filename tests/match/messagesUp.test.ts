/** How much a client says: only what the server would not make of its silence. */
import { describe, expect, test } from "vitest";
import { Stepper, type Player } from "../harness/stepper.ts";
import { Button, IDLE_INPUT } from "#shared/sim/input.ts";
import { decodeClientMessage } from "#shared/protocol/codec.ts";

const TICKS = 600;

/** Plays with what `hold` makes of the input before each tick; gives how many messages of inputs were sent in a tick. */
function perTick(match: Stepper, player: Player, hold: (tick: number) => void): number {
  const wire = player.wires.at(-1)!;
  let count = 0;
  wire.alterUp = (bytes) => {
    if (decodeClientMessage(bytes).type === "inputs") count += 1;
    return bytes;
  };
  for (let tick = 0; tick < TICKS; tick++) {
    hold(tick);
    match.run(1);
  }
  return count / TICKS;
}

function begin() {
  const match = new Stepper({ latencyMs: 30, jitterMs: 0 });
  const ada = match.join("Ada");
  match.run(240);
  match.beginPlay();
  match.run(240);
  return { match, ada };
}

describe("messages of inputs", () => {
  test.each([
    ["nobody touches anything", () => undefined],
    ["the stick is held", (player: Player) => Object.assign(player.input, { moveX: 7, moveY: -3 })],
    ["it only aims", (player: Player, tick: number) => (player.input.aim = (tick * 331) & 0xffff)],
  ] as const)("are one for two ticks where %s", (_, hold) => {
    const { match, ada } = begin();
    expect(perTick(match, ada, (tick) => hold(ada, tick))).toBeCloseTo(0.5, 1);
  });

  test("are one a tick where the stick never rests", () => {
    const { match, ada } = begin();
    expect(perTick(match, ada, (tick) => (ada.input.moveX = (tick % 15) - 7))).toBeCloseTo(1, 1);
  });

  test("are enough: whatever somebody does is foreseen to the bit, and nothing counts as missed", () => {
    const { match, ada } = begin();
    const missed = match.room.missedInputs;
    const corrections = ada.view!.net.corrections;
    const messages = perTick(match, ada, (tick) => {
      // Holds of 3 to 13 ticks that begin in either half of an interval; shots on and on, now and then a dash.
      const turn = Math.floor(tick / 13) + Math.floor(tick / 10);
      ada.input.moveX = (turn % 3) * 7 - 7;
      ada.input.moveY = (turn % 5) * 3 - 6;
      ada.input.aim = (tick * 777) & 0xffff;
      const isDashing = tick % 97 < 2;
      ada.input.buttons = (tick % 61 < 40 ? Button.fire : 0) | (isDashing ? Button.dash : 0);
    });
    expect(messages).toBeLessThan(0.75);
    expect(match.room.missedInputs).toBe(missed);
    expect(ada.view!.net.corrections).toBe(corrections);
    expect(ada.heard("fire").length).toBeGreaterThan(10);
    expect(ada.heard("dash").length).toBeGreaterThan(2);
    Object.assign(ada.input, IDLE_INPUT);
  });
});
