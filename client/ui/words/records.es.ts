/** Lo que se dice de los récords y de la clave de quien juega, en español. Parte del catálogo (es.ts). */
import type { RecordWords } from "./records.en.ts";

export const records: RecordWords = {
  records: {
    title: "Récords",
    yours: "Tú en este servidor",
    best: "Lo mejor de este servidor",
    spans: { week: "Últimos siete días", ever: "Desde siempre" },
    player: "Jugador",
    you: "tú",
    matches: "Partidas",
    wins: "Victorias",
    time: "Tiempo de juego",
    asking: "Preguntando al servidor…",
    noneOfYours: "Nada todavía. Juega una partida, entera o en parte, y aparecerá aquí.",
    noneOfAnybody: "Aquí no ha jugado nadie todavía. El primer puesto está libre.",
    notKept: "Este servidor no guarda récords.",
    untold: "El servidor no puede decir sus récords ahora.",
    again: "Preguntar otra vez",
    key: "Tu clave",
    keyHint:
      "Por ella te reconocen los servidores: no hay cuentas. Donde has jugado, tus ajustes se guardan con ella. Quien la tenga juega como si fuera tú, así que no la enseñes.",
    show: "Mostrar",
    hide: "Ocultar",
    copy: "Copiar",
    copied: "Copiada. Escríbela en el otro navegador.",
    copyFailed: "Este navegador no deja copiar a la página: muestra la clave y selecciónala.",
    otherKey: "Clave de tu otro navegador",
    take: "Usarla aquí",
    taken: "Desde tu próxima partida juegas con esa clave.",
    settingsCame: "Desde tu próxima partida juegas con esa clave. Tus ajustes han venido con ella.",
    settingsNone:
      "Desde tu próxima partida juegas con esa clave. Aquí no hay ajustes guardados con ella: se quedan los de este navegador.",
    settingsUntold:
      "Desde tu próxima partida juegas con esa clave. El servidor no puede decir sus ajustes ahora: la página volverá a preguntar cuando la abras otra vez.",
    noKey: "Eso no es una clave: tiene 32 caracteres, cifras y letras de la a a la f.",
    lost: "Este navegador no guarda nada: copia tu clave si quieres que te reconozcan.",
    done: "Listo",
  },
};
