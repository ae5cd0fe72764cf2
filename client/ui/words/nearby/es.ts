/** Palabras sobre partidas en las que se puede entrar, en español. */
import type { NearbyWords } from "./en.ts";

export const nearby: NearbyWords = {
  nearby: {
    title: "Partidas aquí y cerca",
    none: "Aún no juega nadie. «Jugar ya» abre la primera mesa.",
    others: "Los demás servidores de Carom de esta red aparecen aquí solos.",
    nobody: "aún no hay nadie",
    players: "Personas y plazas",
    distance: "Ida y vuelta desde este dispositivo",
    friends: "Tus amigos en esta red escanean esto, o abren",
    qr: "Código QR de la dirección de este servidor",
  },
};
