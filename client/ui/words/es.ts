/** Every word on the screen, in Spanish. */
import { figures, offCushions } from "./figures.es.ts";
import { records } from "./records.es.ts";
import { nearby } from "./nearby/es.ts";
import { together } from "./together/es.ts";
import { esControls } from "./esControls.ts";
import type { Words } from "./en.ts";
import { withComma } from "./numbers.ts";

function times(amount: number): string {
  return amount === 1 ? "una vez" : `${amount} veces`;
}

export const es: Words = {
  title: "Carom",
  tagline: "Los tiros rebotan.",
  table: "La mesa",
  percent: (share) => `${Math.round(share * 100)}\u00a0%`,
  weapons: { Pulse: "Pulso", Rail: "Riel", Scatter: "Abanico", Rocket: "Cohete", Disc: "Disco" },
  modes: {
    deathmatch: "Todos contra todos",
    teams: "Equipos",
    flags: "Banderas",
    puck: "Disco",
    duel: "Duelo",
  },
  pads: {
    repair: "Reparado",
    shield: "Escudo",
    overdrive: "Sobrecarga: daño doble",
    ammunition: "Todas las armas están llenas",
  },

  menu: {
    yourName: "Tu nombre",
    anotherName: "Proponer otro nombre",
    play: "Jugar ya",
    playHint: "Intro",
    join: (code) => `Entrar en ${code}`,
    invited: "Te han invitado a una sala.",
    create: "Crear sala",
    joinByCode: "Código de la sala",
    codePlaceholder: "Código/enlace",
    joinButton: "Entrar",
    watchButton: "Mirar",
    watch: "Solo mirar",
    watchHint: "Mirar esta sala; sin código, la más llena",
    roomOptions: "Cómo será la sala nueva",
    openRoom: "«Jugar ya» puede traer a otros",
    newPassword: "Contraseña, si ha de tenerla",
    password: "Contraseña de la sala",
    serverPassword: "Contraseña del servidor",
    codeMissing: "Escribe primero el código de la sala: está al final del enlace que te mandaron.",
    settings: "Ajustes",
    practice: "Practicar",
    practiceDetail: "a solas contra bots",
    practiceHint: "Una mesa para ti: sin reloj, sin límite y sin que nadie te espere.",
    controlsTitle: "Controles",
    controls: {
      move: "deslizarse",
      aim: "apuntar",
      fire: "disparar",
      dash: "embestir",
      nextWeapon: "cambiar de arma",
      scores: "puntos",
    },
    rule: "Dar por banda suma un punto más por cada rebote.",
  },

  ...esControls,
  hints: {
    move: "deslízate por la mesa",
    fire: "apunta y dispara",
    dash: "embestida: al empezar nada te alcanza",
    carom: "acierta a alguien por banda: duele más y suma más",
    pickup: "Pasa sobre una casilla encendida para llevarte lo que tiene",
    weapon: "cambia de arma: tienes disparos para otra",
    scores: "mantén pulsado para ver los puntos",
    netGraph: "muestra lo buena que es tu conexión",
  },

  captions: {
    shot: "disparo",
    rail: "riel",
    scatter: "dispersor",
    rocket: "cohete",
    disc: "disco",
    blast: "estallido",
    dash: "embestida",
    hitTaken: "te han dado",
    hitGiven: "acierto",
    hitAlly: "aliado tocado",
    shield: "escudo",
    out: "esquife fuera",
    padTaken: "casilla tomada",
  },

  connection: {
    connecting: "Buscándote mesa…",
    connectingPractice: "Preparando tu mesa…",
    paused: "La partida está en pausa. Ya estás dentro y jugarás con los demás en cuanto siga.",
    connectingRoom: (code) => `De camino a la sala ${code}…`,
    connectingToWatch: "Te buscamos un sitio para mirar…",
    attempt: (attempt) => `Intento ${attempt}`,
    cancel: "Cancelar",
    reconnecting: "Conexión perdida",
    why: {
      silent: "El servidor no contesta. Intentamos devolverte a tu mesa.",
      stopping:
        "El servidor se está parando, y sus partidas con él. En cuanto vuelva, volverás tú.",
      tooSlow: "Tu conexión no seguía el ritmo de la partida. Otro intento.",
      failed: "El servidor se equivocó con tu conexión. Otro intento.",
    },
    seatKept: (seconds) =>
      `Si el servidor sigue en pie, te guarda el sitio y los puntos ${seconds} s más.`,
    seatGone: "Tu sitio ya no está libre. Quizá haya otro.",
    back: "Has vuelto a tu sitio",
    tooLate: "Tu sitio de antes ya no está: este es nuevo, con 0 puntos",
    retryIn: (seconds) => `próximo intento en ${seconds} s`,
    retryNow: "probando…",
    leave: "Volver al menú",
  },

  away: {
    looking: "Buscando el servidor…",
    title: "El servidor no está",
    why: {
      offline: () => "Este aparato no tiene red ahora.",
      silent: (host) =>
        `Nadie responde en ${host}: el servidor está parado o tu red no llega hasta él.`,
      failing: (host) =>
        `Lo que responde en ${host} no es el juego: quizá su servidor está arrancando.`,
    },
    kept: "Esta página es la copia que guarda tu navegador. Sigue sola en cuanto vuelva el servidor.",
    retry: "Probar ahora",
  },

  closed: {
    stopping: "El servidor se está parando. Prueba otra vez dentro de un minuto.",
    refused: (reason) =>
      `El servidor rechazó la conexión. Recarga la página y prueba otra vez.${reason ? ` (${reason})` : ""}`,
    takenOver: "Sigues jugando en otra pestaña o ventana, en el mismo sitio.",
    roomGone: (code) =>
      `La sala ${code} ya no existe: su servidor se reinició o no quedaba nadie dentro. Crea una sala o pulsa «Jugar ya».`,
    noSuchRoom: (code) =>
      `No hay ninguna sala ${code}. Puede que haya cerrado: revisa el código o crea una sala nueva.`,
    roomFull:
      "Esa sala está llena. Mírala hasta que haya sitio, o pulsa «Jugar ya» para un sitio en otra.",
    noWatching:
      "Nadie más puede mirar esa sala: no quedan sitios, o quien lleva el servidor no lo permite.",
    kicked: "La gente de esa sala ha votado que te vayas. Puedes volver dentro de diez minutos.",
    nothingToWatch:
      "Ahora mismo no juega nadie en una sala abierta. Pulsa «Jugar ya» y empieza tú.",
    passwordAsked: "Esa sala tiene contraseña. La sabe quien te ha invitado.",
    serverPasswordAsked: "Este servidor tiene contraseña. La sabe quien lo lleva.",
    reserved: "Los sitios libres de esa sala están reservados. Escribe su contraseña, o mira.",
    roomFailed: "Un fallo del servidor ha cerrado esa sala. Las demás siguen: pulsa «Jugar ya».",
    idle: "No has hecho nada durante un rato y no quedaba sitio para mirar. Pulsa «Jugar ya» para otro sitio.",
    removed: (reason) => `Quien lleva este servidor te ha echado.${reason ? ` (${reason})` : ""}`,
    wrongPassword: "Contraseña incorrecta. Pregunta a quien te ha invitado y prueba otra vez.",
    tooManyTries: "Demasiadas contraseñas incorrectas. Espera un minuto y prueba otra vez.",
    tooSlow:
      "Tu conexión no seguía el ritmo de la partida. Para las demás descargas y prueba otra vez.",
    noHello: "El servidor no supo de ti a tiempo. Prueba otra vez.",
    otherVersion:
      "El servidor lleva otra versión del juego. Recarga la página; si no basta, aún se están actualizando sus archivos.",
    noSuchTable: "En este servidor ya no se juega a eso: sus mesas han cambiado. Elige otra vez.",
    updated:
      "El servidor lleva una versión nueva del juego, y esta página acaba de cargarla. Crea tu sala otra vez.",
    serverFull: "No queda ni un sitio en este servidor. Prueba dentro de unos minutos.",
    failed: "El servidor se equivocó. Prueba otra vez.",
    lost: (reason) =>
      `Se perdió la conexión. Revisa tu red y prueba otra vez.${reason ? ` (${reason})` : ""}`,
  },

  trouble: {
    title: "Algo se ha roto",
    body: "El juego se ha parado por un fallo suyo. Recarga la página y vuelve a empezar.",
    reload: "Recargar",
    noWebGl:
      "Este navegador no puede dibujar la mesa: falta WebGL 2 o está desactivado. Activa la aceleración por hardware, actualiza el controlador gráfico o usa otro navegador.",
    pictureLost:
      "La tarjeta gráfica soltó la imagen. Suele volver en unos segundos; si no, cierra otras pestañas y recarga la página.",
    noWebSocket: "Este navegador no tiene WebSocket. Actualízalo o usa otro.",
  },

  hud: {
    match: "Partida",
    weapons: "Armas",
    feed: "Quién ha cazado a quién",
    health: "Salud",
    shield: "Escudo",
    overdrive: "Sobrecarga",
    weaponFound: (weapon, shots) => `${weapon} · ${shots} disparos`,
    dash: "Embestida",
    endless: "∞",
    noAmmo: "–",
    you: "Tú",
    noLimit: "–:––",
    firstTo: (score) => `a ${score} puntos`,
    withoutEnd: "todo lo que quieras",
    place: (place, of) => `${place}.º de ${of}`,
    warmup: "Calentamiento · los puntos cuentan cuando empiece la partida",
    overtime: "Prórroga · el próximo punto decide",
    go: "¡A jugar!",
    respawnIn: (seconds) => `Vuelves en ${withComma(seconds, 1)}`,
    respawning: "De vuelta a la mesa…",
    paused: "En pausa",
    pausedFor: (clock) => `La ha parado el servidor. Sigue, como muy tarde, en ${clock}.`,
    killedBy: (name) => `${name} te ha cazado`,
    replay: (name) => `Otra vez, desde ${name}`,
    replaySkip: "Disparo o embestida para seguir",
    killedSelf: "Autogol",
    killedHow: (weapon, bounces) =>
      bounces > 0 ? `${weapon}, ${offCushions(bounces)}` : `${weapon}, directo`,
  },

  callouts: {
    feats: {
      tookTheirs: (name) => `${name} tiene su bandera`,
      tookOurs: (name) => `${name} tiene vuestra bandera`,
      droppedTheirs: "Su bandera está en el suelo",
      droppedOurs: "Vuestra bandera está en el suelo",
      returnedTheirs: "Su bandera vuelve a casa",
      returnedOurs: "Vuestra bandera vuelve a casa",
      captured: (name) => `${name} la trae a casa`,
      capturedByThem: (name) => `${name} se lleva vuestra bandera`,
      goal: (name) => `Gol de ${name}`,
      goalAgainst: (name) => `${name} os marca un gol`,
      ownGoal: "Gol en propia puerta",
      point: "+1 para vuestro bando",
      pointAgainst: "+1 para el otro bando",
      somebody: "Alguien",
    },
    sideLead: "Vuestro bando va ganando",
    sideLeadLost: "El otro bando va ganando",
    carom: (bounces) => (bounces > 1 ? `Carom ×${bounces}` : "Carom"),
    caromDetail: (bounces, points, honour) =>
      `${offCushions(bounces)} · +${points}${honour ? ` · ${honour}` : ""}`,
    kill: (name) => `${name}, fuera`,
    killDetail: (points) => `+${points}`,
    quick: (kills) => ["Doblete", "Triplete", "Póker"][kills - 2] ?? `${kills} de un golpe`,
    inARow: (kills) => `Tacada de ${kills}`,
    timeLeft: (seconds) => (seconds === 60 ? "Queda un minuto" : `Quedan ${seconds} segundos`),
    lead: "Te pones en cabeza",
    leadLost: (name) => `${name} se pone en cabeza`,
    toWin: (points) => (points === 1 ? "A un punto de ganar" : `A ${points} puntos de ganar`),
  },

  net: {
    ping: (ms) => `${ms} ms`,
    buffer: (ms, reason) => `${ms} ms por detrás: ${reason}`,
    silent: "ni palabra del servidor",
    quality: {
      good: "Conexión: buena",
      unsteady: "Conexión: inestable",
      bad: "Conexión: mala",
      silent: "Conexión: muda",
    },
    reasons: { "snapshot rate": "cadencia", jitter: "fluctuación", standstill: "parón" },
  },

  scoreboard: {
    ours: "Vuestro bando",
    theirs: "Otro bando",
    assists: "Asistencias",
    feats: "Hazañas",
    title: "Puntos",
    room: (code) => `Sala ${code}`,
    name: "Nombre",
    score: "Puntos",
    kills: "Bajas",
    deaths: "Caídas",
    caroms: "Bandas",
    accuracy: "Puntería",
    ping: "Ping",
    bot: "bot",
    away: "fuera",
    muted: "en silencio",
    none: "–",
  },

  results: {
    sideWins: "Gana vuestro bando",
    sideLoses: "Gana el otro bando",
    youWin: "¡Ganas tú!",
    wins: (name) => `Gana ${name}`,
    draw: "Empate",
    next: (seconds) => `Próxima partida en ${seconds} s`,
    yourMatch: "Tu partida",
    place: "Puesto",
    score: "Puntos",
    kills: "Bajas",
    deaths: "Caídas",
    caroms: "Bajas por banda",
    accuracy: "Puntería",
    shotsHit: (hits, shots) =>
      shots === 0
        ? "ni un disparo"
        : `${hits} de ${shots} ${shots === 1 ? "disparo acertado" : "disparos acertados"}`,
    connectionTitle: "Tu conexión en esta partida",
    ping: (average, worst) => `Ida y vuelta: ${average} ms de media, ${worst} ms en el peor caso.`,
    delay: (ms, reason) =>
      `Los demás se dibujaron con ${ms} ms de retraso, por la ${reason === "jitter" ? "fluctuación" : "cadencia"}.`,
    corrections: (amount) =>
      amount === 0 ? "Tu esquife nunca se corrigió." : `Tu esquife se corrigió ${times(amount)}.`,
    trouble: (seconds) => `Inestable o peor durante ${seconds} s.`,
    verdicts: {
      clean: "Limpia: lo que viste es lo que pasó.",
      fair: "Aceptable: algunos sobresaltos, suavizados con más retraso.",
      poor: "Mala: lo que veías llegaba tarde a veces. Un cable u otra red ayudaría.",
      slowPage:
        "Página lenta: este aparato dibujó menos de 20 imágenes por segundo. Baja los gráficos en los ajustes.",
      unknown: "Demasiado corta para juzgarla.",
    },
  },

  ...figures,
  ...records,

  ...together,

  ...nearby,

  settings: {
    title: "Ajustes",
    done: "Listo",
    sound: "Sonido",
    master: "Todo",
    shots: "Disparos y esquifes",
    hits: "Aciertos",
    ui: "Avisos",
    captions: "Subtítulos de sonidos",
    comfort: "Comodidad",
    hints: "Consejos",
    controls: "Controles",
    switches: { on: "Sí", off: "No" },
    picture: "Imagen",
    language: "Idioma · Language",
    languageOfBrowser: "El del navegador",
    languageMissing: (name) =>
      `No se pudo cargar ${name}, por eso esto está en inglés. Recarga la página para probar otra vez.`,
    palette: "Colores",
    palettes: {
      hall: "Salón",
      amber: "Ámbar: para rojo-verde",
      rose: "Rosa: para azul-amarillo",
    },
    tier: "Gráficos",
    tiers: { auto: "Automáticos", low: "Bajos", medium: "Medios", high: "Altos" },
    shake: "Sacudidas",
    flash: "Destellos",
    textSize: "Tamaño del texto",
    contrast: "Contraste",
    contrasts: { system: "Como el sistema", normal: "Normal", high: "Alto" },
    motion: "Movimiento",
    motions: { system: "Como el sistema", reduced: "Reducido", full: "Completo" },
    killCam: "Ver tu final otra vez",
    kept: "Se guarda en este navegador.",
    notKept: "Este navegador no guarda nada: los ajustes duran hasta que cierres la página.",
  },
};
