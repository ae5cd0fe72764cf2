/** What the packer asks of one to whom a snapshot goes. One object for all of them, turned from one to the next. */
import { NO_MARGIN } from "#shared/protocol/frame.ts";
import type { TickEvent } from "#shared/protocol/events.ts";
import type { Receiver } from "#shared/protocol/packer.ts";
import { Tray } from "#shared/protocol/tray.ts";
import { createScope, type Scope } from "#shared/protocol/scope.ts";
import type { Interest } from "./interest.ts";
import type { Viewer } from "./viewer.ts";

/** What can wait does so when a snapshot has this size. */
export const SOFT_BYTES = 400;

export class Addressee implements Receiver {
  readonly softBits = SOFT_BYTES * 8;
  slot = 0;
  margin = NO_MARGIN;
  told: Scope = createScope(0);
  held: Scope = this.told;
  heldBefore: Scope | undefined;
  bolts: Readonly<Tray<TickEvent>> = new Tray();
  readonly #interest: Interest;

  constructor(interest: Interest) {
    this.#interest = interest;
  }

  get newcomers(): readonly number[] {
    return this.#interest.newcomers;
  }

  /** Turns to somebody for whom `interest` has just chosen. */
  turnTo({ slot, margin, holding, isRegular, sentTick }: Viewer): this {
    this.slot = slot;
    this.margin = margin;
    this.told = holding.told;
    this.held = holding.held;
    this.heldBefore = isRegular ? holding.heldBefore : undefined;
    this.bolts = this.#interest.findBolts(holding, slot, sentTick);
    return this;
  }

  hears(told: TickEvent): boolean {
    return this.#interest.hears(told, this.slot, this);
  }
}
