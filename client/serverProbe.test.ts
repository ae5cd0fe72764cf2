import { describe, expect, test } from "vitest";
import { type Absence, askServer, ServerProbe } from "./serverProbe.ts";

/** A probe whose questions are answered by hand. */
function createProbe() {
  const questions: ((absence: Absence | null) => void)[] = [];
  const probe = new ServerProbe(() => new Promise((resolve) => questions.push(resolve)));
  const answer = async (absence: Absence | null): Promise<void> => {
    questions.at(-1)!(absence);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { probe, questions, answer };
}

describe("the probe", () => {
  test("asks at once, then after longer and longer pauses, and says why it waits", async () => {
    const { probe, questions, answer } = createProbe();
    expect([questions.length, probe.update(0)]).toEqual([1, { kind: "asking", absence: null }]);
    let nowMs = 0;
    const pauses: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      await answer("silent");
      const state = probe.update(nowMs);
      if (state.kind !== "away") throw new Error(state.kind);
      pauses.push(state.retryAtMs - nowMs);
      nowMs = state.retryAtMs;
      expect(probe.update(nowMs - 1)).toEqual(state);
      expect(probe.update(nowMs)).toEqual({ kind: "asking", absence: "silent" });
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 8000, 8000]);
    expect(questions).toHaveLength(7);
  });

  test("is done when the server is there", async () => {
    const { probe, answer } = createProbe();
    await answer(null);
    expect(probe.update(0)).toEqual({ kind: "there" });
  });

  test("asks now when it is told to, and only once", async () => {
    const { probe, questions, answer } = createProbe();
    probe.retry();
    await answer("offline");
    expect(probe.update(0)).toMatchObject({ kind: "away", absence: "offline" });
    probe.retry();
    probe.retry();
    expect([questions.length, probe.update(1)]).toEqual([
      2,
      { kind: "asking", absence: "offline" },
    ]);
  });
});

describe("one question", () => {
  const fail = () => Promise.reject(new TypeError("Failed to fetch"));

  test.each<[string, () => Promise<Response>, boolean, Absence | null]>([
    ["the server", () => Promise.resolve(new Response("{}")), true, null],
    [
      "a proxy without it",
      () => Promise.resolve(new Response("", { status: 502 })),
      true,
      "failing",
    ],
    ["nobody", fail, true, "silent"],
    ["no network", fail, false, "offline"],
  ])("answered by %s", async (_, fetchNow, isOnline, absence) => {
    expect(await askServer(fetchNow, () => isOnline)).toBe(absence);
  });
});
