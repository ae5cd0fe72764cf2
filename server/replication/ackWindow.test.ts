import { describe, expect, test } from "vitest";
import { AckWindow } from "./ackWindow.ts";

describe("what is on its way", () => {
  test("is waited for from the oldest on, and an ack takes away all up to its tick", () => {
    const window = new AckWindow(10);
    for (const tick of [12, 14, 16]) window.noteSent(tick, 700);
    expect([window.waitsTicks(20), window.isHeavy]).toEqual([8, true]);
    expect(window.noteAck(14, 21)).toBe(true);
    expect([window.waitsTicks(22), window.isHeavy]).toEqual([6, false]);
    expect(window.noteAck(14, 23)).toBe(false);
    expect(window.noteAck(24, 23)).toBe(false);
    expect(window.noteAck(16, 23)).toBe(true);
    expect(window.waitsTicks(30)).toBe(0);
  });

  test("is counted right over and over, however long that goes on", () => {
    const window = new AckWindow(0);
    for (let tick = 2; tick < 2000; tick += 2) {
      window.noteSent(tick, 800);
      expect([window.waitsTicks(tick), window.isHeavy]).toEqual([tick > 2 ? 2 : 0, tick > 2]);
      if (tick > 2) window.noteAck(tick - 2, tick);
    }
  });

  test("of more than there are places for, the oldest is known still, and the newest ends it", () => {
    const window = new AckWindow(0);
    for (let tick = 1; tick <= 500; tick++) window.noteSent(tick, 10);
    expect([window.waitsTicks(500), window.isFull, window.isHeavy]).toEqual([499, true, true]);
    window.noteAck(30, 501);
    expect(window.waitsTicks(501)).toBe(501 - 31);
    window.noteAck(500, 502);
    expect([window.waitsTicks(600), window.isFull, window.isHeavy]).toEqual([0, false, false]);
  });
});
