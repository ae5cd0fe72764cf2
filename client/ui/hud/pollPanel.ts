/** The vote that is open: what it is about, how it stands, and two keys or buttons to take part in it. */
import { html, nothing, type TemplateResult } from "lit-html";
import type { PollView, View, ViewEvent } from "../../netcode/view.ts";
import { isAtKeyboard } from "../controlLabels.ts";
import { keyView } from "./keyView.ts";
import { roundName } from "./roundName.ts";
import { words } from "../words/words.ts";

/** Of the tables from which the next one is chosen when a match is over, by place as in `event.code`. */
export const TABLE_KEYS = ["Digit1", "Digit2", "Digit3"] as const;

type Choose = (choice: number) => void;

/** A motion, in the midst of play; nothing while the next table is asked for, which the results do. */
export function pollView({ poll, own }: View, choose: Choose): TemplateResult | typeof nothing {
  if (!poll || poll.kind === "next") return nothing;
  const text = words.poll;
  const [yes, no] = poll.choices;
  const mayVote = own.slot >= 0 && own.slot !== poll.subjectSlot;
  const seconds = Math.ceil(poll.endsInMs / 1000);
  // He may have left.
  const by = poll.by === "" ? words.callouts.feats.somebody : poll.by;
  return html`
    <section class="panel poll" aria-label=${text.title}>
      <p role="status"><b>${text.motion[poll.kind](by, subjectName(poll.subject))}</b></p>
      <div class="poll-ways">
        ${choiceView(0, "voteYes", yes?.count ?? 0, poll, mayVote, choose)}
        ${choiceView(1, "voteNo", no?.count ?? 0, poll, mayVote, choose)}
      </div>
      <p class="hint">${text.needed(poll.needed)} · ${text.secondsLeft(seconds)}</p>
    </section>
  `;
}

function choiceView(
  choice: number,
  action: "voteYes" | "voteNo",
  count: number,
  { chosen }: PollView,
  mayVote: boolean,
  choose: Choose,
): TemplateResult {
  const label = action === "voteYes" ? words.poll.yes : words.poll.no;
  return html`<button
    class="button ${chosen === choice ? "chosen" : ""}"
    aria-pressed=${chosen === choice}
    ?disabled=${!mayVote}
    @click=${() => choose(choice)}
  >
    ${keyView(action)} ${label} <b class="count">${count}</b>
  </button>`;
}

/** Which table is next, among the results. */
export function nextTableView(
  { poll, own }: View,
  choose: Choose,
): TemplateResult | typeof nothing {
  if (poll?.kind !== "next") return nothing;
  const text = words.poll;
  return html`
    <section class="card next-table" aria-labelledby="next-table-title">
      <h3 id="next-table-title">${text.nextTable}</h3>
      <div class="poll-ways">
        ${poll.choices.map(
          ({ round, count }, choice) =>
            html`<button
              class="button ${poll.chosen === choice ? "chosen" : ""}"
              aria-pressed=${poll.chosen === choice}
              ?disabled=${own.slot < 0}
              @click=${() => choose(choice)}
            >
              ${isAtKeyboard() ? html`<kbd>${choice + 1}</kbd>` : nothing}
              ${choice === 0 ? html`${text.rematch}<small>${roundName(round)}</small>` : roundName(round)}
              <b class="count" aria-label=${text.votes(count)}>${count}</b>
            </button>`,
        )}
      </div>
    </section>
  `;
}

function subjectName(subject: PollView["subject"]): string {
  return typeof subject === "string" ? subject : roundName(subject);
}

/** What a vote has come to, or why there is none, in words. */
export function pollNews(event: Extract<ViewEvent, { type: "decided" | "declined" }>): string {
  const text = words.poll;
  if (event.type === "declined") return text.declined[event.why](event.seconds);
  const { kind, subject, isCarried } = event;
  return isCarried ? text.carried[kind](subjectName(subject)) : text.failed;
}
