/**
 * WebAudio: sound → wall, distance and pan → bus (shots, hits, ui) → master → compressor. Nothing is heard before the first
 * gesture, because browsers forbid it; `unlock` is called from that gesture.
 */
import { Repeats } from "./repeats.ts";
import { SOUNDS, type SoundName } from "./sounds.ts";
import { synthesize } from "./synth.ts";
import { VoiceLimit } from "./voices.ts";
import { wake } from "./wake.ts";

/** The kinds of sounds: what skiffs and bolts do, who is hit, what the page itself says. */
export const BUSES = ["shots", "hits", "ui"] as const;

export type Bus = (typeof BUSES)[number];

/** Each 0..1. */
export type Volumes = Readonly<Record<Bus | "master", number>>;

export interface PlayOptions {
  bus: Bus;
  /** Higher is kept when there are too many voices. */
  priority: number;
  /** Linear, 0..1. */
  gain: number;
  /** -1 left … 1 right. */
  pan: number;
  /** 1 as synthesised, 2 an octave up. */
  rate: number;
  /** What is above this pitch is taken away; Infinity for nothing. */
  cutHz: number;
}

const NAMES = Object.keys(SOUNDS) as SoundName[];
const SAMPLE_RATE = 48_000;
const VOICE_LIMIT = 24;
/** Time in which a volume glides to its new value, so that a slider does not crackle. */
const GLIDE_SECONDS = 0.03;
/** Time in which a voice that has to make room fades. */
const STOP_SECONDS = 0.02;

interface Graph {
  context: AudioContext;
  master: GainNode;
  buses: Record<Bus, GainNode>;
}

export class Mixer {
  readonly #voices = new VoiceLimit(VOICE_LIMIT);
  readonly #buffers = new Map<SoundName, AudioBuffer>();
  readonly #repeats = new Repeats<SoundName>();
  #volumes: Volumes;
  #graph: Graph | null = null;

  constructor(volumes: Volumes) {
    this.#volumes = { ...volumes };
  }

  /** Computes one more sound. Called once a frame while little happens, so that no frame waits for all of them. */
  prepareNext(): void {
    const name = NAMES.find((candidate) => !this.#buffers.has(candidate));
    if (name !== undefined && typeof AudioBuffer !== "undefined") this.#bufferOf(name);
  }

  /** Call from a gesture of the player. Does nothing the second time, except waking a context that was put to sleep. */
  unlock(): void {
    if (typeof AudioContext === "undefined") return;
    this.#graph ??= createGraph(this.#volumes);
    // Safari has a state of its own for sound that a call or another tab has taken away.
    if (this.#graph.context.state !== "running") void wake(this.#graph.context);
  }

  setVolumes(volumes: Volumes): void {
    this.#volumes = { ...volumes };
    if (!this.#graph) return;
    const { context, master, buses } = this.#graph;
    const glide = (node: GainNode, value: number): void => {
      node.gain.setTargetAtTime(loudness(value), context.currentTime, GLIDE_SECONDS);
    };
    glide(master, volumes.master);
    for (const bus of BUSES) glide(buses[bus], volumes[bus]);
  }

  play(name: SoundName, options: PlayOptions): void {
    const graph = this.#graph;
    const { priority, rate } = options;
    if (!graph || graph.context.state !== "running" || options.gain <= 0) return;
    const nowMs = graph.context.currentTime * 1000;
    if (!this.#repeats.isNew(name, options, nowMs)) return;
    if (!this.#voices.admit(priority, nowMs)) return;
    this.#repeats.note(name, options, nowMs);
    const buffer = this.#bufferOf(name);
    this.#voices.add({
      priority,
      endsAtMs: nowMs + (buffer.duration * 1000) / rate,
      stop: startVoice(graph, buffer, options),
    });
  }

  #bufferOf(name: SoundName): AudioBuffer {
    const known = this.#buffers.get(name);
    if (known) return known;
    const samples = synthesize(SOUNDS[name], SAMPLE_RATE);
    const buffer = new AudioBuffer({ length: samples.length, sampleRate: SAMPLE_RATE });
    buffer.copyToChannel(samples, 0);
    this.#buffers.set(name, buffer);
    return buffer;
  }
}

/** Returns what ends it before its time, without a click. */
function startVoice(graph: Graph, buffer: AudioBuffer, options: PlayOptions): () => void {
  const { context, buses } = graph;
  const source = new AudioBufferSourceNode(context, { buffer, playbackRate: options.rate });
  const gain = new GainNode(context, { gain: options.gain });
  const panner = new StereoPannerNode(context, { pan: options.pan });
  const start = options.cutHz < Infinity ? source.connect(wallBetween(context, options)) : source;
  start.connect(gain).connect(panner).connect(buses[options.bus]);
  source.start();
  return () => {
    gain.gain.setTargetAtTime(0, context.currentTime, STOP_SECONDS / 4);
    source.stop(context.currentTime + STOP_SECONDS);
  };
}

function wallBetween(context: AudioContext, { cutHz }: PlayOptions): BiquadFilterNode {
  return new BiquadFilterNode(context, { type: "lowpass", frequency: cutHz, Q: 0.5 });
}

function createGraph(volumes: Volumes): Graph {
  const context = new AudioContext({ latencyHint: "interactive" });
  const compressor = new DynamicsCompressorNode(context, {
    threshold: -16,
    ratio: 6,
    attack: 0.003,
    release: 0.16,
  });
  const master = new GainNode(context, { gain: loudness(volumes.master) });
  const openBus = (bus: Bus): GainNode => {
    const node = new GainNode(context, { gain: loudness(volumes[bus]) });
    node.connect(master);
    return node;
  };
  const buses = { shots: openBus("shots"), hits: openBus("hits"), ui: openBus("ui") };
  master.connect(compressor).connect(context.destination);
  return { context, master, buses };
}

/** A slider is heard evenly when loudness is its square. */
function loudness(value: number): number {
  return value * value;
}
