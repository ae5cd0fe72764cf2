/** `carom host`: a server for the people in the room. It asks nothing, and when nobody comes it says what may be in the way. */
import { adviseOnFirewall } from "../lan/firewall.ts";
import { isLoopbackName } from "../lan/greeting.ts";
import { serve } from "./serve.ts";

/** Long enough to take out a phone, scan the code and wait for the page. */
const PATIENCE_MS = 60_000;

/** Runs a server as `carom serve` does. */
export async function host(args: readonly string[]): Promise<void> {
  const { server, config, log } = await serve(args, "host");
  if (isLoopbackName(config.host)) return;
  server.expectGuests({
    platform: process.platform,
    patienceMs: PATIENCE_MS,
    onNobody: (unreached) => {
      const advice = adviseOnFirewall(unreached);
      if (log.isText) console.log(advice);
      else log.info({ advice }, "Nobody from another device has been here yet.");
    },
  });
}
