/** Rooms and who is in them, each with the commands that concern them as buttons. */
import { type AdminRoom, type AdminSeat, type Right, RIGHTS } from "#shared/protocol/admin.ts";

const BAN_MINUTES = 60;

/** Gives a command that a button stands for. */
export type Give = (line: string) => void;

/** Elements for all rooms, with the buttons of who may do so much. */
export function roomCards(rooms: readonly AdminRoom[], level: Right, give: Give): HTMLElement[] {
  if (rooms.length === 0) return [element("p", "quiet", "No room is open.")];
  return rooms.map((room) => roomCard(room, level, give));
}

function roomCard(room: AdminRoom, level: Right, give: Give): HTMLElement {
  const card = element("section", "card");
  card.setAttribute("aria-label", `Room ${room.code}`);
  const people = room.seats.filter(({ state }) => state !== "bot").length;
  const bots = room.seats.length - people;
  const facts = [
    `${room.mode} on ${room.map}, ${room.phase}`,
    `${count(people, "person", "people")}, ${count(bots, "bot")}, ${count(room.maxSeats, "seat")}`,
    ...(room.watching > 0 ? [`${room.watching} watching`] : []),
    ...(room.isPublic ? [] : ["private"]),
  ];
  card.append(element("h2", "", room.code), element("p", "quiet", facts.join(" · ")));
  if (allows(level, "operate")) {
    const row = rowOf(room.code);
    const stop = room.phase === "paused" ? RESUME : PAUSE;
    for (const [label, command] of [...ROOM_COMMANDS, stop])
      row.append(button(label, () => give(`${command} ${room.code}`), room.code));
    card.append(row);
  }
  const list = element("ul", "");
  // People first: they are whom one looks for.
  const seats = room.seats.toSorted(
    (a, b) => Number(a.state === "bot") - Number(b.state === "bot"),
  );
  list.append(...seats.map((seat) => seatRow(room, seat, level, give)));
  card.append(list);
  return card;
}

const ROOM_COMMANDS = [
  ["Next match", "next"],
  ["Start again", "restart"],
  ["End match", "end"],
] as const;
const PAUSE = ["Pause", "pause"] as const;
const RESUME = ["Go on", "resume"] as const;

function seatRow(room: AdminRoom, seat: AdminSeat, level: Right, give: Give): HTMLElement {
  const { slot, name, state, isMuted, score, pingMs } = seat;
  const row = element("li", "");
  const facts = [state, count(score, "point"), ...(state === "here" ? [`${pingMs} ms`] : [])];
  const who = element("span", "who", `${name} `);
  who.append(element("small", "quiet", `${facts.join(" · ")}${isMuted ? " · muted" : ""}`));
  row.append(who);
  if (state === "bot" || !allows(level, "moderate")) return row;
  const at = `${room.code} ${slot}`;
  const buttons = rowOf(`${at} ${name}`);
  buttons.append(
    button(isMuted ? "Unmute" : "Mute", () => give(`${isMuted ? "unmute" : "mute"} ${at}`), name),
    button("Kick", () => give(`kick ${at}`), name, "danger"),
    button("Ban 1 h", () => give(`ban ${at} ${BAN_MINUTES}`), name, "danger"),
  );
  row.append(buttons);
  return row;
}

/** Buttons for what it is `of`. Their names change with what they do next, and two in different rooms may have the same name. */
function rowOf(of: string): HTMLElement {
  const row = element("div", "row");
  row.dataset["of"] = of;
  return row;
}

function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}

function allows(level: Right, needed: Right): boolean {
  return RIGHTS.indexOf(level) >= RIGHTS.indexOf(needed);
}

/** `whom` it concerns, for those who hear the label alone. */
function button(label: string, act: () => void, whom = "", kind = ""): HTMLButtonElement {
  const made = element("button", kind, label);
  made.type = "button";
  if (whom !== "") made.setAttribute("aria-label", `${label}: ${whom}`);
  made.addEventListener("click", act);
  return made;
}

/** Text, never markup: names come from players. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  kind: string,
  text = "",
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (kind !== "") made.className = kind;
  made.textContent = text;
  return made;
}
