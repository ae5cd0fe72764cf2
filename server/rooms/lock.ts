/**
 * The password of a room. Kept is its hash under a key of the lock's own, and compared is in a time that tells nothing of
 * where two differ. It is quick to try one, so that who tries is slowed down (tries.ts).
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

export class Lock {
  readonly #key = randomBytes(32);
  readonly #hash: Buffer;

  constructor(password: string) {
    this.#hash = this.#hashOf(password);
  }

  isOpenedBy(password: string): boolean {
    return timingSafeEqual(this.#hash, this.#hashOf(password));
  }

  /** What looks the same is the same, however a keyboard composed it. */
  #hashOf(password: string): Buffer {
    return createHmac("sha256", this.#key).update(password.normalize("NFC")).digest();
  }
}
