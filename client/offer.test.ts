import { expect, test } from "vitest";
import { OFFER_PATH, type Offer } from "#shared/protocol/offer.ts";
import { askOffer } from "./offer.ts";

const OFFER: Offer = {
  modes: ["teams"],
  maps: [{ name: "plain", title: "The Plain", modes: ["teams"] }],
  mostBots: 16,
  usual: { bots: 6, botLevel: "mixed", isFriendlyFire: true },
};

test("asks the server, past every cache", async () => {
  const asked: [string, RequestInit][] = [];
  const offer = await askOffer((path, init) => {
    asked.push([path, init]);
    return Promise.resolve(Response.json(OFFER));
  });
  expect(offer).toEqual(OFFER);
  expect(asked).toMatchObject([[OFFER_PATH, { cache: "no-store" }]]);
});

test.each<[string, () => Promise<Response>]>([
  ["nothing answers", () => Promise.reject(new TypeError("Failed to fetch"))],
  ["there is no such page", () => Promise.resolve(new Response("not here", { status: 404 }))],
  ["the answer is a page", () => Promise.resolve(new Response("<!doctype html>"))],
  ["the answer is of another shape", () => Promise.resolve(Response.json({ modes: [] }))],
])("knows nothing when %s", async (_, answer) => {
  expect(await askOffer(answer)).toBeNull();
});
