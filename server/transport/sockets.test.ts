/** Who is not even listened to. */
import { afterEach, describe, expect, test } from "vitest";
import { openTestPort, RawPeer, type TestPort } from "./testPort.ts";

let port: TestPort;
afterEach(() => port.close());

describe("an address that connects as fast as it can", () => {
  const few = { perSecond: 1, burst: 2 };
  const plenty = { perSecond: 1000, burst: 1000 };
  const sockets = { perAddress: few, fromLoopback: few, all: plenty };

  async function knock(from?: string): Promise<string> {
    const peer = new RawPeer(port.port, from);
    peer.write("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    return (await peer.hearAll()).slice(0, 12);
  }

  test("is reset unheard, until it has waited, and nobody else is (N8)", async () => {
    port = await openTestPort({ sockets });
    const heard = [await knock(), await knock(), await knock(), await knock("127.0.0.2")];
    expect(heard).toEqual(["HTTP/1.1 404", "HTTP/1.1 404", "", "HTTP/1.1 404"]);
    expect(port.state.refused).toEqual(["connection rate"]);
    port.state.nowMs = 1000;
    expect(await knock()).toBe("HTTP/1.1 404");
  });

  test("is heard when it is a trusted proxy's, for many come through it", async () => {
    port = await openTestPort({ sockets, trustedProxies: ["127.0.0.1"] });
    for (let i = 0; i < 5; i++) expect(await knock()).toBe("HTTP/1.1 404");
    expect(port.state.refused).toEqual([]);
  });
});
