/** Notes how one player's screen draws the puck, frame by frame. */
import type { View } from "../../client/netcode/view.ts";
import type { Visit } from "../../client/netcode/visit.ts";
import type { PuckColumns } from "./recording.ts";

export class PuckWatch {
  readonly #rows: PuckColumns;
  #visit: Visit | undefined;
  /** Where and for which own tick it was drawn last, and whether wholly on the own timeline. */
  readonly #last = { x: 0, y: 0, ownTick: 0, isOwn: false };
  readonly #from = { x: 0, y: 0 };
  readonly #to = { x: 0, y: 0 };

  constructor(rows: PuckColumns) {
    this.#rows = rows;
  }

  note({ puck }: View, visit: Visit, nowMs: number): void {
    if (puck === undefined) return;
    const { ownTick, remoteTick } = visit.shown;
    const { ownShare, correctionPx } = visit.puckTrack;
    const isOwn = ownShare === 1;
    const isSteady = isOwn && this.#last.isOwn && visit === this.#visit;
    const rows = this.#rows;
    rows.atMs.push(nowMs);
    rows.ownTick.push(ownTick);
    rows.remoteTick.push(remoteTick);
    rows.newestTick.push(visit.newest?.tick ?? 0);
    rows.x.push(puck.x);
    rows.y.push(puck.y);
    rows.ownShare.push(ownShare);
    rows.correctionPx.push(correctionPx);
    rows.jumpPx.push(isSteady ? this.#jump(puck, visit) : Number.NaN);
    this.#visit = visit;
    Object.assign(this.#last, { x: puck.x, y: puck.y, ownTick, isOwn });
  }

  /** What it moved on the screen, less its own way between the two times as that is known now. */
  #jump({ x, y }: { x: number; y: number }, { prediction, shown }: Visit): number {
    const { company } = prediction ?? {};
    const isKnown =
      company?.puckAt(this.#last.ownTick, this.#from) && company.puckAt(shown.ownTick, this.#to);
    if (!isKnown) return Number.NaN;
    const dx = x - this.#last.x - (this.#to.x - this.#from.x);
    const dy = y - this.#last.y - (this.#to.y - this.#from.y);
    return Math.hypot(dx, dy);
  }
}
