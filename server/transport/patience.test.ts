/** How long a peer is waited for that does not answer the Close frame. */
import { expect, test } from "vitest";
import { enter, openTestPort } from "./testPort.ts";

const AN_HOUR_MS = 3600_000;

test("a farewell to somebody who does not hear is waited for as long as it says, and not as usual", async () => {
  const port = await openTestPort({ limits: { closeMs: AN_HOUR_MS } });
  const peer = await enter(port.port);
  const [guest] = port.guests;
  guest!.connection.close(4008, "too slow", 20);
  expect(await peer.nextCloseCode()).toBe(4008);
  await peer.hearAll();
  expect(await guest!.closed).toMatchObject({ code: 1006 });
  await port.close();
});
