/**
 * Addresses as a room remembers them: hashed under a key that this process made and keeps, so that nothing that leaks from
 * here tells where anybody lives.
 */
import { createHmac, randomBytes } from "node:crypto";

const KEY = randomBytes(32);

export function hashOfAddress(address: string): string {
  return createHmac("sha256", KEY).update(address).digest("base64");
}
