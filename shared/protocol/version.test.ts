import { expect, test } from "vitest";
import { encodeClientMessage } from "./codec.ts";
import { USUAL_TABLE } from "./messages.ts";
import { versionIn } from "./version.ts";

const hello = (protocolId: string) =>
  encodeClientMessage({
    type: "hello",
    protocolId,
    name: "Ada",
    room: "",
    token: "",
    isWatching: false,
    password: "",
    playerKey: "",
    ...USUAL_TABLE,
  });
const hex = (digits: string) => Uint8Array.from(Buffer.from(digits.replaceAll(" ", ""), "hex"));

test("the version of a hello is read, however many fields it has (B3)", () => {
  expect(versionIn(hello("0badcafe"))).toBe("0badcafe");
  expect(versionIn(hex("92 00 a8 3062616463616665"))).toBe("0badcafe");
  expect(versionIn(hex("9f 00 a8 3062616463616665 c0 c0 ff"))).toBe("0badcafe");
});

test.each([
  ["nothing", ""],
  ["a hello that is cut off", "9d 00 a8 306261"],
  ["another message", "92 03 a8 3062616463616665"],
  ["a version that is none", "92 00 a8 3042414443414645"],
  ["a version of other length", "92 00 a7 30626164636166"],
  ["no array", "a8 00 a8 3062616463616665"],
])("%s has none", (_, digits) => {
  expect(versionIn(hex(digits))).toBeUndefined();
});
