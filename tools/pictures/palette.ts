/**
 * The 256 colours that do a picture most justice (median cut): all its colours in one box, the box with the widest
 * spread of colours cut in two at its median, again and again; each box's mean is a colour of the palette.
 */

const COLORS = 256;
/** Colours are counted in steps of 8: five bits a channel. */
const SHIFT = 3;
const STEPS = 32;
const CELLS = STEPS ** 3;
/** Most by which dithering changes a channel, up and down together: about the step between two near colours. */
const DITHER = 7;
/** Ranks of a square of 4 x 4 pixels (Bayer's), as far from each other as can be. */
const PATTERN = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5] as const;

/** A colour of the coarse grid, how often it occurs, and the sum of the fine colours in it. */
interface Cell {
  readonly rgb: readonly [number, number, number];
  readonly count: number;
  readonly sum: readonly [number, number, number];
}

/** Red, green and blue bytes of each colour, at most 256. */
export function choosePalette(rgb: Uint8Array): Uint8Array {
  let boxes = [countCells(rgb)];
  while (boxes.length < COLORS) {
    const widest = boxes.reduce((a, b) => (weigh(b) > weigh(a) ? b : a));
    if (weigh(widest) === 0) break;
    boxes = [...boxes.filter((box) => box !== widest), ...cut(widest)];
  }
  return Uint8Array.from(boxes.flatMap(meanOf));
}

/** The picture with a fine regular pattern on it, so that a slope between two colours is a mixture of both. */
export function dither({ width, rgb }: { width: number; rgb: Uint8Array }): Uint8Array {
  return rgb.map((value, i) => {
    const pixel = Math.floor(i / 3);
    const rank = PATTERN[(Math.floor(pixel / width) % 4) * 4 + ((pixel % width) % 4)]!;
    return Math.min(255, Math.max(0, value + (rank / 15 - 0.5) * DITHER));
  });
}

/** Index of the nearest colour of `palette`, for each pixel. */
export function mapColors(rgb: Uint8Array, palette: Uint8Array): Uint8Array {
  const nearest = new Map<number, number>();
  return Uint8Array.from({ length: rgb.length / 3 }, (_, i) => {
    const color = (rgb[i * 3]! << 16) | (rgb[i * 3 + 1]! << 8) | rgb[i * 3 + 2]!;
    const known = nearest.get(color);
    if (known !== undefined) return known;
    const found = findNearest(color, palette);
    nearest.set(color, found);
    return found;
  });
}

function findNearest(color: number, palette: Uint8Array): number {
  let best = 0;
  let bestSquare = Infinity;
  for (let i = 0; i * 3 < palette.length; i++) {
    const r = palette[i * 3]! - (color >> 16);
    const g = palette[i * 3 + 1]! - ((color >> 8) & 255);
    const b = palette[i * 3 + 2]! - (color & 255);
    const square = r * r + g * g + b * b;
    if (square >= bestSquare) continue;
    bestSquare = square;
    best = i;
  }
  return best;
}

function countCells(rgb: Uint8Array): Cell[] {
  const counts = new Float64Array(CELLS);
  const sums = new Float64Array(CELLS * 3);
  for (let i = 0; i < rgb.length; i += 3) {
    const [r, g, b] = [rgb[i]!, rgb[i + 1]!, rgb[i + 2]!];
    const cell = ((r >> SHIFT) * STEPS + (g >> SHIFT)) * STEPS + (b >> SHIFT);
    counts[cell]! += 1;
    sums[cell * 3]! += r;
    sums[cell * 3 + 1]! += g;
    sums[cell * 3 + 2]! += b;
  }
  const cells: Cell[] = [];
  counts.forEach((count, cell) => {
    if (count === 0) return;
    const sum = [sums[cell * 3]!, sums[cell * 3 + 1]!, sums[cell * 3 + 2]!] as const;
    const rgbOf = [
      Math.floor(cell / STEPS / STEPS),
      Math.floor(cell / STEPS) % STEPS,
      cell % STEPS,
    ];
    cells.push({ rgb: rgbOf as [number, number, number], count, sum });
  });
  return cells;
}

/** How much there is to gain by cutting it: its spread, and a little for how much of the picture it is. */
function weigh(box: readonly Cell[]): number {
  if (box.length < 2) return 0;
  const pixels = box.reduce((sum, { count }) => sum + count, 0);
  return spread(box)[1] * Math.cbrt(pixels);
}

/** The channel in which its colours differ most, and by how much. */
function spread(box: readonly Cell[]): readonly [channel: number, steps: number] {
  const widths = [0, 1, 2].map((channel) => {
    const values = box.map(({ rgb }) => rgb[channel]!);
    return Math.max(...values) - Math.min(...values);
  });
  const most = Math.max(...widths);
  return [widths.indexOf(most), most];
}

function cut(box: readonly Cell[]): [Cell[], Cell[]] {
  const [channel] = spread(box);
  const sorted = box.toSorted((a, b) => a.rgb[channel]! - b.rgb[channel]!);
  const half = box.reduce((sum, { count }) => sum + count, 0) / 2;
  let passed = 0;
  const middle = sorted.findIndex(({ count }) => (passed += count) >= half);
  const at = Math.min(sorted.length - 1, Math.max(1, middle + 1));
  return [sorted.slice(0, at), sorted.slice(at)];
}

function meanOf(box: readonly Cell[]): number[] {
  const pixels = box.reduce((sum, { count }) => sum + count, 0);
  return [0, 1, 2].map((channel) =>
    Math.round(box.reduce((sum, cell) => sum + cell.sum[channel]!, 0) / pixels),
  );
}
