/** What is said of figures, in Spanish: awards, and the net graph. Part of the catalogue (es.ts). */
import type { Figures } from "./figures.en.ts";
import { withComma } from "./numbers.ts";

const NUMBERS = ["ninguna", "una", "dos", "tres", "cuatro", "cinco", "seis"];

export function offCushions(bounces: number): string {
  return `por ${NUMBERS[bounces] ?? bounces} ${bounces === 1 ? "banda" : "bandas"}`;
}

export const figures: Figures = {
  awards: {
    title: "Lo que tuvo esta partida",
    names: {
      caroms: "Por las bandas",
      aim: "Mejor puntería",
      run: "Racha más larga",
      way: "Camino más largo",
      help: "Mejor ayuda",
    },
    values: {
      caroms: (caroms) => (caroms === 1 ? "1 carambola" : `${caroms} carambolas`),
      aim: (share) => `${Math.round(share * 100)}\u00a0% de aciertos`,
      run: (kills) => `${kills} seguidas`,
      way: (bounces) => offCushions(bounces),
      help: (assists) => `${assists} asistencias`,
    },
  },

  netGraph: {
    title: "Gráfica de red",
    close: (key) => `${key} la cierra`,
    ping: "ida y vuelta",
    jitter: "fluctuación",
    lead: "adelanto",
    margin: "margen de entrada",
    delay: "retraso de imagen",
    down: "bajada",
    up: "subida",
    snapshots: "instantáneas",
    late: "entradas tardías",
    clockJumps: "saltos de reloj",
    corrections: "correcciones",
    correction: "última / peor",
    starved: "sin datos",
    refused: "tiros rechazados",
    skipped: "no enviadas",
    resyncs: "reajustes",
    silence: "silencio",
    states: {
      "on time": "a tiempo",
      late: "tarde",
      extrapolated: "extrapolada",
      keyframe: "completa",
    },
    axis: "altura: bytes · línea: retraso",
    ms: (value) => `${value < 10 ? withComma(value, 1) : Math.round(value)} ms`,
    ticks: (value) => `${value >= 0 ? "+" : "−"}${withComma(Math.abs(value), 1)} tics`,
    perSecond: (value) => `${value.toFixed(0)}/s`,
    kilobytes: (bytes) => `${withComma(bytes / 1000, 1)} kB/s`,
    perMinute: (amount, perMinute) => `${amount} (${perMinute}/min)`,
    pixels: (lastPx, worstPx) => `${withComma(lastPx, 1)} / ${withComma(worstPx, 1)} px`,
    share: (amount, share) => `${amount} (${withComma(share * 100, 1)}\u00a0%)`,
  },
};
