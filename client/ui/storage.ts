/** What the browser remembers between visits. Where it may not (private window, blocked storage), memory stands in. */

export interface StringStore {
  /** Whether it outlives the page. */
  readonly isLasting: boolean;
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** `open` may throw: browsers with blocked storage throw at the mere mention of `localStorage`. */
export function openStorage(open: () => Storage): StringStore {
  try {
    const storage = open();
    const probe = "carom.probe";
    storage.setItem(probe, probe);
    storage.removeItem(probe);
    return lastingStore(storage);
  } catch {
    // Blocked or full: the player is told in the settings, through `isLasting`.
    return memoryStore();
  }
}

function lastingStore(storage: Storage): StringStore {
  /** What the browser did not take. */
  const unkept = memoryStore();
  let isLasting = true;
  return {
    get isLasting() {
      return isLasting;
    },
    get: (key) => unkept.get(key) ?? storage.getItem(key),
    set: (key, value) => {
      unkept.remove(key);
      try {
        storage.setItem(key, value);
      } catch {
        // It has become full, or was blocked meanwhile: no reason to end a match.
        unkept.set(key, value);
        isLasting = false;
      }
    },
    remove: (key) => {
      unkept.remove(key);
      storage.removeItem(key);
    },
  };
}

export function memoryStore(): StringStore {
  const values = new Map<string, string>();
  return {
    isLasting: false,
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  };
}
