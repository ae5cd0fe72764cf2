/** The big words in the upper middle: one at a time, the better one first, each long enough to be read. */
import { SCORE } from "#shared/sim/tuning.ts";
import type { View, ViewEvent } from "../../netcode/view.ts";
import { words } from "../words/words.ts";
import { describeFeat } from "./feats.ts";
import { nameOf } from "./killFeed.ts";
import { sideScores } from "./matchBar.ts";
import { type Streak, Streaks } from "./streaks.ts";

export interface Callout {
  readonly id: number;
  readonly kind: "carom" | "streak" | "kill" | "news";
  readonly title: string;
  readonly detail: string;
}

interface Shown extends Callout {
  readonly rank: number;
  readonly endsAtMs: number;
}

const SHOWN_MS = { carom: 2200, streak: 1800, kill: 1300, news: 1800 } as const;
const RANK = { news: 0, kill: 1, streak: 2, carom: 3 } as const;
/** Kills without going out at which it is said. */
const ROWS = [3, 5, 8, 12, 16, 20];
/** Time to go at which everybody is told. */
const NEAR_END_MS = [60_000, 10_000];
/** Points to go at which everybody is told. */
const NEAR_END_POINTS = [5, 2, 1];
const WAITING_MAX = 2;

export class Callouts {
  #shown: Shown | null = null;
  #waiting: Callout[] = [];
  #nextId = 0;
  #leader = -1;
  #wasLeading = false;
  #pointsToWin = Infinity;
  #leftMs = Infinity;
  readonly #streaks = new Streaks();

  /** Call once per frame; returns what is to be seen now. */
  update(view: View): Callout | null {
    for (const event of view.events) {
      if (event.type === "death") this.#hearDeath(event, view);
      if (event.type === "feat") this.#hearFeat(event, view);
    }
    if (view.phase === "playing" || view.phase === "overtime") {
      if (view.hasTeams) this.#watchSides(view);
      else this.#watchScores(view);
      this.#watchClock(view);
    } else this.#forget();
    if (this.#shown && this.#shown.endsAtMs <= view.nowMs) this.#shown = null;
    if (!this.#shown) this.#showNext(view.nowMs);
    return this.#shown;
  }

  #hearDeath(event: Extract<ViewEvent, { type: "death" }>, view: View): void {
    if (event.victimRelation === "self") return this.#streaks.end();
    if (event.attackerRelation !== "self" || event.victimRelation === "ally") return;
    const { nowMs } = view;
    const points = SCORE.kill + SCORE.perBounce * event.bounces;
    const { carom, caromDetail, kill, killDetail } = words.callouts;
    const honour = honourOf(this.#streaks.add(nowMs));
    const out = kill(nameOf(view.seats, event.victim));
    if (event.bounces > 0)
      this.#call("carom", carom(event.bounces), caromDetail(event.bounces, points, honour), nowMs);
    else if (honour) this.#call("streak", honour, `${out} · ${killDetail(points)}`, nowMs);
    else this.#call("kill", out, killDetail(points), nowMs);
  }

  #hearFeat(event: Extract<ViewEvent, { type: "feat" }>, view: View): void {
    const { title, detail, isPoint } = describeFeat(event, view);
    this.#call(isPoint ? "carom" : "streak", title, detail, view.nowMs);
  }

  /** Which side leads, told when that changes. */
  #watchSides(view: View): void {
    const [mine, theirs] = sideScores(view);
    const leader = mine === theirs ? this.#leader : Number(mine > theirs);
    if (leader !== this.#leader && mine + theirs > 0) {
      const text = leader === 1 ? words.callouts.sideLead : words.callouts.sideLeadLost;
      this.#call("news", text, "", view.nowMs);
    }
    this.#leader = leader;
  }

  #watchClock({ phaseEndsInMs, nowMs }: View): void {
    const crossed = NEAR_END_MS.find((ms) => phaseEndsInMs <= ms && this.#leftMs > ms);
    // A late joiner is not told what everybody knows.
    if (crossed !== undefined && Number.isFinite(this.#leftMs))
      this.#call("news", words.callouts.timeLeft(crossed / 1000), "", nowMs);
    this.#leftMs = phaseEndsInMs;
  }

  #watchScores({ seats, scoreLimit, nowMs }: View): void {
    const [first, second] = seats;
    if (!first) return;
    const leader = first.score > (second?.score ?? 0) ? first.slot : this.#leader;
    if (leader !== this.#leader && first.score > 0) this.#hearLeader(first, nowMs);
    this.#leader = leader;
    const pointsToWin = scoreLimit > 0 ? scoreLimit - first.score : Infinity;
    const crossed = NEAR_END_POINTS.filter(
      (points) => pointsToWin <= points && this.#pointsToWin > points,
    ).at(-1);
    if (crossed !== undefined && pointsToWin > 0) {
      this.#call(
        "news",
        words.callouts.toWin(pointsToWin),
        first.relation === "self" ? words.hud.you : first.name,
        nowMs,
      );
    }
    this.#pointsToWin = pointsToWin;
  }

  /** Told to those whom it concerns: who takes the lead, and who loses it. */
  #hearLeader(first: View["seats"][number], nowMs: number): void {
    if (first.relation === "self") this.#call("news", words.callouts.lead, "", nowMs);
    else if (this.#wasLeading) this.#call("news", words.callouts.leadLost(first.name), "", nowMs);
    this.#wasLeading = first.relation === "self";
  }

  #forget(): void {
    this.#leader = -1;
    this.#wasLeading = false;
    this.#pointsToWin = Infinity;
    this.#leftMs = Infinity;
    this.#streaks.end();
  }

  #call(kind: Callout["kind"], title: string, detail: string, nowMs: number): void {
    const callout = { id: this.#nextId, kind, title, detail };
    this.#nextId += 1;
    if (this.#shown && RANK[kind] > 0 && RANK[kind] >= this.#shown.rank)
      return this.#show(callout, nowMs);
    this.#waiting = [...this.#waiting, callout].slice(-WAITING_MAX);
  }

  #showNext(nowMs: number): void {
    const next = this.#waiting.shift();
    if (next) this.#show(next, nowMs);
  }

  #show(callout: Callout, nowMs: number): void {
    this.#shown = {
      ...callout,
      rank: RANK[callout.kind],
      endsAtMs: nowMs + SHOWN_MS[callout.kind],
    };
  }
}

/** What a streak is called, or "" when it is nothing yet. */
function honourOf({ quick, inARow }: Streak): string {
  if (quick > 1) return words.callouts.quick(quick);
  return ROWS.includes(inARow) ? words.callouts.inARow(inARow) : "";
}
