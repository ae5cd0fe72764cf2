/** How the connection was over one match, gathered frame by frame, for the card that says it in words. */
import type { NetView, View } from "../../netcode/view.ts";

export interface ConnectionReport {
  readonly averagePingMs: number;
  readonly worstPingMs: number;
  readonly averageDelayMs: number;
  /** What the delay was owed to for most of the match. */
  readonly delayReason: NetView["interpolationReason"];
  readonly corrections: number;
  /** Time for which the quality was not good. */
  readonly troubledSeconds: number;
  readonly verdict: "clean" | "fair" | "poor" | "slowPage" | "unknown";
}

const TOO_SHORT_MS = 3000;
/** A page that takes longer than this over a frame sees everything late, whatever the network does. */
const SLOW_FRAME_MS = 60;
const SLOW_SHARE = 0.25;
const FAIR_SHARE = 0.02;
const POOR_SHARE = 0.15;
/** A pause of the page (hidden tab) counts as this much and no more. */
const FRAME_MAX_MS = 250;

export class ConnectionLog {
  #isOn = false;
  #totalMs = 0;
  #pingSum = 0;
  #delaySum = 0;
  #jitterMs = 0;
  #troubledMs = 0;
  #slowMs = 0;
  #worstPingMs = 0;
  #correctionsBefore = -1;
  #corrections = 0;

  /** Call once per frame. Only the match itself counts, not what comes before and after. */
  update({ phase, deltaMs, net }: View): void {
    const isOn = phase === "playing" || phase === "overtime";
    // A page that was hidden has not seen the countdown.
    if (isOn && !this.#isOn) this.#reset();
    this.#isOn = isOn;
    if (!isOn) return;
    const ms = Math.min(deltaMs, FRAME_MAX_MS);
    this.#totalMs += ms;
    this.#pingSum += net.rttMs * ms;
    this.#delaySum += net.interpolationMs * ms;
    if (net.interpolationReason === "jitter") this.#jitterMs += ms;
    if (net.quality !== "good") this.#troubledMs += ms;
    if (ms > SLOW_FRAME_MS) this.#slowMs += ms;
    this.#worstPingMs = Math.max(this.#worstPingMs, net.rttMs);
    // The count is since joining, and starts over when a lost connection is made anew.
    if (this.#correctionsBefore >= 0)
      this.#corrections += Math.max(0, net.corrections - this.#correctionsBefore);
    this.#correctionsBefore = net.corrections;
  }

  report(): ConnectionReport {
    const total = Math.max(1, this.#totalMs);
    return {
      averagePingMs: Math.round(this.#pingSum / total),
      worstPingMs: Math.round(this.#worstPingMs),
      averageDelayMs: Math.round(this.#delaySum / total),
      delayReason: this.#jitterMs > total / 2 ? "jitter" : "snapshot rate",
      corrections: this.#corrections,
      troubledSeconds: Math.round(this.#troubledMs / 1000),
      verdict: this.#verdict(this.#troubledMs / total),
    };
  }

  #verdict(troubledShare: number): ConnectionReport["verdict"] {
    if (this.#totalMs < TOO_SHORT_MS) return "unknown";
    if (troubledShare > FAIR_SHARE && this.#slowMs > this.#totalMs * SLOW_SHARE) return "slowPage";
    if (troubledShare > POOR_SHARE) return "poor";
    return troubledShare > FAIR_SHARE ? "fair" : "clean";
  }

  #reset(): void {
    this.#totalMs = 0;
    this.#pingSum = 0;
    this.#delaySum = 0;
    this.#jitterMs = 0;
    this.#troubledMs = 0;
    this.#slowMs = 0;
    this.#worstPingMs = 0;
    this.#correctionsBefore = -1;
    this.#corrections = 0;
  }
}
