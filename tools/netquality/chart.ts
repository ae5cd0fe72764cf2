/** Draws one timeline as SVG: a band from nearly the least to nearly the most, its middle as a line, or dots. */
import { percentile } from "../rows.ts";
import type { Band, Dot, Timeline } from "./timelines.ts";

const WIDTH = 720;
const HEIGHT = 150;
const MARGIN = { left: 48, right: 8, top: 8, bottom: 20 };
const GRID_LINES = 4;
/** One outlier must not flatten all the rest. */
const SCALE_SHARE = 0.995;

interface Scale {
  x(seconds: number): string;
  y(value: number): string;
  readonly low: number;
  readonly high: number;
}

export function drawTimeline(timeline: Timeline): string {
  const scale = scaleOf(timeline);
  const { title, unit, bands, dots } = timeline;
  const parts = [
    ...drawGrid(scale, timeline.seconds),
    drawBand(bands, scale),
    drawLine(bands, scale),
    ...dots.map((dot) => drawDot(dot, scale)),
  ];
  const nothing = bands.length + dots.length === 0 ? "<p>none</p>" : "";
  return `<figure><figcaption>${title}, ${unit}</figcaption>${nothing}<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">${parts.join("")}</svg></figure>`;
}

function scaleOf({ seconds, bands, dots }: Timeline): Scale {
  const highs = [...bands.map((band) => band.high), ...dots.map((dot) => dot.value)];
  const lows = bands.map((band) => band.low);
  const low = Math.min(0, lows.length === 0 ? 0 : percentile(lows, 1 - SCALE_SHARE));
  const high = Math.max(low + 1, highs.length === 0 ? 1 : percentile(highs, SCALE_SHARE) * 1.05);
  const inner = {
    width: WIDTH - MARGIN.left - MARGIN.right,
    height: HEIGHT - MARGIN.top - MARGIN.bottom,
  };
  const share = (value: number) => Math.max(0, Math.min(1, (value - low) / (high - low)));
  return {
    x: (at) => (MARGIN.left + (at / seconds) * inner.width).toFixed(1),
    y: (value) => (MARGIN.top + (1 - share(value)) * inner.height).toFixed(1),
    low,
    high,
  };
}

function drawGrid(scale: Scale, seconds: number): string[] {
  const rows = Array.from({ length: GRID_LINES + 1 }, (_, i) => {
    const value = scale.low + ((scale.high - scale.low) * i) / GRID_LINES;
    const y = scale.y(value);
    return `<path class="grid" d="M${MARGIN.left} ${y}H${WIDTH - MARGIN.right}"/><text x="${MARGIN.left - 6}" y="${y}" text-anchor="end" dy="0.3em">${shorten(value)}</text>`;
  });
  const end = `<text x="${WIDTH - MARGIN.right}" y="${HEIGHT - 4}" text-anchor="end">${seconds.toFixed(0)} s</text>`;
  const start = `<text x="${MARGIN.left}" y="${HEIGHT - 4}">0 s</text>`;
  return [...rows, start, end];
}

function shorten(value: number): string {
  return Math.abs(value) >= 10 ? value.toFixed(0) : value.toFixed(1);
}

function drawBand(bands: readonly Band[], { x, y }: Scale): string {
  if (bands.length === 0) return "";
  const there = bands.map((band) => `${x(band.atSeconds)} ${y(band.high)}`);
  const back = bands.toReversed().map((band) => `${x(band.atSeconds)} ${y(band.low)}`);
  return `<path class="band" d="M${[...there, ...back].join("L")}Z"/>`;
}

function drawLine(bands: readonly Band[], { x, y }: Scale): string {
  if (bands.length === 0) return "";
  const points = bands.map((band) => `${x(band.atSeconds)} ${y(band.middle)}`);
  return `<path class="line" d="M${points.join("L")}"/>`;
}

function drawDot({ atSeconds, value, isBad }: Dot, { x, y }: Scale): string {
  const kind = isBad ? "bad" : "excused";
  return `<circle class="${kind}" cx="${x(atSeconds)}" cy="${y(value)}" r="${isBad ? 2.5 : 1.5}"/>`;
}
