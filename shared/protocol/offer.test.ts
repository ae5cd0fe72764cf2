import { expect, test } from "vitest";
import { readOffer, type Offer } from "./offer.ts";

const OFFER: Offer = {
  modes: ["teams"],
  maps: [{ name: "plain", title: "The Plain", modes: ["teams"] }],
  mostBots: 16,
  usual: { bots: 6, botLevel: "mixed", isFriendlyFire: true },
};

test("an offer is read", () => {
  expect(readOffer(structuredClone(OFFER))).toEqual(OFFER);
});

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["null", null],
  ["text", "teams"],
  ["a list", [OFFER]],
  ["one without modes", { ...OFFER, modes: undefined }],
  ["modes that are no names", { ...OFFER, modes: [1] }],
  ["maps that are no maps", { ...OFFER, maps: ["plain"] }],
  ["a map without modes", { ...OFFER, maps: [{ name: "plain", title: "The Plain" }] }],
  ["a name of 65", { ...OFFER, maps: [{ name: "x".repeat(65), title: "", modes: [] }] }],
  ["half a bot", { ...OFFER, mostBots: 0.5 }],
  ["65 bots", { ...OFFER, mostBots: 65 }],
  ["one that does not say what is usual", { ...OFFER, usual: undefined }],
  ["bots of no level", { ...OFFER, usual: { ...OFFER.usual, botLevel: "best" } }],
  ["fire that is perhaps on", { ...OFFER, usual: { ...OFFER.usual, isFriendlyFire: 1 } }],
])("%s is none", (_, json) => {
  expect(readOffer(json)).toBeNull();
});
