import { expect, test } from "vitest";
import { Mutes } from "./mutes.ts";
import { memoryStore } from "./storage.ts";
import { createTestView } from "./testView.ts";

function enter(mutes: Mutes, roomCode: string): void {
  mutes.silence(createTestView({ roomCode }));
}

test("of who is muted neither lines nor phrases are left, all else is", () => {
  const mutes = new Mutes(memoryStore());
  mutes.toggle("Bob");
  const talk = ["Ada", "Bob"].flatMap((name) => [
    { type: "chat", slot: 1, name, text: "hi", isTeam: false } as const,
    { type: "phrase", slot: 1, name, phrase: 1 } as const,
  ]);
  const left = { type: "left", slot: 1, name: "Bob" } as const;
  const view = createTestView({ roomCode: "", events: [...talk, left] });
  expect(mutes.silence(view).events).toEqual([talk[0], talk[1], left]);
  mutes.toggle("Bob");
  expect(mutes.silence(view)).toBe(view);
});

test("somebody is muted and heard again, in this room, and still so when the page is loaded anew", () => {
  const store = memoryStore();
  const mutes = new Mutes(store);
  enter(mutes, "AAAA");
  mutes.toggle("Bob");
  mutes.toggle("Cyd");
  mutes.toggle("Cyd");
  expect([mutes.has("Bob"), mutes.has("Cyd")]).toEqual([true, false]);
  const again = new Mutes(store);
  enter(again, "AAAA");
  expect(again.has("Bob")).toBe(true);
});

test("in another room nobody is", () => {
  const store = memoryStore();
  const mutes = new Mutes(store);
  enter(mutes, "AAAA");
  mutes.toggle("Bob");
  enter(mutes, "BBBB");
  expect(mutes.has("Bob")).toBe(false);
});

test.each(["", "{", "null", "7", "[]", '{"room":"AAAA"}', '{"room":"AAAA","names":[7]}'])(
  "%s in the store says nothing",
  (text) => {
    const store = memoryStore();
    store.set("carom.muted", text);
    const mutes = new Mutes(store);
    enter(mutes, "AAAA");
    expect(mutes.has("Bob")).toBe(false);
  },
);
