/** Between rooms and the records, and between the records and whoever reads them: results go in, sums come out as pages. */
import { TICK_RATE } from "#shared/timing.ts";
import {
  isPlayerKey,
  KEY_HEADER,
  LEADERS_PATH,
  MOST_LEADERS,
  OWN_RECORDS_PATH,
  type Span,
  SPANS,
} from "#shared/protocol/recordBook.ts";
import { boundAnswers } from "./recordReplies.ts";
import type { NoteResult } from "./rooms/ledger.ts";
import { hashOfKey } from "./rooms/playerKey.ts";
import type { Store } from "./store/store.ts";
import type { Page } from "./transport/http.ts";
import { jsonReply, textReply } from "./transport/reply.ts";

const WEEK_MS = 7 * 24 * 3600_000;
/** However many ask, leaders are added up no more often than this: those of years take a while, and change slowly. */
const LEADERS_KEPT_MS: Readonly<Record<Span, number>> = { week: 15_000, ever: 120_000 };

/** Has the results of rooms, which know no time of day, written. */
export function resultsInto(store: Store): NoteResult {
  const startedMs = store.nowMs();
  return ({ roomCode, beganTick, map, mode, isPublic }, result) => {
    const endedMs = store.nowMs();
    // Ticks count from the start of the server, and codes of rooms may come again.
    const id = `${startedMs}-${roomCode}-${beganTick}`;
    const beganMs = startedMs + Math.round((beganTick * 1000) / TICK_RATE);
    store.addResult({ id, map, mode, isPublic, beganMs }, { ...result, endedMs });
  };
}

/** The pages of the records: 200 with what there is, 400 for what makes no sense, 503 where they cannot be read now. */
export function recordPages(store: Store): [path: string, page: Page][] {
  const answer = boundAnswers();
  const leaders = keep(LEADERS_KEPT_MS, store, async (span) => ({
    isKept: store.state.state !== "off",
    leaders: await store.leaders(span === "week" ? store.nowMs() - WEEK_MS : 0, MOST_LEADERS),
  }));
  return [
    [
      LEADERS_PATH,
      ({ url }) => {
        const span = spanOf(url);
        return span === undefined ? NO_SPAN : answer(async () => jsonReply(await leaders(span)));
      },
    ],
    [
      OWN_RECORDS_PATH,
      ({ headers }) => {
        const key = headers[KEY_HEADER];
        if (!isPlayerKey(key)) return NO_KEY;
        const sinceMs = store.nowMs() - WEEK_MS;
        return answer(async () => {
          const statistics = (await store.statistics(hashOfKey(key), sinceMs)) ?? null;
          return jsonReply({ statistics });
        });
      },
    ],
  ];
}

const NO_SPAN = textReply(400, `Add ?span= and one of ${SPANS.join(", ")}.`);
const NO_KEY = textReply(400, `The header ${KEY_HEADER} must have a player's key.`);

function spanOf(url = ""): Span | undefined {
  const query = new URLSearchParams(url.split("?")[1] ?? "");
  return SPANS.find((span) => span === query.get("span"));
}

/** The same answer for all who ask within so many milliseconds; what went wrong is not kept. */
function keep<T>(
  keptMs: Readonly<Record<Span, number>>,
  store: Pick<Store, "nowMs">,
  ask: (span: Span) => Promise<T>,
): (span: Span) => Promise<T> {
  const kept = new Map<Span, { answer: Promise<T>; askedMs: number }>();
  return (span) => {
    const nowMs = store.nowMs();
    const known = kept.get(span);
    // One from the future was asked for before the time of day was set back.
    const isFresh = known !== undefined && known.askedMs <= nowMs;
    if (isFresh && nowMs - known.askedMs < keptMs[span]) return known.answer;
    const fresh = { answer: ask(span), askedMs: nowMs };
    kept.set(span, fresh);
    fresh.answer.catch(() => kept.delete(span));
    return fresh.answer;
  };
}
