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

function lab(color: number, vision: Matrix): Rgb {
  const linear = [16, 8, 0].map((shift) => {
    const c = ((color >> shift) & 255) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  const seen = apply(vision, linear).map((c) => Math.min(1, Math.max(0, c))) as unknown as Rgb;
  const xyz = apply(XYZ, seen);
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

const SAFE_FOR: [keyof typeof PALETTES, string[]][] = [
  ["hall", ["full"]],
  ["amber", ["full", "protanopia", "deuteranopia"]],
  ["rose", ["full", "tritanopia"]],
];

describe("palettes", () => {
  for (const [name, kinds] of SAFE_FOR) {
    for (const kind of kinds) {
      test(`${name}: the sides differ at a glance under ${kind} vision`, () => {
        const palette: Palette = PALETTES[name];
        const vision = VISION[kind]!;
        expect(distance(palette.ally, palette.enemy, vision)).toBeGreaterThan(60);
        expect(distance(palette.self, palette.enemy, vision)).toBeGreaterThan(40);
        expect(distance(palette.self, palette.ally, vision)).toBeGreaterThan(25);
      });
    }
  }

  test("hexColor keeps leading zeros", () => {
    expect(hexColor(0x00000f)).toBe("#00000f");
  });
});
