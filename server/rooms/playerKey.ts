/** A player's key as the server knows it: by its hash. The key itself goes no further than here. */
import { createHash } from "node:crypto";

/** SHA-256 of a key, in hexadecimal digits; "" of no key. */
export function hashOfKey(key: string): string {
  return key === "" ? "" : createHash("sha256").update(key).digest("hex");
}
