/** What somebody sends with a request: so much and no more is kept of it. Those who are slow the HTTP server ends by itself. */
import type { IncomingMessage } from "node:http";

/** A body; or that it was too long, or that its sender went before its end and hears no answer. */
export type Body = Buffer | "too long" | "broken off";

export function readBody(request: IncomingMessage, mostBytes: number): Promise<Body> {
  if (Number(request.headers["content-length"] ?? 0) > mostBytes)
    return Promise.resolve("too long");
  const parts: Buffer[] = [];
  let length = 0;
  return new Promise((resolve) => {
    request.on("data", (part: Buffer) => {
      length += part.length;
      if (length <= mostBytes) parts.push(part);
      else resolve("too long");
    });
    request.once("end", () => resolve(Buffer.concat(parts)));
    // However it ended. Node tells no error of a request to whoever does not ask for it.
    request.once("close", () => resolve("broken off"));
  });
}
