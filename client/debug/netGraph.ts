/**
 * F3: the connection, drawn as it is. One bar per snapshot, as high as its bytes, coloured by how it came; above them
 * a line of how late each was; beside them the figures that the netcode steers by.
 */
import { html, nothing, render, type TemplateResult } from "lit-html";
import type { NetView, SnapshotBar } from "../netcode/view.ts";
import { controlLabel } from "../ui/controlLabels.ts";
import { words } from "../ui/words/words.ts";

const BARS = 120;
const WIDTH_PX = 360;
const HEIGHT_PX = 116;
/** Space above the bars for the line of lateness. */
const LATE_PX = 30;
/** The lateness line reaches its top at this. */
const LATE_MAX_MS = 60;
/** The scale of bytes grows in these steps, so that bars do not jump about. */
const BYTES_STEP = 100;
const FIGURES_EVERY_MS = 200;
const MAX_PIXEL_RATIO = 2;

const COLORS: Record<SnapshotBar["state"], string> = {
  "on time": "#3fdcc0",
  late: "#ffc857",
  extrapolated: "#ff6f61",
  keyframe: "#58a8ff",
};

export class NetGraph {
  readonly #root: HTMLElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #figures: HTMLElement;
  #isOpen = false;
  #figuresAtMs = -Infinity;

  constructor(root: HTMLElement) {
    this.#root = root;
    render(frameView(), root);
    this.#canvas = root.querySelector("canvas")!;
    this.#figures = root.querySelector<HTMLElement>(".net-figures")!;
    root.hidden = true;
  }

  /** Puts something below the figures. */
  append(element: HTMLElement): void {
    this.#root.append(element);
  }

  /** Says all of it in the language of now. */
  retell(): void {
    render(frameView(), this.#root);
    this.#root.setAttribute("aria-label", words.netGraph.title);
    this.#figuresAtMs = -Infinity;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  toggle(): void {
    this.#isOpen = !this.#isOpen;
    this.#root.hidden = !this.#isOpen;
    this.#figuresAtMs = -Infinity;
  }

  hide(): void {
    if (this.#isOpen) this.toggle();
  }

  /** Call once per frame; draws only while open. */
  update(net: NetView, nowMs: number): void {
    if (!this.#isOpen) return;
    this.#draw(net.recent.slice(-BARS));
    if (nowMs - this.#figuresAtMs < FIGURES_EVERY_MS) return;
    this.#figuresAtMs = nowMs;
    render(figuresView(net), this.#figures);
  }

  #draw(bars: readonly SnapshotBar[]): void {
    const ratio = Math.min(devicePixelRatio, MAX_PIXEL_RATIO);
    if (this.#canvas.width !== WIDTH_PX * ratio) {
      this.#canvas.width = WIDTH_PX * ratio;
      this.#canvas.height = HEIGHT_PX * ratio;
    }
    const context = this.#canvas.getContext("2d");
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, WIDTH_PX, HEIGHT_PX);
    const maxBytes = scaleOf(bars);
    drawGrid(context, maxBytes);
    drawBars(context, bars, maxBytes);
    drawLateness(context, bars);
  }
}

/** Bytes at the top of the graph. */
function scaleOf(bars: readonly SnapshotBar[]): number {
  const most = bars.reduce((max, bar) => Math.max(max, bar.bytes), 1);
  return Math.ceil(most / BYTES_STEP) * BYTES_STEP;
}

function drawGrid(context: CanvasRenderingContext2D, maxBytes: number): void {
  context.strokeStyle = "rgba(150, 210, 205, 0.16)";
  context.fillStyle = "rgba(190, 225, 222, 0.6)";
  context.font = "10px system-ui, sans-serif";
  context.lineWidth = 1;
  for (const share of [0.5, 1]) {
    const y = Math.round(HEIGHT_PX - share * (HEIGHT_PX - LATE_PX)) + 0.5;
    context.beginPath();
    context.moveTo(0, y);
    context.lineTo(WIDTH_PX, y);
    context.stroke();
    context.fillText(`${maxBytes * share} B`, 2, y + 11);
  }
}

function drawBars(
  context: CanvasRenderingContext2D,
  bars: readonly SnapshotBar[],
  maxBytes: number,
): void {
  const step = WIDTH_PX / BARS;
  for (const [i, bar] of bars.entries()) {
    const height = Math.max(2, (bar.bytes / maxBytes) * (HEIGHT_PX - LATE_PX));
    context.fillStyle = COLORS[bar.state];
    context.globalAlpha = bar.state === "on time" ? 0.75 : 1;
    context.fillRect(placeOf(i, bars.length), HEIGHT_PX - height, step - 1, height);
  }
  context.globalAlpha = 1;
}

function drawLateness(context: CanvasRenderingContext2D, bars: readonly SnapshotBar[]): void {
  context.strokeStyle = "#f4fbff";
  context.lineWidth = 1.25;
  context.beginPath();
  for (const [i, bar] of bars.entries()) {
    const share = Math.max(0, Math.min(1, bar.lateMs / LATE_MAX_MS));
    context.lineTo(placeOf(i, bars.length) + 1, LATE_PX - 4 - share * (LATE_PX - 8));
  }
  context.stroke();
}

/** The newest bar stands at the right. */
function placeOf(index: number, count: number): number {
  return (BARS - count + index) * (WIDTH_PX / BARS);
}

function frameView(): TemplateResult {
  const text = words.netGraph;
  const key = controlLabel("netGraph");
  return html`
    <h2>${text.title}<small>${key === "" ? nothing : text.close(key)}</small></h2>
    <canvas></canvas>
    <p class="net-legend">
      ${Object.entries(text.states).map(([state, name]) => html`<span class="state-${state.replace(" ", "-")}"><i></i>${name}</span>`)}
    </p>
    <p class="hint">${text.axis}</p>
    <div class="net-figures"></div>
  `;
}

function figuresView(net: NetView): TemplateResult {
  const text = words.netGraph;
  const rows: readonly (readonly [string, string, boolean?])[] = [
    [text.ping, text.ms(net.rttMs)],
    [text.jitter, text.ms(net.jitterMs)],
    [text.delay, `${text.ms(net.interpolationMs)}: ${words.net.reasons[net.interpolationReason]}`],
    [text.lead, text.ticks(net.leadTicks)],
    [text.margin, text.ticks(net.marginTicks), net.marginTicks < 0],
    [text.late, String(net.lateInputs)],
    [text.clockJumps, String(net.clockJumps)],
    [text.corrections, text.perMinute(net.corrections, net.correctionsPerMinute)],
    [text.correction, text.pixels(net.lastCorrectionPx, net.worstCorrectionPx)],
    [text.starved, text.share(net.starvedFrames, net.starvedShare)],
    [text.refused, String(net.refusedShots)],
    [text.snapshots, text.perSecond(net.snapshotsPerSecond)],
    [text.silence, text.ms(net.silenceMs), net.quality === "silent"],
    [text.skipped, String(net.skippedSnapshots)],
    [text.resyncs, String(net.resyncs)],
    [text.down, text.kilobytes(net.bytesDownPerSecond)],
    [text.up, text.kilobytes(net.bytesUpPerSecond)],
  ];
  return html`<dl>
    ${rows.map(
      ([label, value, isWrong]) =>
        html`<div class=${isWrong ? "wrong" : ""}>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
