/** One question to the server of this page: what may be chosen for a new room. */
import { OFFER_PATH, readOffer, type Offer } from "#shared/protocol/offer.ts";

/** Longer than it takes a weak device to get its picture ready meanwhile; one may go on without the answer. */
const PATIENCE_MS = 15_000;

/** Null when nothing answers, or what answers cannot tell. */
export async function askOffer(
  fetchNow: (path: string, init: RequestInit) => Promise<Response>,
): Promise<Offer | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetchNow(OFFER_PATH, { cache: "no-store", signal });
    return response.ok ? readOffer(await response.json()) : null;
  } catch {
    // No answer, or one that is no JSON: whoever asked says so.
    return null;
  }
}
