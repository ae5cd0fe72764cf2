/** What is said of figures, in German: awards, and the net graph. Part of the catalogue (de.ts). */
import type { Figures } from "./figures.en.ts";
import { withComma } from "./numbers.ts";

const NUMBERS = ["keine", "eine", "zwei", "drei", "vier", "fünf", "sechs"];

export function offCushions(bounces: number): string {
  return `über ${NUMBERS[bounces] ?? bounces} ${bounces === 1 ? "Bande" : "Banden"}`;
}

export const figures: Figures = {
  awards: {
    title: "Was dieses Spiel hatte",
    names: {
      caroms: "Über die Banden",
      aim: "Schärfster Blick",
      run: "Längste Serie",
      way: "Weitester Weg",
      help: "Beste Hilfe",
    },
    values: {
      caroms: (caroms) => (caroms === 1 ? "1 Bandentreffer" : `${caroms} Bandentreffer`),
      aim: (share) => `${Math.round(share * 100)}\u00a0% getroffen`,
      run: (kills) => `${kills} in Folge`,
      way: (bounces) => offCushions(bounces),
      help: (assists) => `${assists} Vorlagen`,
    },
  },

  netGraph: {
    title: "Netzdiagramm",
    close: (key) => `${key} schließt`,
    ping: "hin und zurück",
    jitter: "Schwankung",
    lead: "Vorsprung",
    margin: "Eingabereserve",
    delay: "zurück um",
    down: "herein",
    up: "hinaus",
    snapshots: "Bilder",
    late: "späte Eingaben",
    clockJumps: "Uhrsprünge",
    corrections: "Korrekturen",
    correction: "letzte / größte",
    starved: "ohne Daten",
    refused: "abgelehnte Schüsse",
    skipped: "nicht gesendet",
    resyncs: "Neuabgleiche",
    silence: "Stille",
    states: {
      "on time": "pünktlich",
      late: "spät",
      extrapolated: "fortgeschrieben",
      keyframe: "Vollbild",
    },
    axis: "Höhe: Bytes · Linie: Verspätung",
    ms: (value) => `${value < 10 ? withComma(value, 1) : Math.round(value)} ms`,
    ticks: (value) => `${value >= 0 ? "+" : "−"}${withComma(Math.abs(value), 1)} Ticks`,
    perSecond: (value) => `${value.toFixed(0)}/s`,
    kilobytes: (bytes) => `${withComma(bytes / 1000, 1)} kB/s`,
    perMinute: (amount, perMinute) => `${amount} (${perMinute}/min)`,
    pixels: (lastPx, worstPx) => `${withComma(lastPx, 1)} / ${withComma(worstPx, 1)} px`,
    share: (amount, share) => `${amount} (${withComma(share * 100, 1)}\u00a0%)`,
  },
};
