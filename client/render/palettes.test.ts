import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { hexColor, PALETTES, type Palette } from "./palettes.ts";

type Rgb = readonly [number, number, number];
type Matrix = readonly [Rgb, Rgb, Rgb];

/** Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB. */
const VISION: Record<string, Matrix> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const XYZ: Matrix = [
  [0.4124, 0.3576, 0.1805],
  [0.2126, 0.7152, 0.0722],
  [0.0193, 0.1192, 0.9505],
];

function apply(matrix: Matrix, v: Rgb): Rgb {
  const row = (r: Rgb): number => r[0] * v[0] + r[1] * v[1] + r[2] * v[2];
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

/** Linear RGB as it is seen. */
function seen(color: number, vision: Matrix): Rgb {
  const linear = [16, 8, 0].map((shift) => {
    const c = ((color >> shift) & 255) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return apply(vision, linear).map((c) => Math.min(1, Math.max(0, c))) as unknown as Rgb;
}

function luminance(color: number, vision: Matrix): number {
  return apply(XYZ, seen(color, vision))[1];
}

function lab(color: number, vision: Matrix): Rgb {
  const xyz = apply(XYZ, seen(color, vision));
  const [x, y, z] = [xyz[0] / 0.9505, xyz[1], xyz[2] / 1.089].map((t) =>
    t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116,
  ) as unknown as Rgb;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** CIE76 distance; 2.3 is just noticeable, 40 is another colour at a glance. */
function distance(a: number, b: number, vision: Matrix): number {
  const [p, q] = [lab(a, vision), lab(b, vision)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

/** Contrast as WCAG 2 reckons it, 1..21. */
function contrast(a: number, b: number, vision: Matrix): number {
  const [light, dark] = [luminance(a, vision), luminance(b, vision)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

/** The cloth of every map that comes with the game. */
function felts(): number[] {
  const folder = new URL("../../assets/maps/", import.meta.url);
  const maps = readdirSync(folder).filter((file) => file.endsWith(".tmj"));
  return maps.map((file) => {
    const map = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as TiledMap;
    const felt = map.properties.find(({ name }) => name === "feltColor")!;
    return Number.parseInt(String(felt.value).slice(-6), 16);
  });
}

interface TiledMap {
  properties: { name: string; value: unknown }[];
}

/** The kinds of vision that each palette is made for. Two teams are "ally" and "enemy" to whoever looks at them. */
const SAFE_FOR: readonly (readonly [keyof typeof PALETTES, string])[] = [
  ["hall", "full"],
  ["amber", "full"],
  ["amber", "protanopia"],
  ["amber", "deuteranopia"],
  ["rose", "full"],
  ["rose", "tritanopia"],
];
/** Least distances: of what must be told apart in the midst of a fight, and of what stands alone. */
const AT_A_GLANCE = 60;
const AT_LOOKING = 40;
/** What WCAG 2 asks of a drawing against what is behind it. */
const DRAWING_CONTRAST = 3;

describe.each(SAFE_FOR)("palette %s under %s vision", (name, kind) => {
  const palette: Palette = PALETTES[name];
  const vision = VISION[kind]!;

  test("the two sides differ at a glance, and from me", () => {
    expect(distance(palette.ally, palette.enemy, vision)).toBeGreaterThan(AT_A_GLANCE);
    expect(distance(palette.self, palette.enemy, vision)).toBeGreaterThan(AT_LOOKING);
    expect(distance(palette.self, palette.ally, vision)).toBeGreaterThan(AT_LOOKING);
  });

  test("what mends and what kills differ at a glance", () =>
    expect(distance(palette.repair, palette.danger, vision)).toBeGreaterThan(AT_A_GLANCE));

  test("every side stands out from the cloth of every map", () => {
    const sides = [palette.self, palette.ally, palette.enemy];
    const pairs = felts().flatMap((felt) => sides.map((side) => contrast(side, felt, vision)));
    expect(Math.min(...pairs)).toBeGreaterThan(DRAWING_CONTRAST);
  });
});

/** Two colours that are far apart, but not to who has this blindness; and one who tells them apart. */
const CONFUSED: readonly (readonly [kind: string, a: number, b: number, other: string])[] = [
  ["protanopia", 0x206020, 0xe02020, "tritanopia"],
  ["deuteranopia", 0x20a0a0, 0xe020a0, "tritanopia"],
  ["tritanopia", 0x20e020, 0x20e0e0, "protanopia"],
  ["tritanopia", 0x20e020, 0x20e0e0, "deuteranopia"],
];

test.each(CONFUSED)(
  "who has %s confuses what others do not, and greys remain",
  (kind, a, b, other) => {
    expect(distance(a, b, VISION[kind]!)).toBeLessThan(AT_LOOKING / 3);
    for (const clear of ["full", other])
      expect(distance(a, b, VISION[clear]!)).toBeGreaterThan(AT_A_GLANCE);
    for (const c of seen(0x808080, VISION[kind]!))
      expect(c).toBeCloseTo(seen(0x808080, VISION["full"]!)[0], 4);
  },
);

test("each of the three colour blindnesses has a palette", () => {
  const blindnesses = Object.keys(VISION).filter((kind) => kind !== "full");
  expect(blindnesses).toHaveLength(3);
  const served = blindnesses.filter((kind) => SAFE_FOR.some(([, safe]) => safe === kind));
  expect(served).toEqual(blindnesses);
});

test("hexColor keeps leading zeros", () => {
  expect(hexColor(0x00000f)).toBe("#00000f");
});
