/** Answers out of the records: so many wait for the disk at once, and whoever else comes is told to come back. */
import { StoreFault } from "./store/fault.ts";
import { textReply, type Reply } from "./transport/reply.ts";

const MOST_ASKING = 32;
const RETRY_SECONDS = "5";

export const AWAY = textReply(503, "The records cannot be read now.", {
  "Retry-After": RETRY_SECONDS,
});

/** Gives what is asked for: 503 where the records cannot be read now, or too many ask already. */
export function boundAnswers(): (ask: () => Promise<Reply>) => Promise<Reply> {
  let asking = 0;
  return async (ask) => {
    if (asking >= MOST_ASKING) return AWAY;
    asking++;
    try {
      return await ask();
    } catch (error) {
      if (error instanceof StoreFault) return AWAY;
      throw error;
    } finally {
      asking--;
    }
  };
}
