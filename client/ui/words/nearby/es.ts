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
    networks: "Si así no llegan: este equipo está también en otras redes. Mostrar el código de",
  },
  unreached: {
    title: "Aún no ha llegado nadie desde otro dispositivo",
    before: {
      linux:
        "Quizá un cortafuegos de este equipo no les deja entrar. De estas órdenes, la que el equipo conozca, escrita aquí en una terminal, les abre:",
      windows:
        "Quizá Windows no les deja entrar: pregunta una vez, y «Cancelar» se queda. En una terminal como administrador, esto les abre:",
      macos:
        "Quizá el cortafuegos de macOS no les deja entrar: Ajustes del Sistema, Red, Firewall, Opciones. Permite allí a node las conexiones entrantes; y en Privacidad y seguridad, Red local, permite tu terminal.",
    },
    windowsNetwork:
      "Y la red tiene que ser privada: Configuración, Red e Internet, sus propiedades.",
    network:
      "¿Están en la misma red? Las redes de invitados y algunos puntos de acceso separan los dispositivos («client isolation»), y una VPN en cualquiera de ellos lleva a otra parte.",
  },
};
