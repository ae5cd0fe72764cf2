import { expect, test } from "vitest";
import type { Ink } from "./ink.ts";
import { Particles, type Burst } from "./particles.ts";

const BURST: Burst = {
  kind: "spark",
  count: 40,
  color: 0xffffff,
  angle: 0,
  spread: 0.2,
  speed: 300,
  lifeMs: 400,
  size: 2,
};

/** Remembers where lines begin instead of drawing them. */
function recorder(): { ink: Ink; xs: number[] } {
  const xs: number[] = [];
  const ink = {
    taper: (x: number) => xs.push(x),
    glow: (x: number) => xs.push(x),
  } as unknown as Ink;
  return { ink, xs };
}

test("a burst flies its way and burns out", () => {
  const particles = new Particles();
  const { ink, xs } = recorder();
  particles.burst(100, 100, BURST);
  expect(particles.count).toBe(40);
  for (let i = 0; i < 5; i++) particles.draw(ink, 16);
  expect(Math.min(...xs.slice(-40))).toBeGreaterThan(100);
  for (let i = 0; i < 30; i++) particles.draw(ink, 16);
  expect(particles.count).toBe(0);
});

test("a low tier draws a share of each burst, but never nothing", () => {
  const particles = new Particles();
  particles.share = 0.25;
  particles.burst(0, 0, BURST);
  expect(particles.count).toBe(10);
  particles.burst(0, 0, { ...BURST, count: 1 });
  expect(particles.count).toBe(11);
});

test("the pool is finite: the oldest make room", () => {
  const particles = new Particles();
  for (let i = 0; i < 100; i++) particles.burst(0, 0, BURST);
  expect(particles.count).toBe(2048);
});
