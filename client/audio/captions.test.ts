import { beforeEach, describe, expect, test } from "vitest";
import { arrowOf, Captions } from "./captions.ts";
import type { Cue } from "./cues.ts";
import type { SoundName } from "./sounds.ts";

const CUE: Cue = {
  bus: "shots",
  priority: 2,
  gain: 0.6,
  pan: 0,
  rate: 1,
  cutHz: Infinity,
  bearing: 0,
  isMine: false,
};

let captions: Captions;

function play(name: SoundName, part: Partial<Cue> = {}): void {
  captions.play(name, { ...CUE, ...part });
}

function read(): string[] {
  return captions.lines.map(({ name, arrow }) => `${name} ${arrow}`.trim());
}

beforeEach(() => {
  captions = new Captions();
  captions.advance(1000);
});

test("the arrow points to the nearest of eight ways, and to none when it is here", () => {
  const ways = [0, 1, 2, 3, 4, -1, -2, -3, -4].map((eighth) => arrowOf((eighth * Math.PI) / 4));
  expect(ways.join("")).toBe("→↘↓↙←↗↑↖←");
  expect([arrowOf(0.3), arrowOf(0.5), arrowOf(null)]).toEqual(["→", "↘", ""]);
});

describe("captions", () => {
  test("say what is heard, and from where", () => {
    play("firePulse", { bearing: Math.PI });
    play("hitTaken", { bearing: null });
    play("pickupWeapon");
    expect(read()).toEqual(["shot ←", "hitTaken", "padTaken →"]);
  });

  test("say nothing of what I do, of ornaments, and of what is hardly heard", () => {
    play("firePulse", { isMine: true });
    play("bounce");
    play("click");
    play("firePulse", { gain: 0.05 });
    expect(read()).toEqual([]);
  });

  test("go after a while; the same again renews its line instead of adding one", () => {
    play("firePulse");
    const [first] = captions.lines;
    captions.advance(2000);
    play("firePulse");
    expect(captions.lines).toHaveLength(1);
    captions.advance(3500);
    expect(captions.lines.map(({ id }) => id)).toEqual([first!.id]);
    captions.advance(3600);
    expect(read()).toEqual([]);
  });

  test("are three at most: what matters less makes room, of equals nobody does", () => {
    play("firePulse", { bearing: 0 });
    play("firePulse", { bearing: 1, priority: 1 });
    play("firePulse", { bearing: 2 });
    play("firePulse", { bearing: 3, priority: 1 });
    expect(read()).toEqual(["shot →", "shot ↘", "shot ↙"]);
    play("hitTaken", { priority: 4 });
    expect(read()).toEqual(["shot →", "shot ↙", "hitTaken →"]);
    play("dash", { bearing: 3 });
    expect(read()).toEqual(["shot →", "shot ↙", "hitTaken →"]);
  });
});
