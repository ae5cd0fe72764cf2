import { expect, test } from "vitest";
import { BitWriter } from "#shared/protocol/bits.ts";
import { decodeServerMessage, encodeServerMessage } from "#shared/protocol/codec.ts";
import { Packed } from "#shared/protocol/packer.ts";
import { Mailbag } from "./mailbag.ts";

/** A body of so many bytes, all of which have this value. */
function packedOf(bytes: number, value: number): Packed {
  const writer = new BitWriter(bytes);
  for (let i = 0; i < bytes; i++) writer.write(value, 8);
  return new Packed(writer);
}

test("sends copies in the order in which they came, once, however many they are", () => {
  const heard: string[] = [];
  const outlet = (name: string) => ({
    bufferedBytes: 0,
    send: (message: Uint8Array) => {
      const snapshot = decodeServerMessage(message);
      if (snapshot.type !== "snapshot") return;
      const { body } = snapshot;
      heard.push(`${name} ${body.length} ${body[0]} ${body.at(-1)}`);
    },
  });
  const [ada, bob] = [outlet("Ada"), outlet("Bob")];
  const bag = new Mailbag();
  const writer = new BitWriter(50_000);
  for (const [i, to] of [ada, bob, ada].entries()) {
    writer.clear();
    for (let byte = 0; byte < 50_000; byte++) writer.write(i + 1, 8);
    bag.add(to, new Packed(writer));
  }
  bag.add(bob, packedOf(1, 9));
  writer.clear();
  expect(heard).toEqual([]);
  bag.empty();
  const all = ["Ada 50000 1 1", "Bob 50000 2 2", "Ada 50000 3 3", "Bob 1 9 9"];
  expect(heard).toEqual(all);
  bag.empty();
  expect(heard).toEqual(all);
  bag.add(bob, packedOf(2, 4));
  bag.empty();
  expect(heard).toEqual([...all, "Bob 2 4 4"]);
});

test.each([0, 1, 3, 4, 5, 255, 256, 1200, 65_535])(
  "a body of %i bytes goes as msgpack has it",
  (bytes) => {
    const sent: Uint8Array[] = [];
    const outlet = {
      bufferedBytes: 0,
      send: (message: Uint8Array) => void sent.push(message.slice()),
    };
    const bag = new Mailbag();
    const packed = packedOf(bytes, 0xa5);
    const count = bag.add(outlet, packed);
    bag.empty();
    const wanted = encodeServerMessage({ type: "snapshot", body: packed.body.slice() });
    expect(sent.map((message) => Buffer.from(message).toString("hex"))).toEqual([
      Buffer.from(wanted).toString("hex"),
    ]);
    expect(count).toBe(wanted.length);
  },
);

test("a body too long for its message is refused", () => {
  const outlet = { bufferedBytes: 0, send: () => {} };
  expect(() => new Mailbag().add(outlet, packedOf(65_536, 1))).toThrow(RangeError);
});
