/** The page for operators: log in, see rooms and seats, and give commands, by buttons or typed. */
import type { AdminState, Right } from "#shared/protocol/admin.ts";
import { AdminSocket, mayAnswer } from "./adminSocket.ts";
import { element, roomCards } from "./roomCards.ts";

const REFRESH_MS = 2000;
const MOST_LOG = 100;
const INSECURE =
  "Over plain HTTP your browser does not let this page prove that you know the secret. Open it over TLS, at localhost, or use: carom console";

const login = byId("login", HTMLFormElement);
const prompt = byId("prompt", HTMLFormElement);
const log = byId("log", HTMLElement);
const rooms = byId("rooms", HTMLElement);
const trouble = byId("trouble", HTMLElement);

let shown = "";

login.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!mayAnswer()) return say(INSECURE);
  const secret = byId("secret", HTMLInputElement);
  open(byId("name", HTMLInputElement).value, secret.value);
  secret.value = "";
});

function open(name: string, secret: string): void {
  say("");
  const socket = new AdminSocket(name, secret, {
    onLevel: (level) => enter(socket, level),
    onEnd: (reason) => leave(reason),
  });
}

let timer = 0;

function enter(socket: AdminSocket, level: Right): void {
  byId("level", HTMLElement).textContent = `You may ${level}`;
  login.hidden = true;
  prompt.hidden = false;
  const refresh = async (): Promise<void> => show(await socket.run("state"), level, give);
  const give = (line: string): void => {
    void socket.run(line).then(({ text }) => {
      note(line, text);
      return refresh();
    });
  };
  prompt.onsubmit = (event) => {
    event.preventDefault();
    const line = byId("line", HTMLInputElement);
    if (line.value.trim() !== "") give(line.value);
    line.value = "";
  };
  timer = window.setInterval(() => void refresh(), REFRESH_MS);
  void refresh();
}

function leave(reason: string): void {
  window.clearInterval(timer);
  shown = "";
  rooms.replaceChildren();
  prompt.hidden = true;
  login.hidden = false;
  byId("level", HTMLElement).textContent = "Operators only";
  say(
    reason === ""
      ? "The server does not answer here: no secret is set for it, or it is away."
      : `The server closed the connection: ${reason}.`,
  );
}

/** Drawn anew only when something has changed: nobody's button moves away under his finger for nothing. */
function show({ text }: { text: string }, level: Right, give: (line: string) => void): void {
  if (text === shown) return;
  shown = text;
  const focused = document.activeElement;
  const row = focused?.closest<HTMLElement>("[data-of]");
  const place = row && focused ? [...row.children].indexOf(focused) : -1;
  const state = JSON.parse(text) as AdminState;
  rooms.replaceChildren(...roomCards(state.rooms, level, give));
  const rows = [...rooms.querySelectorAll<HTMLElement>("[data-of]")];
  const again = rows.find(({ dataset }) => dataset["of"] === row?.dataset["of"]);
  again?.querySelectorAll("button")[place]?.focus();
}

function note(line: string, text: string): void {
  log.hidden = false;
  log.append(element("pre", "asked", `> ${line}`), element("pre", "", text));
  while (log.childElementCount > MOST_LOG) log.firstElementChild?.remove();
  log.scrollTop = log.scrollHeight;
}

function say(text: string): void {
  trouble.hidden = text === "";
  trouble.textContent = text;
}

function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${id}`);
}
