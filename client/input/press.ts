/** One key or button. A press that begins and ends between two samples is still seen once by the next sample. */
export class Press {
  #isDown = false;
  #presses = 0;

  down(): void {
    if (!this.#isDown) this.#presses += 1;
    this.#isDown = true;
  }

  up(): void {
    this.#isDown = false;
  }

  release(): void {
    this.#isDown = false;
    this.#presses = 0;
  }

  /** Is it held, or was it pressed since the last sample? */
  sample(): boolean {
    const wasPressed = this.#presses > 0;
    this.#presses = 0;
    return this.#isDown || wasPressed;
  }

  /** How often it was pressed since this was last asked. */
  takePresses(): number {
    const presses = this.#presses;
    this.#presses = 0;
    return presses;
  }
}
