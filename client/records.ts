/** Questions to the server of this page about its records. */
import {
  KEY_HEADER,
  LEADERS_PATH,
  OWN_RECORDS_PATH,
  OWN_SETTINGS_PATH,
  readLeaders,
  readOwnRecords,
  readOwnSettings,
  readSettingsReceipt,
  type Leaders,
  type OwnRecords,
  type OwnSettings,
  type SettingsReceipt,
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
  return ask(fetchNow, OWN_RECORDS_PATH, { headers: { [KEY_HEADER]: key } }, readOwnRecords);
}

/** What is kept under this key. */
export function askOwnSettings(fetchNow: Fetch, key: string): Promise<OwnSettings | null> {
  return ask(fetchNow, OWN_SETTINGS_PATH, { headers: { [KEY_HEADER]: key } }, readOwnSettings);
}

/** Has settings kept under this key. The request outlives the page, which may be about to go. */
export function sendSettings(
  fetchNow: Fetch,
  key: string,
  revision: number,
  text: string,
): Promise<SettingsReceipt | null> {
  const path = `${OWN_SETTINGS_PATH}?revision=${revision}`;
  const headers = { [KEY_HEADER]: key, "Content-Type": "application/json" };
  const init = { method: "PUT", headers, body: text, keepalive: true };
  return ask(fetchNow, path, init, readSettingsReceipt);
}

async function ask<T>(
  fetchNow: Fetch,
  path: string,
  init: RequestInit,
  read: (json: unknown) => T | null,
): Promise<T | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetchNow(path, { cache: "no-store", signal, ...init });
    return response.ok ? read(await response.json()) : null;
  } catch {
    // No answer, or one that is no JSON: whoever asked says so.
    return null;
  }
}
