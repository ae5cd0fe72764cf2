/** What a new room is to play, chosen among what its server has. */
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { CREW_LEVELS, USUAL, type TableWish } from "#shared/protocol/messages.ts";
import type { Offer, OfferedMap } from "#shared/protocol/offer.ts";
import { findMode, MODES } from "#shared/sim/modes/modes.ts";
import { modeName } from "../hud/modeName.ts";
import { words } from "../words/words.ts";

/** Seats that bots may be told to fill, besides as many as is usual. */
const BOT_CHOICES = [0, 2, 4, 6, 8, 12, 16];

interface Choice<T> {
  readonly value: T;
  readonly name: string;
}

/** The wish with the change in it, and without whatever the server has not, or no longer goes together. */
export function reviseTable(wish: TableWish, change: Partial<TableWish>, offer: Offer): TableWish {
  const revised = { ...wish, ...change };
  if (!offer.modes.some((mode) => numberOf(mode) === revised.mode)) revised.mode = USUAL;
  if (!mapsFor(revised, offer).some(({ name }) => name === revised.map)) revised.map = "";
  return revised;
}

export function tableView(
  wish: TableWish,
  offer: Offer,
  change: (part: Partial<TableWish>) => void,
): TemplateResult {
  const text = words.newRoom;
  const { usual } = offer;
  const bots = botSeats(wish, offer);
  const fills = bots.choices.map((value) => ({ value, name: text.botsFill(value) }));
  const level = wish.botLevel === "usual" ? usual.botLevel : wish.botLevel;
  const levels = CREW_LEVELS.map((value) => ({ value, name: text.botLevels[value] }));
  return html`
    ${choiceView("new-mode", text.mode, modeChoices(offer), wish.mode, (mode) => change({ mode }))}
    ${choiceView("new-map", text.map, mapChoices(wish, offer), wish.map, (map) => change({ map }))}
    <div class="room-bots">
      ${choiceView("new-bots", text.bots, fills, bots.chosen, (count) =>
        change({ bots: count === bots.usually ? USUAL : count }),
      )}
      ${choiceView("new-bot-level", text.botLevel, levels, level, (botLevel) =>
        change({ botLevel }),
      )}
    </div>
    ${fireView(wish, offer, change)}
  `;
}

/** In the place of the choices, while they are not known. */
export function noTableView(isAsked: boolean, ask: () => void): TemplateResult {
  const text = words.newRoom;
  return html`
    <p class="hint" role="status">${isAsked ? text.asking : text.notTold}</p>
    ${
      isAsked
        ? nothing
        : html`<button type="button" class="button" id="ask-tables" @click=${ask}>
            ${text.askAgain}
          </button>`
    }
  `;
}

function fireView(
  wish: TableWish,
  { usual }: Offer,
  change: (part: Partial<TableWish>) => void,
): TemplateResult {
  const hasTeams = MODES[wish.mode]?.hasTeams ?? true;
  const isOn = wish.friendlyFire === "usual" ? usual.isFriendlyFire : wish.friendlyFire === "on";
  return html`<label class="check">
    <input
      type="checkbox"
      id="new-fire"
      ?disabled=${!hasTeams}
      .checked=${live(isOn && hasTeams)}
      @change=${() => change({ friendlyFire: isOn ? "off" : "on" })}
    />
    ${words.newRoom.friendlyFire}
  </label>`;
}

function choiceView<T extends string | number>(
  id: string,
  label: string,
  choices: readonly Choice<T>[],
  chosen: T,
  choose: (value: T) => void,
): TemplateResult {
  const change = ({ target }: Event): void => {
    const choice = target instanceof HTMLSelectElement ? choices[target.selectedIndex] : undefined;
    if (choice) choose(choice.value);
  };
  return html`<div class="setting">
    <label for=${id}>${label}</label>
    <select class="field" id=${id} @change=${change}>
      ${choices.map(({ value, name }) => html`<option value=${value} .selected=${live(value === chosen)}>${name}</option>`)}
    </select>
  </div>`;
}

function modeChoices({ modes }: Offer): Choice<number>[] {
  const known = modes.filter((mode) => findMode(mode) !== undefined);
  const named = known.map((mode) => ({ value: numberOf(mode), name: modeName(mode) }));
  return [{ value: USUAL, name: words.newRoom.anyMode }, ...named];
}

function mapChoices(wish: TableWish, offer: Offer): Choice<string>[] {
  const named = mapsFor(wish, offer).map(({ name, title }) => ({ value: name, name: title }));
  return [{ value: "", name: words.newRoom.anyMap }, ...named];
}

/** Seats for bots that may be chosen, those that are chosen, and those of a room where nobody chose: all that are there. */
export function botSeats({ mode, bots }: TableWish, { mostBots, usual }: Offer) {
  const seats = MODES[mode]?.mostSeats ?? Infinity;
  const most = Math.min(mostBots, seats);
  const usually = Math.min(usual.bots, seats);
  const chosen = bots === USUAL ? usually : Math.min(bots, seats);
  const offered = BOT_CHOICES.filter((count) => count <= most);
  const choices = [...new Set([...offered, usually, chosen])].sort((a, b) => a - b);
  return { choices, chosen, usually };
}

/** The maps that have what the mode needs. */
function mapsFor({ mode }: TableWish, { maps }: Offer): readonly OfferedMap[] {
  const name = MODES[mode]?.name;
  return name === undefined ? maps : maps.filter(({ modes }) => modes.includes(name));
}

function numberOf(mode: string): number {
  return MODES.findIndex(({ name }) => name === mode);
}
