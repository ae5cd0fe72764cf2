/**
 * How operators show that they know a secret without saying it: the server sends a nonce, the answer is its HMAC under the
 * secret. Which secret it was tells what they may do.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { type Right, RIGHTS } from "#shared/protocol/admin.ts";

/** By what they give a right to; "" for none. */
export type Secrets = Readonly<Record<Right, string>>;

const NONCE_BYTES = 32;

export function createNonce(): string {
  return randomBytes(NONCE_BYTES).toString("hex");
}

/** The answer to a nonce of who knows `secret`, in hexadecimal digits. */
export function answerTo(nonce: string, secret: string): string {
  return createHmac("sha256", secret).update(nonce).digest("hex");
}

/** What whoever gave this answer may do; undefined when it is that of none of the secrets. How long it takes tells nothing of them. */
export function rightOf(answer: string, nonce: string, secrets: Secrets): Right | undefined {
  let found: Right | undefined;
  for (const right of RIGHTS) {
    const expected = Buffer.from(answerTo(nonce, secrets[right]));
    const given = Buffer.alloc(expected.length);
    given.write(answer);
    const isRight = timingSafeEqual(given, expected) && answer.length === expected.length;
    if (isRight && secrets[right] !== "") found = right;
  }
  return found;
}

/** Whether there is anybody to let in. */
export function hasSecrets(secrets: Secrets): boolean {
  return RIGHTS.some((right) => secrets[right] !== "");
}
