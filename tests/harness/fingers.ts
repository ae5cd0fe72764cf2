/** Fingers on a page's screen: each is put down, moved and lifted by its number, beside the others. */
import type { CDPSession, Page } from "playwright-core";

interface Point {
  readonly x: number;
  readonly y: number;
}

export class Fingers {
  readonly #cdp: CDPSession;
  readonly #down = new Map<number, Point>();

  private constructor(cdp: CDPSession) {
    this.#cdp = cdp;
  }

  static async of(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  /** Puts a finger down, or moves it when it is. */
  async put(id: number, x: number, y: number): Promise<void> {
    const type = this.#down.has(id) ? "touchMove" : "touchStart";
    this.#down.set(id, { x, y });
    await this.#send(type, this.#down);
  }

  /** Lifts this finger alone: the browser is told which. */
  async lift(id: number): Promise<void> {
    const lifted = new Map([[id, this.#down.get(id)!]]);
    this.#down.delete(id);
    await this.#send("touchEnd", lifted);
  }

  /** The system takes all of them for something of its own. */
  async cancel(): Promise<void> {
    this.#down.clear();
    await this.#send("touchCancel", this.#down);
  }

  async #send(
    type: "touchStart" | "touchMove" | "touchEnd" | "touchCancel",
    points: ReadonlyMap<number, Point>,
  ): Promise<void> {
    const touchPoints = [...points].map(([id, place]) => ({ id, ...place }));
    await this.#cdp.send("Input.dispatchTouchEvent", { type, touchPoints });
  }
}
