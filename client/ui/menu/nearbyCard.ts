/** Games that one may walk into: the open rooms of this server, those of others in the network, and how friends get here. */
import { html, nothing, svg, type TemplateResult } from "lit-html";
import type { LiveGame, LiveRoom, LiveUnreached } from "#shared/protocol/live.ts";
import type { Nearby } from "../../nearby.ts";
import { modeName } from "../hud/modeName.ts";
import type { QrPath } from "../qr.ts";
import { words } from "../words/words.ts";

export interface NearbyActions {
  /** Into the room of this code. */
  enter(room: string): void;
  /** The address of the page itself. */
  readonly page: string;
  /** Something has come that is to be drawn. */
  redraw(): void;
}

const MOST_ROWS = 6;

export class NearbyCard {
  readonly #actions: NearbyActions;
  #qr: QrPath | null = null;
  #qrOf = "";
  /** Address that one has chosen to show; "" for the likeliest. */
  #chosen = "";

  constructor(actions: NearbyActions) {
    this.#actions = actions;
  }

  /** Nothing where there is nothing to tell and nothing to wait for. */
  view(nearby: Nearby | null): TemplateResult | typeof nothing {
    if (nearby === null) return nothing;
    const { rooms, games, hasNeighbours, addresses, unreached } = nearby;
    if (rooms.length + games.length + addresses.length === 0 && !hasNeighbours) return nothing;
    const text = words.nearby;
    return html`
      <section class="card nearby" aria-labelledby="nearby-title">
        <h2 id="nearby-title">${text.title}</h2>
        ${rooms.length + games.length === 0 ? html`<p class="nearby-none">${text.none}</p>` : nothing}
        <ul class="nearby-list">
          ${busiest(rooms).map((room) => this.#roomView(room, nearby))}
          ${busiest(games).map((game) => gameView(game, nearby))}
        </ul>
        ${hasNeighbours && games.length === 0 && unreached === null ? html`<p class="nearby-hint">${text.others}</p>` : nothing}
        ${this.#inviteView(addresses)}
        <div role="status">${unreached === null ? nothing : unreachedView(unreached)}</div>
      </section>
    `;
  }

  #roomView(room: LiveRoom, { pingsMs }: Nearby): TemplateResult {
    const { code, people, seats } = room;
    const { enter, page } = this.#actions;
    return html`<li>
      <button class="button nearby-game" data-room=${code} @click=${() => enter(code)}>
        ${rowView(words.scoreboard.room(code), room, people, seats, pingsMs.get(page))}
      </button>
    </li>`;
  }

  #inviteView(addresses: readonly string[]): TemplateResult | typeof nothing {
    const shown = addresses.find((address) => address === this.#chosen) ?? addresses[0];
    if (shown === undefined) return nothing;
    if (this.#qrOf !== shown) void this.#draw(shown);
    return html`<div class="nearby-invite">
        ${this.#qrView()}
        <p>${words.nearby.friends} <strong class="nearby-address">${shortOf(shown)}</strong></p>
      </div>
      ${addresses.length > 1 ? this.#choiceView(addresses, shown) : nothing}`;
  }

  /** This computer is in several networks, and only who sits at it knows in which of them his friends are. */
  #choiceView(addresses: readonly string[], shown: string): TemplateResult {
    return html`<div class="nearby-choice" role="group" aria-labelledby="nearby-choice-title">
      <p id="nearby-choice-title">${words.nearby.networks}</p>
      ${addresses.map(
        (address) =>
          html`<button
            class="button"
            aria-pressed=${address === shown}
            @click=${() => this.#choose(address)}
          >
            ${shortOf(address)}
          </button>`,
      )}
    </div>`;
  }

  #choose(address: string): void {
    this.#chosen = address;
    this.#actions.redraw();
  }

  #qrView(): TemplateResult | typeof nothing {
    if (!this.#qr) return nothing;
    const { size, path } = this.#qr;
    return html`<svg
      class="qr"
      viewBox="0 0 ${size} ${size}"
      role="img"
      aria-label=${words.nearby.qr}
      shape-rendering="crispEdges"
    >
      ${svg`<rect width=${size} height=${size} fill="#fff" /><path d=${path} fill="#000" />`}
    </svg>`;
  }

  async #draw(address: string): Promise<void> {
    this.#qrOf = address;
    this.#qr = null;
    try {
      const { qrPathOf } = await import("../qr.ts");
      if (this.#qrOf !== address) return;
      this.#qr = qrPathOf(address);
      this.#actions.redraw();
    } catch {
      // The server is of another build by now: the address can be typed in.
    }
  }
}

/** Open, and whoever plays alone closes it; its head can be reached with keys and pads where the card has to be scrolled. */
function unreachedView({ system, commands }: LiveUnreached): TemplateResult {
  const text = words.unreached;
  return html`<details class="nearby-unreached" open>
    <summary>${text.title}</summary>
    <p>${text.before[system]}</p>
    ${commands.map((command) => html`<code>${command}</code>`)}
    ${system === "windows" ? html`<p>${text.windowsNetwork}</p>` : nothing}
    <p>${text.network}</p>
  </details>`;
}

function gameView(game: LiveGame, { pingsMs }: Nearby): TemplateResult {
  const { name, url, people, seats } = game;
  return html`<li>
    <a class="button nearby-game" href=${url}>
      ${rowView(name, game, people, seats, pingsMs.get(url))}
    </a>
  </li>`;
}

function rowView(
  name: string,
  { mode, map }: { mode: string; map: string },
  people: number,
  seats: number,
  pingMs: number | undefined,
): TemplateResult {
  const what = mode === "" ? words.nearby.nobody : `${modeName(mode)} · ${map}`;
  const ping = pingMs === undefined ? words.scoreboard.none : words.net.ping(Math.round(pingMs));
  return html`
    <span class="nearby-name">${name}</span>
    <span class="nearby-count" title=${words.nearby.players}>${people} / ${seats}</span>
    <span class="nearby-what">${what}</span>
    <span class="nearby-ping" title=${words.nearby.distance}>${ping}</span>
  `;
}

/** As people type it: what a browser adds by itself left out. */
function shortOf(address: string): string {
  return address.replace(/^http:\/\//, "").replace(/\/$/, "");
}

/** Those in which most is going on. */
function busiest<T extends { people: number }>(all: readonly T[]): T[] {
  return all.toSorted((a, b) => b.people - a.people).slice(0, MOST_ROWS);
}
