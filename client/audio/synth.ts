/**
 * A small deterministic synthesiser: a sound is a list of layers, a layer is one oscillator (or noise) whose pitch and
 * brightness slide from a start to an end under an attack-hold-decay envelope. Samples are computed once, at start-up.
 */

export type Wave = "sine" | "triangle" | "square" | "saw" | "noise";

/** One line of a sound: how it swings, pitch from and to, attack-hold-decay, loudness, and what else there is to it. */
export type Layer = readonly [
  wave: Wave,
  pitchHz: readonly [from: number, to: number],
  envelopeMs: readonly [attack: number, hold: number, decay: number],
  /** Peak, 0..1. */
  level: number,
  more?: {
    /** Silence before the layer. */
    readonly delayMs?: number;
    /** Cut-off of a low-pass filter, sliding. */
    readonly cutHz?: readonly [from: number, to: number];
    /** A modulator of this strength in radians at this ratio to the pitch: metal and glass. */
    readonly modulation?: readonly [strength: number, ratio: number];
  },
];

export type SoundRow = readonly Layer[];

const TURN = Math.PI * 2;
/** Where `tanh` begins to round peaks off: layers may add up to more than 1. */
const DRIVE = 1.1;

export function lengthMs(row: SoundRow): number {
  return Math.max(...row.map((layer) => (layer[4]?.delayMs ?? 0) + layerMs(layer)));
}

/** Samples of the whole sound, within -1..1. */
export function synthesize(row: SoundRow, sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.ceil((lengthMs(row) / 1000) * sampleRate));
  for (const layer of row) addLayer(samples, layer, sampleRate);
  for (let i = 0; i < samples.length; i += 1) samples[i] = Math.tanh(samples[i]! * DRIVE);
  return samples;
}

function layerMs([, , [attack, hold, decay]]: Layer): number {
  return attack + hold + decay;
}

function addLayer(samples: Float32Array, layer: Layer, sampleRate: number): void {
  const [wave, [fromHz, toHz], envelopeMs, level, { delayMs = 0, cutHz, modulation } = {}] = layer;
  const start = Math.round((delayMs / 1000) * sampleRate);
  const count = Math.round((layerMs(layer) / 1000) * sampleRate);
  const noise = createNoise();
  let phase = 0;
  let filtered = 0;
  for (let i = 0; i < count && start + i < samples.length; i += 1) {
    const progress = i / count;
    phase += slide(fromHz, toHz, progress) / sampleRate;
    const raw = wave === "noise" ? noise() : oscillate(wave, phase + bend(modulation, phase));
    filtered += (raw - filtered) * (cutHz ? filterShare(slide(...cutHz, progress), sampleRate) : 1);
    samples[start + i]! += filtered * level * envelope(envelopeMs, (i / sampleRate) * 1000);
  }
}

/** Pitch is heard in ratios, so it slides in ratios. */
function slide(from: number, to: number, progress: number): number {
  return from * (to / from) ** progress;
}

function filterShare(cutHz: number, sampleRate: number): number {
  return 1 - Math.exp((-TURN * cutHz) / sampleRate);
}

function envelope([attack, hold, decay]: Layer[2], ms: number): number {
  if (ms < attack) return ms / attack;
  const left = Math.min(1, Math.max(0, 1 - (ms - attack - hold) / decay));
  return left * left;
}

/** How far the modulator pushes the phase now, in turns. */
function bend(modulation: readonly [number, number] | undefined, phase: number): number {
  return modulation ? (modulation[0] / TURN) * Math.sin(TURN * phase * modulation[1]) : 0;
}

function oscillate(wave: Exclude<Wave, "noise">, turn: number): number {
  const part = turn - Math.floor(turn);
  if (wave === "sine") return Math.sin(TURN * part);
  if (wave === "triangle") return 1 - 4 * Math.abs(part - 0.5);
  if (wave === "square") return part < 0.5 ? 0.7 : -0.7;
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
