/** The records of this server: one's own, the best, and the key that one is known by. */
import { html, nothing, type TemplateResult } from "lit-html";
import { PLAYER_KEY_LENGTH } from "#shared/protocol/messages.ts";
import { SPANS, type Leader, type Statistics, type Totals } from "#shared/protocol/recordBook.ts";
import { takeText } from "../form.ts";
import { formatAccuracy, formatPlayTime } from "../hud/format.ts";
import type { RecordBook } from "../recordBook.ts";
import { words } from "../words/words.ts";

/** Not a field for passwords: browsers would offer to keep what is in it. */
const HIDDEN_KEY = "•".repeat(PLAYER_KEY_LENGTH);

export function recordsView(book: RecordBook, close: () => void): TemplateResult {
  const text = words.records;
  const cancel = (event: Event): void => {
    event.preventDefault();
    close();
  };
  return html`
    <dialog class="card dialog records" aria-labelledby="records-title" @cancel=${cancel}>
      <h2 id="records-title">${text.title}</h2>
      <section aria-labelledby="records-best">
        <div class="records-head">
          <h3 id="records-best">${text.best}</h3>
          <div class="records-spans">${SPANS.map((span) => spanView(book, span))}</div>
        </div>
        ${bestView(book)}
      </section>
      <div class="records-columns">
        <section aria-labelledby="records-own">
          <h3 id="records-own">${text.yours}</h3>
          ${ownView(book)}
        </section>
        <section aria-labelledby="records-key">
          <h3 id="records-key">${text.key}</h3>
          ${keyView(book)}
        </section>
      </div>
      <footer class="dialog-footer">
        <button class="button primary" id="records-done" @click=${close}>${text.done}</button>
      </footer>
    </dialog>
  `;
}

function spanView(book: RecordBook, span: (typeof SPANS)[number]): TemplateResult {
  return html`<button
    class="button"
    id="records-${span}"
    aria-pressed=${book.span === span}
    @click=${() => book.choose(span)}
  >
    ${words.records.spans[span]}
  </button>`;
}

function bestView(book: RecordBook): TemplateResult {
  const text = words.records;
  const { leaders } = book;
  if (leaders === undefined) return remark(text.asking);
  if (leaders === null) return untoldView(book);
  if (!leaders.isKept) return remark(text.notKept);
  if (leaders.leaders.length === 0) return remark(text.noneOfAnybody);
  return html`
    <table class="scores">
      <thead>
        <tr>
          <th scope="col" colspan="2">${text.player}</th>
          <th scope="col">${words.scoreboard.score}</th>
          <th scope="col">${text.wins}</th>
          <th scope="col">${text.matches}</th>
          <th scope="col">${words.scoreboard.kills}</th>
          <th scope="col">${words.scoreboard.caroms}</th>
        </tr>
      </thead>
      <tbody>
        ${leaders.leaders.map((leader, index) => leaderView(leader, index, book))}
      </tbody>
    </table>
  `;
}

function leaderView(leader: Leader, index: number, { own }: RecordBook): TemplateResult {
  const isSelf = own?.statistics?.player === leader.player;
  return html`
    <tr class=${isSelf ? "self" : ""}>
      <td class="place">${index + 1}</td>
      <th scope="row">
        <span class="who">
          <span class="who-name">${leader.name}</span>
          ${isSelf ? html`<small class="badge">${words.records.you}</small>` : nothing}
        </span>
      </th>
      <td class="points">${leader.points}</td>
      <td>${leader.wins}</td>
      <td>${leader.matches}</td>
      <td>${leader.kills}</td>
      <td class="caroms">${leader.caroms}</td>
    </tr>
  `;
}

function ownView(book: RecordBook): TemplateResult {
  const text = words.records;
  const { own, leaders } = book;
  if (own === undefined) return remark(text.asking);
  if (own === null) return leaders === null ? remark(text.untold) : untoldView(book);
  if (leaders?.isKept === false) return remark(text.notKept);
  return own.statistics === null ? remark(text.noneOfYours) : figuresView(own.statistics);
}

function figuresView({ week, ever }: Statistics): TemplateResult {
  const text = words.records;
  const row = (label: string, figure: (totals: Totals) => string | number): TemplateResult => html`
    <tr>
      <th scope="row">${label}</th>
      <td>${figure(week)}</td>
      <td>${figure(ever)}</td>
    </tr>
  `;
  const { score, kills, deaths, assists, caroms, accuracy } = words.scoreboard;
  return html`
    <table class="records-own">
      <thead>
        <tr>
          <td></td>
          <th scope="col">${text.spans.week}</th>
          <th scope="col">${text.spans.ever}</th>
        </tr>
      </thead>
      <tbody>
        ${row(score, ({ points }) => points)} ${row(text.matches, (totals) => totals.matches)}
        ${row(text.wins, ({ wins }) => wins)} ${row(kills, (totals) => totals.kills)}
        ${row(deaths, (totals) => totals.deaths)} ${row(assists, (totals) => totals.assists)}
        ${row(caroms, (totals) => totals.caroms)}
        ${row(accuracy, ({ hits, shots }) => formatAccuracy(hits, shots))}
        ${row(text.time, ({ seconds }) => formatPlayTime(seconds))}
      </tbody>
    </table>
  `;
}

function keyView(book: RecordBook): TemplateResult {
  const text = words.records;
  const { isKeyShown, keyNews, key } = book;
  return html`
    <p class="hint">${text.keyHint} ${key.isLasting ? nothing : text.lost}</p>
    <div class="field-row">
      <input
        class="field"
        id="player-key"
        type="text"
        readonly
        autocomplete="off"
        spellcheck="false"
        aria-labelledby="records-key"
        .value=${isKeyShown ? key.current : HIDDEN_KEY}
      />
      <button class="button" id="show-key" @click=${() => book.showKey(!isKeyShown)}>
        ${isKeyShown ? text.hide : text.show}
      </button>
      <button class="button" id="copy-key" @click=${() => void book.copyKey()}>${text.copy}</button>
    </div>
    <label class="label" for="other-key">${text.otherKey}</label>
    <form class="field-row" @submit=${(event: Event) => book.takeKey(takeText(event, "key"))}>
      <input
        class="field"
        name="key"
        id="other-key"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
      />
      <button class="button" id="take-key">${text.take}</button>
    </form>
    <p class="hint records-news" role="status">${keyNews === "" ? nothing : text[keyNews]}</p>
  `;
}

function untoldView(book: RecordBook): TemplateResult {
  return html`
    ${remark(words.records.untold)}
    <button class="button" @click=${() => book.refresh()}>${words.records.again}</button>
  `;
}

function remark(text: string): TemplateResult {
  return html`<p class="records-remark">${text}</p>`;
}
