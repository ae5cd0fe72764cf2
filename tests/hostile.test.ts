/**
 * Strangers beside a match: whatever they send, at the door or from a seat, no exception escapes and the match goes on
 * to the very same bytes as without them.
 */
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { TICK_MS } from "#shared/timing.ts";
import { NO_LOG } from "../server/log.ts";
import { readConfig } from "../server/settings/config.ts";
import { startServer } from "../server/server.ts";
import { keepNothing } from "../server/store/store.ts";
import { LoadBot } from "../tools/loadBot.ts";
import { fuzzRuns } from "./harness/fuzz.ts";
import { Chance, pickSeed } from "./harness/fuzzSeed.ts";
import { HOSTILE_CLIENT_MESSAGES } from "./harness/hostileMessages.ts";
import { Peer } from "./harness/peer.ts";
import { TEST_ARENA } from "./harness/stepper.ts";
import { intrudeAtRandom, MATCH_TICKS, playMatch, Strangers } from "./harness/strangers.ts";

const RANDOM_MESSAGES = fuzzRuns(200_000);

const undisturbed = playMatch(() => undefined);

describe("strangers in memory", () => {
  test(`the match without them is one: ${undisturbed.states.join()}`, () => {
    expect(undisturbed.states).toEqual(["playing", "playing"]);
    expect(undisturbed.refusals).toEqual([]);
  });

  test("every known trick is closed with 1008 and a reason, and changes nothing for others", () => {
    expect(HOSTILE_CLIENT_MESSAGES.length).toBeGreaterThanOrEqual(60);
    const strangers = new Strangers();
    const disturbed = playMatch((match, tick) => {
      const trick = HOSTILE_CLIENT_MESSAGES[tick % HOSTILE_CLIENT_MESSAGES.length]!;
      const stranger = strangers.intrude(match, trick[1], tick % 2 === 0);
      expect([trick[0], stranger.closed]).toEqual([trick[0], 1008]);
      expect(stranger.reason).not.toBe("");
    });
    expect(disturbed.hash).toBe(undisturbed.hash);
    expect(disturbed.snapshots).toEqual(undisturbed.snapshots);
    expect(disturbed.refusals.filter((reason) => reason === "malformed")).toHaveLength(MATCH_TICKS);
  });

  const seed = pickSeed();
  test(
    `${RANDOM_MESSAGES} messages by chance change nothing for others (FUZZ_SEED=${seed})`,
    { timeout: 120_000 },
    async () => {
      const { wrong } = await intrudeAtRandom(RANDOM_MESSAGES, new Chance(seed));
      expect(wrong).toEqual([]);
    },
  );

  test("a seat that floods its room is dropped from it, and others play on", () => {
    let flooder: Peer | undefined;
    const disturbed = playMatch((match) => {
      flooder ??= Peer.at(match.lobby, () => match.nowMs / TICK_MS);
      if (flooder.roomCode === "") flooder.hello({ room: "new" });
      for (let i = 0; i < 50 && flooder.closed === undefined; i++) flooder.input(i + 1);
    });
    expect(flooder?.closed).toBe(1008);
    expect(disturbed.hash).toBe(undisturbed.hash);
  });
});

describe("strangers on real sockets", () => {
  test("every known trick, sent over WebSockets, is answered with a Close and disturbs nobody", async () => {
    const faults: unknown[] = [];
    const server = await startServer({
      config: readConfig(["--port", "0", "--host", "127.0.0.1", "--bots", "2"], {}),
      protocolId: "test",
      maps: [TEST_ARENA],
      now: () => performance.now(),
      random: () => 0.5,
      servePage: (_, response) => response.end(),
      log: { ...NO_LOG, error: ({ err }) => faults.push(err) },
      store: keepNothing(() => 0),
    });
    const url = `ws://127.0.0.1:${server.port}/play`;
    const honest = new LoadBot({ url, protocolId: "test", name: "Honest", room: "", seed: 1 });
    const beat = setInterval(() => honest.frame(), 16);
    try {
      await until(() => honest.view !== null);
      for (const [name, bytes] of HOSTILE_CLIENT_MESSAGES) {
        const code = await sendAndHear(url, bytes);
        // The transport refuses what is too long before the lobby sees it.
        expect([name, code]).toEqual([name, bytes.length > 4096 ? 1009 : 1008]);
      }
      const { meter } = honest.session.visit!;
      const framesThen = honest.view!.nowMs;
      await until(() => honest.view!.nowMs > framesThen && honest.view!.net.silenceMs < 500);
      expect(honest.session.state.kind).toBe("playing");
      expect(meter.resyncs).toBe(0);
      expect(faults).toEqual([]);
      const metrics = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
      expect(metrics).toMatch(/carom_refusals_total\{reason="malformed"\} [1-9]/);
      expect(metrics).toMatch(/carom_handler_errors_total 0/);
    } finally {
      clearInterval(beat);
      honest.session.leave();
      await server.stop();
    }
  });
});

/** Sends one message as the first on a new connection; gives the code of the Close that comes back. */
function sendAndHear(url: string, bytes: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.on("open", () => socket.send(bytes));
    socket.on("close", resolve);
    socket.on("error", reject);
  });
}

/** Waits for something to be so; the test's own time limit ends what never is. */
function until(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => (isSo() ? resolve() : setImmediate(look));
    look();
  });
}
