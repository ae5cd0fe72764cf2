/** Two servers of one network, each a process of its own: each hears the other, and tells its own page of it. */
import { once } from "node:events";
import { networkInterfaces } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import WebSocket from "ws";
import { LIVE_PATH, readLiveFrame, type LiveGame } from "#shared/protocol/live.ts";
import { listLanAddresses } from "../server/lan/addresses.ts";
import { ServerProcess } from "./harness/serverProcess.ts";

/** What the servers have from when the second one says that it runs. */
const HEARD_WITHIN_MS = 2000;

const networks = listLanAddresses(networkInterfaces()).filter(
  (address) => !address.startsWith("["),
);
if (networks.length === 0)
  process.stderr.write(
    "Left out: servers that hear each other. This computer has no interface but its own loop.\n",
  );

/** What a server tells whoever listens, as it comes. */
class Listener {
  games: readonly LiveGame[] = [];
  wasTold = false;
  readonly #socket: WebSocket;

  constructor(server: ServerProcess) {
    this.#socket = new WebSocket(new URL(LIVE_PATH, server.url.replace("http", "ws")));
    this.#socket.on("message", (data: Buffer) => {
      this.wasTold = true;
      this.games = readLiveFrame(data.toString())?.games ?? this.games;
    });
    onTestFinished(() => this.#socket.terminate());
  }

  async hear(isIt: (games: readonly LiveGame[]) => boolean): Promise<number> {
    const beganMs = performance.now();
    while (!isIt(this.games)) await once(this.#socket, "message");
    return performance.now() - beganMs;
  }
}

async function start(name: string, ...args: string[]): Promise<ServerProcess> {
  const server = await ServerProcess.start("--host", "0.0.0.0", "--name", name, ...args);
  onTestFinished(() => server.kill());
  return server;
}

const named = (name: string) => (games: readonly LiveGame[]) =>
  games.some((game) => game.name === name);

test.skipIf(networks.length === 0)(
  "two servers find each other within two seconds, and know when one has left",
  async () => {
    const [ada, bob] = await Promise.all([start("Ada of the test"), start("Bob of the test")]);
    const [atAda, atBob] = [new Listener(ada), new Listener(bob)];
    const times = [atAda.hear(named("Bob of the test")), atBob.hear(named("Ada of the test"))];
    for (const ms of await Promise.all(times)) expect(ms).toBeLessThan(HEARD_WITHIN_MS);
    const game = atAda.games.find(({ name }) => name === "Bob of the test")!;
    const health = await fetch(new URL("/healthz", game.url));
    expect(await health.json()).toMatchObject({ status: "ok" });
    expect(game).toMatchObject({ people: 0, seats: 16 });
    await bob.stop();
    await atAda.hear((games) => !named("Bob of the test")(games));
  },
);

test.skipIf(networks.length === 0)("a server with --no-lan is not heard", async () => {
  const quiet = await start("Quiet of the test", "--no-lan");
  const [ada, bob] = await Promise.all([start("Ada of the test"), start("Bob of the test")]);
  const listener = new Listener(ada);
  await listener.hear(named("Bob of the test"));
  expect(named("Quiet of the test")(listener.games)).toBe(false);
  const atQuiet = new Listener(quiet);
  await atQuiet.hear(() => atQuiet.wasTold);
  expect(atQuiet.games).toEqual([]);
  await Promise.all([quiet.stop(), ada.stop(), bob.stop()]);
});
