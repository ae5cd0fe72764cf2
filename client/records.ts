/** Questions to the server of this page about its records. */
import {
  KEY_HEADER,
  LEADERS_PATH,
  OWN_RECORDS_PATH,
  readLeaders,
  readOwnRecords,
  type Leaders,
  type OwnRecords,
  type Span,
} from "#shared/protocol/recordBook.ts";

type Fetch = (path: string, init: RequestInit) => Promise<Response>;

const PATIENCE_MS = 8000;

/** Who has the most points. Null when nothing answers, or what answers cannot tell. */
export function askLeaders(fetchNow: Fetch, span: Span): Promise<Leaders | null> {
  return ask(fetchNow, `${LEADERS_PATH}?span=${span}`, {}, readLeaders);
}

/** What is recorded of the player with this key. */
export function askOwnRecords(fetchNow: Fetch, key: string): Promise<OwnRecords | null> {
  return ask(fetchNow, OWN_RECORDS_PATH, { [KEY_HEADER]: key }, readOwnRecords);
}

async function ask<T>(
  fetchNow: Fetch,
  path: string,
  headers: Record<string, string>,
  read: (json: unknown) => T | null,
): Promise<T | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetchNow(path, { cache: "no-store", signal, headers });
    return response.ok ? read(await response.json()) : null;
  } catch {
    // No answer, or one that is no JSON: whoever asked says so.
    return null;
  }
}
