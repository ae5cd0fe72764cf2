/** Asks again and again whether the server is there, for a page that was started without it. */

/** Why it is not: this device has no network, nothing answers, or what answers is something else. */
export type Absence = "offline" | "silent" | "failing";

export type ProbeState =
  /** `absence` is what the last answer was; null before the first. */
  | { kind: "asking"; absence: Absence | null }
  | { kind: "away"; absence: Absence; retryAtMs: number }
  | { kind: "there" };

const RETRY_MS = [1000, 2000, 4000, 8000];
const HEALTH_PATH = "/healthz";
const PATIENCE_MS = 5000;

export class ServerProbe {
  readonly #ask: () => Promise<Absence | null>;
  #state: ProbeState = { kind: "asking", absence: null };
  /** What was answered, until `update` looks at it. */
  #answer: { absence: Absence | null } | null = null;
  #attempts = 0;

  /** `ask` gives null when the server is there, and never fails. Asks at once. */
  constructor(ask: () => Promise<Absence | null>) {
    this.#ask = ask;
    void this.#send();
  }

  /** Call once per frame. */
  update(nowMs: number): ProbeState {
    const answer = this.#answer;
    this.#answer = null;
    if (answer?.absence === null) this.#state = { kind: "there" };
    else if (answer) {
      const { absence } = answer;
      const pauseMs = RETRY_MS[Math.min(this.#attempts - 1, RETRY_MS.length - 1)]!;
      this.#state = { kind: "away", absence, retryAtMs: nowMs + pauseMs };
    } else if (this.#state.kind === "away" && nowMs >= this.#state.retryAtMs) this.retry();
    return this.#state;
  }

  /** Now, not when it is due. */
  retry(): void {
    if (this.#state.kind !== "away") return;
    this.#state = { kind: "asking", absence: this.#state.absence };
    void this.#send();
  }

  async #send(): Promise<void> {
    this.#attempts += 1;
    this.#answer = { absence: await this.#ask() };
  }
}

/** One question to the server of this page. */
export async function askServer(
  fetchNow: (path: string, init: RequestInit) => Promise<Response>,
  isOnline: () => boolean,
): Promise<Absence | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetchNow(HEALTH_PATH, { cache: "no-store", signal });
    return response.ok ? null : "failing";
  } catch {
    // A fetch fails without saying why; whether there is a network at all the browser knows.
    return isOnline() ? "silent" : "offline";
  }
}
