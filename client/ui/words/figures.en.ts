/** What is said of figures, in English: awards, and the net graph. Part of the catalogue (en.ts). */
const NUMBERS = ["no", "one", "two", "three", "four", "five", "six"];

function count(amount: number): string {
  return NUMBERS[amount] ?? String(amount);
}

export function offCushions(bounces: number): string {
  return `off ${count(bounces)} ${bounces === 1 ? "cushion" : "cushions"}`;
}

export const figures = {
  awards: {
    title: "What this match had",
    names: {
      caroms: "Off the cushions",
      aim: "Sharpest aim",
      run: "Longest run",
      way: "Longest way",
      help: "Best help",
    },
    values: {
      caroms: (caroms: number) => `${caroms} ${caroms === 1 ? "carom kill" : "carom kills"}`,
      aim: (share: number) => `${Math.round(share * 100)}% hit`,
      run: (kills: number) => `${kills} in a row`,
      way: (bounces: number) => offCushions(bounces),
      help: (assists: number) => `${assists} assists`,
    },
  },

  netGraph: {
    title: "Net graph",
    close: (key: string) => `${key} closes`,
    ping: "round trip",
    jitter: "jitter",
    lead: "lead",
    margin: "input margin",
    delay: "drawn behind",
    down: "down",
    up: "up",
    snapshots: "snapshots",
    late: "late inputs",
    clockJumps: "clock jumps",
    corrections: "corrections",
    correction: "last / worst",
    starved: "starved",
    refused: "refused shots",
    skipped: "not sent",
    resyncs: "resyncs",
    silence: "silence",
    states: {
      "on time": "on time",
      late: "late",
      extrapolated: "extrapolated",
      keyframe: "keyframe",
    },
    axis: "height: bytes · line: lateness",
    ms: (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`,
    ticks: (value: number) => `${value >= 0 ? "+" : "−"}${Math.abs(value).toFixed(1)} ticks`,
    perSecond: (value: number) => `${value.toFixed(0)}/s`,
    kilobytes: (bytes: number) => `${(bytes / 1000).toFixed(1)} kB/s`,
    perMinute: (amount: number, perMinute: number) => `${amount} (${perMinute}/min)`,
    pixels: (lastPx: number, worstPx: number) => `${lastPx.toFixed(1)} / ${worstPx.toFixed(1)} px`,
    share: (amount: number, share: number) => `${amount} (${(share * 100).toFixed(1)}%)`,
  },
};

/** The shape that every language has. */
export type Figures = typeof figures;
