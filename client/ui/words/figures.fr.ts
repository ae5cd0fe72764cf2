/** What is said of figures, in French: awards, and the net graph. Part of the catalogue (fr.ts). */
import type { Figures } from "./figures.en.ts";
import { withComma } from "./numbers.ts";

const NUMBERS = ["aucune", "une", "deux", "trois", "quatre", "cinq", "six"];

/** French counts 0 and 1 as one. */
export function plural(amount: number, one: string, many = `${one}s`): string {
  return amount < 2 ? one : many;
}

export function offCushions(bounces: number): string {
  return `par ${NUMBERS[bounces] ?? bounces} ${plural(bounces, "bande")}`;
}

export const figures: Figures = {
  awards: {
    title: "Ce que ce match a eu",
    names: {
      caroms: "Par les bandes",
      aim: "Œil le plus sûr",
      run: "Plus longue série",
      way: "Plus long chemin",
      help: "Meilleure aide",
    },
    values: {
      caroms: (caroms) => (caroms < 2 ? `${caroms} carambole` : `${caroms} caramboles`),
      aim: (share) => `${Math.round(share * 100)}\u00a0% au but`,
      run: (kills) => `${kills} de suite`,
      way: (bounces) => offCushions(bounces),
      help: (assists) => `${assists} passes`,
    },
  },

  netGraph: {
    title: "Graphe du réseau",
    close: (key) => `${key} ferme`,
    ping: "aller-retour",
    jitter: "gigue",
    lead: "avance",
    margin: "marge des entrées",
    delay: "retard d’affichage",
    down: "reçu",
    up: "envoyé",
    snapshots: "instantanés",
    late: "entrées tardives",
    clockJumps: "sauts d’horloge",
    corrections: "corrections",
    correction: "dernière / pire",
    starved: "à court",
    refused: "tirs refusés",
    skipped: "non envoyés",
    resyncs: "recalages",
    silence: "silence",
    states: {
      "on time": "à l’heure",
      late: "en retard",
      extrapolated: "extrapolé",
      keyframe: "image clé",
    },
    axis: "hauteur\u00a0: octets · ligne\u00a0: retard",
    ms: (value) => `${value < 10 ? withComma(value, 1) : Math.round(value)} ms`,
    ticks: (value) => `${value >= 0 ? "+" : "−"}${withComma(Math.abs(value), 1)} tics`,
    perSecond: (value) => `${value.toFixed(0)}/s`,
    kilobytes: (bytes) => `${withComma(bytes / 1000, 1)} ko/s`,
    perMinute: (amount, perMinute) => `${amount} (${perMinute}/min)`,
    pixels: (lastPx, worstPx) => `${withComma(lastPx, 1)} / ${withComma(worstPx, 1)} px`,
    share: (amount, share) => `${amount} (${withComma(share * 100, 1)}\u00a0%)`,
  },
};
