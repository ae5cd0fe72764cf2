import { expect, test } from "vitest";
import type { ServerMessage } from "#shared/protocol/messages.ts";
import { RoomNews } from "./roomNews.ts";

const ROUNDS = ["Felt", "Long"].map((title, mode) => ({ title, mode }));
const NAMES = ["Ada", "Bob"];
const nameOf = (slot: number): string => NAMES[slot] ?? "";

function open(): RoomNews {
  const news = new RoomNews(1);
  news.receive({ type: "rounds", rounds: ROUNDS }, nameOf);
  return news;
}

function poll(parts: Partial<ServerMessage & { type: "poll" }>): ServerMessage {
  const choices = [
    { round: 0, count: 1 },
    { round: 1, count: 0 },
  ];
  const rest = { kind: "kick", subject: 1, by: 0, endTick: 700, needed: 2, choices } as const;
  return { type: "poll", ...rest, ...parts };
}

test("a vote is told by names and titles, with the time that is left", () => {
  const news = open();
  news.receive(poll({}), nameOf);
  expect(news.view(640, nameOf)!.endsInMs).toBeCloseTo(1000);
  expect(news.view(640, nameOf)).toMatchObject({
    kind: "kick",
    subject: "Bob",
    subjectSlot: 1,
    by: "Ada",
    chosen: -1,
  });
  news.receive(poll({ kind: "round", subject: 1, endTick: 900 }), nameOf);
  expect(news.view(640, nameOf)).toMatchObject({
    subject: { title: "Long", mode: "teams" },
    subjectSlot: -1,
  });
  news.receive(poll({ kind: "next", subject: 0, by: -1, endTick: 950 }), nameOf);
  expect(news.view(640, nameOf)).toMatchObject({
    by: "",
    choices: [{ round: { title: "Felt" } }, { round: { title: "Long" } }],
  });
});

test("what I chose is known while that vote lasts, and not in the next", () => {
  const news = open();
  news.receive(poll({}), nameOf);
  news.noteBallot(1);
  news.receive(poll({ choices: [{ round: 0, count: 2 }] }), nameOf);
  expect(news.view(640, nameOf)!.chosen).toBe(1);
  news.receive(poll({ endTick: 2000 }), nameOf);
  expect(news.view(640, nameOf)!.chosen).toBe(-1);
  news.receive(poll({ endTick: 3000, by: 1 }), nameOf);
  expect(news.view(640, nameOf)!.chosen).toBe(0);
});

test("when it is over there is none, and what it came to is said", () => {
  const news = open();
  news.receive(poll({}), nameOf);
  const over = { type: "pollOver", kind: "kick", subject: 1, isCarried: true } as const;
  expect(news.receive(over, nameOf)).toEqual({
    type: "decided",
    kind: "kick",
    subject: "Bob",
    isCarried: true,
  });
  expect(news.view(640, nameOf)).toBeNull();
});
