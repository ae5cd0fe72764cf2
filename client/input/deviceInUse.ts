/** What the player has in his hands now: whatever was touched last. Hints, pointer and touch controls go by it. */
export type Device = "keys" | "pad" | "touch";

export class DeviceInUse {
  readonly #listeners = new Set<(device: Device) => void>();
  #current: Device;

  constructor(first: Device) {
    this.#current = first;
  }

  get current(): Device {
    return this.#current;
  }

  note(device: Device): void {
    if (device === this.#current) return;
    this.#current = device;
    for (const listener of this.#listeners) listener(device);
  }

  /** Calls `listener` now and whenever another one is taken up. */
  watch(listener: (device: Device) => void): void {
    this.#listeners.add(listener);
    listener(this.#current);
  }
}
