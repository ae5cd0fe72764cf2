/**
 * A small deterministic synthesiser: a sound is a list of layers, a layer is one oscillator (or noise) whose pitch and
 * brightness slide from a start to an end under an attack-hold-decay envelope. Samples are computed once, at start-up.
 */

export type Wave = "sine" | "triangle" | "square" | "saw" | "noise";

export interface Layer {
  readonly wave: Wave;
  readonly fromHz: number;
  readonly toHz: number;
  readonly attackMs: number;
  readonly holdMs: number;
  readonly decayMs: number;
  /** Peak, 0..1. */
  readonly level: number;
  /** Silence before the layer. */
  readonly delayMs?: number;
  /** Cut-off of the low-pass filter, sliding; left out for none. */
  readonly cutFromHz?: number;
  readonly cutToHz?: number;
  /** Strength of a modulator at `modulatorRatio` times the pitch, in radians: metal and glass. */
  readonly modulation?: number;
  readonly modulatorRatio?: number;
}

export type SoundRow = readonly Layer[];

const TURN = Math.PI * 2;
/** Where `tanh` begins to round peaks off: layers may add up to more than 1. */
const DRIVE = 1.1;

export function lengthMs(row: SoundRow): number {
  return Math.max(...row.map((layer) => (layer.delayMs ?? 0) + layer.attackMs + layer.holdMs + layer.decayMs));
}

/** Samples of the whole sound, within -1..1. */
export function synthesize(row: SoundRow, sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.ceil((lengthMs(row) / 1000) * sampleRate));
  for (const layer of row) addLayer(samples, layer, sampleRate);
  for (let i = 0; i < samples.length; i += 1) samples[i] = Math.tanh(samples[i]! * DRIVE);
  return samples;
}

function addLayer(samples: Float32Array, layer: Layer, sampleRate: number): void {
  const start = Math.round(((layer.delayMs ?? 0) / 1000) * sampleRate);
  const count = Math.round(((layer.attackMs + layer.holdMs + layer.decayMs) / 1000) * sampleRate);
  const noise = createNoise();
  let phase = 0;
  let filtered = 0;
  for (let i = 0; i < count && start + i < samples.length; i += 1) {
    const progress = i / count;
    const hz = slide(layer.fromHz, layer.toHz, progress);
    phase += hz / sampleRate;
    const raw = layer.wave === "noise" ? noise() : oscillate(layer, phase);
    filtered += (raw - filtered) * filterShare(layer, progress, sampleRate);
    samples[start + i]! += filtered * layer.level * envelope(layer, (i / sampleRate) * 1000);
  }
}

/** Pitch is heard in ratios, so it slides in ratios. */
function slide(from: number, to: number, progress: number): number {
  return from * (to / from) ** progress;
}

function filterShare(layer: Layer, progress: number, sampleRate: number): number {
  if (layer.cutFromHz === undefined) return 1;
  const cutHz = slide(layer.cutFromHz, layer.cutToHz ?? layer.cutFromHz, progress);
  return 1 - Math.exp((-TURN * cutHz) / sampleRate);
}

function envelope(layer: Layer, ms: number): number {
  if (ms < layer.attackMs) return ms / layer.attackMs;
  const decayedMs = ms - layer.attackMs - layer.holdMs;
  if (decayedMs <= 0) return 1;
  const left = Math.max(0, 1 - decayedMs / layer.decayMs);
  return left * left;
}

function oscillate(layer: Layer, phase: number): number {
  const bend = layer.modulation ? layer.modulation * Math.sin(TURN * phase * (layer.modulatorRatio ?? 1)) : 0;
  const turn = phase + bend / TURN;
  const part = turn - Math.floor(turn);
  if (layer.wave === "sine") return Math.sin(TURN * part);
  if (layer.wave === "triangle") return 1 - 4 * Math.abs(part - 0.5);
  if (layer.wave === "square") return part < 0.5 ? 0.7 : -0.7;
  return 2 * part - 1;
}

/** The same noise for every layer and every start: sounds must not differ from run to run. */
function createNoise(): () => number {
  let state = 0x2545f491;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 0x80000000;
  };
}
