/** Words about other people, in Spanish. */
import type { Together } from "./en.ts";

export const together: Together = {
  chat: {
    log: "Lo que se dice en la sala",
    label: "Mensaje a la sala",
    toTeam: "Mensaje a tu equipo",
    scopes: { all: "A todos · Tab: equipo", team: "A tu equipo · Tab: todos" },
    inTeam: (name) => `${name} (equipo)`,
    placeholder: "Intro envía, Esc cierra",
    phrases: "Frases rápidas",
    server: "Servidor",
    stopping: (seconds) =>
      `El servidor se para después de esta partida, o en ${Math.ceil(seconds / 60)} min; volverás en cuanto vuelva.`,
    joined: (name) => `${name} se sienta a la mesa`,
    left: (name) => `${name} se ha ido`,
  },

  watch: {
    title: "Estás mirando",
    following: "Sigues a",
    freely: "Cámara libre",
    previous: "Anterior",
    next: "Siguiente",
    free: "Cámara libre",
    steer: (keys) => `Mover la cámara: ${keys}`,
    sitDown: "Entrar a jugar",
    noSeat: "No hay sitio libre",
    moved: "No has hecho nada durante un rato: ahora estás mirando",
    watchers: (count) => (count === 1 ? "1 persona mira" : `${count} personas miran`),
  },

  phrases: [
    "¡Bien jugado!",
    "¡Vaya carambola!",
    "¡Gracias!",
    "¡Perdón!",
    "¡Suerte!",
    "¡Ayuda!",
    "¡Al ataque!",
    "¡A defender!",
  ],

  invite: {
    title: "Invitar",
    withPassword: "Poner la contraseña en el enlace",
    copy: "Copiar el enlace",
    copied: "Enlace copiado",
    copyFailed: "Este navegador no deja copiar a la página: selecciona el enlace de arriba.",
    qr: (code) => `Código QR del enlace a la sala ${code}`,
    noQr: "No se ha podido cargar el código QR. El enlace de arriba lleva al mismo sitio.",
  },

  poll: {
    title: "Votación",
    motion: {
      kick: (by, name) => `${by} quiere que ${name} se vaya`,
      round: (by, title) => `${by} quiere jugar ya en ${title}`,
    },
    yes: "Sí",
    no: "En contra",
    needed: (count) => (count === 1 ? "1 sí decide" : `${count} síes deciden`),
    secondsLeft: (seconds) => `quedan ${seconds} s`,
    nextTable: "¿Qué mesa viene ahora?",
    rematch: "Revancha",
    votes: (count) => (count === 1 ? "1 voto" : `${count} votos`),
    carried: {
      kick: (name) => `${name} se va por votación`,
      round: (title) => `Aprobado: seguimos en ${title}`,
      next: (title) => `Siguiente mesa: ${title}`,
    },
    failed: "La votación no sale adelante",
    declined: {
      voting: (seconds) => `Hay otra votación abierta durante ${seconds} s más`,
      "too soon": (seconds) => `Podrás proponer una votación dentro de ${seconds} s`,
      nobody: () => "Ya no hay nada que votar ahí",
      "too few": () => "Hacen falta tres personas para votar que alguien se vaya",
    },
  },

  newRoom: {
    title: "Una sala tuya",
    mode: "Modo",
    anyMode: "Todos por turno",
    map: "Primera mesa",
    anyMap: "La que convenga",
    bots: "Bots",
    botsFill: (seats) => (seats === 0 ? "Ninguno" : `Hasta ${seats} sitios`),
    botLevel: "Su nivel",
    botLevels: { rookie: "Novatos", regular: "Medios", ace: "Expertos", mixed: "Variados" },
    friendlyFire: "Los tiros alcanzan a los tuyos",
    asking: "Preguntando al servidor a qué juega…",
    notTold: "El servidor no dijo a qué juega. Una sala que crees ahora juega a lo habitual allí.",
    askAgain: "Preguntar otra vez",
  },

  tables: {
    title: "Mesas",
    playing: "ahora",
    propose: "Votarla",
    again: "De nuevo",
  },

  people: {
    title: "Gente",
    nobody: "Aquí no hay nadie más que bots.",
    mute: "Silenciar",
    hear: "Escuchar",
    kick: "Echar",
  },

  pause: {
    title: "Pausa, solo para ti",
    body: "La partida sigue sin ti.",
    resume: "Seguir jugando",
    settings: "Ajustes",
    leave: "Salir de la sala",
    room: (code) => `Sala ${code}`,
  },
};
