import { expect, test } from "vitest";
import { Mailbag } from "./mailbag.ts";

test("sends copies in the order in which they came, once, however many they are", () => {
  const heard: string[] = [];
  const outlet = (name: string) => ({
    bufferedBytes: 0,
    send: (message: Uint8Array) =>
      void heard.push(`${name} ${message.length} ${message[0]} ${message.at(-1)}`),
  });
  const [ada, bob] = [outlet("Ada"), outlet("Bob")];
  const bag = new Mailbag();
  const message = new Uint8Array(50_000);
  for (const [i, to] of [ada, bob, ada].entries()) bag.add(to, message.fill(i + 1));
  bag.add(bob, Uint8Array.of(9));
  message.fill(0);
  expect(heard).toEqual([]);
  bag.empty();
  const all = ["Ada 50000 1 1", "Bob 50000 2 2", "Ada 50000 3 3", "Bob 1 9 9"];
  expect(heard).toEqual(all);
  bag.empty();
  expect(heard).toEqual(all);
  bag.add(bob, Uint8Array.of(4, 5));
  bag.empty();
  expect(heard).toEqual([...all, "Bob 2 4 5"]);
});
