/** Which sounds may be heard at once. Too many voices are mud, so the least important one makes room or is not heard. */

export interface Voice {
  readonly priority: number;
  readonly endsAtMs: number;
  stop(): void;
}

export class VoiceLimit {
  readonly #limit: number;
  #voices: Voice[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get count(): number {
    return this.#voices.length;
  }

  /** Makes room for a voice of this priority; false when every voice now heard matters more. */
  admit(priority: number, nowMs: number): boolean {
    this.#voices = this.#voices.filter((voice) => voice.endsAtMs > nowMs);
    if (this.#voices.length < this.#limit) return true;
    const least = this.#voices.reduce((a, b) => (isLess(a, b) ? a : b));
    if (least.priority > priority) return false;
    least.stop();
    this.#voices.splice(this.#voices.indexOf(least), 1);
    return true;
  }

  add(voice: Voice): void {
    this.#voices.push(voice);
  }
}

/** The less important voice goes first; of two alike, the one that is nearer its end. */
function isLess(a: Voice, b: Voice): boolean {
  return a.priority === b.priority ? a.endsAtMs < b.endsAtMs : a.priority < b.priority;
}
