import { beforeEach, describe, expect, test } from "vitest";
import { TICK_RATE } from "#shared/timing.ts";
import { Claims, createToken } from "./claims.ts";
import type { Place } from "./guest.ts";

/** A place is only ever handed back: whatever it is will do. */
const createPlace = () => Object.freeze({}) as Place;
const HELD_TICKS = 60 * TICK_RATE;

let claims: Claims;
let place: Place;
let token: string;

beforeEach(() => {
  claims = new Claims();
  place = createPlace();
  token = createToken();
  claims.add(place, token);
});

test("tokens are 32 hexadecimal digits, and no two alike", () => {
  const tokens = Array.from({ length: 1000 }, createToken);
  expect(tokens.every((made) => /^[0-9a-f]{32}$/.test(made))).toBe(true);
  expect(new Set(tokens).size).toBe(1000);
});

test("a token opens its place and no other, and what is none opens nothing (B8)", () => {
  const [other, otherToken] = [createPlace(), createToken()];
  claims.add(other, otherToken);
  expect(claims.find(token)).toBe(place);
  expect(claims.find(otherToken)).toBe(other);
  for (const wrong of [createToken(), token.slice(1), `${token}0`, token.toUpperCase(), ""])
    expect(claims.find(wrong)).toBe(undefined);
});

test("what is kept holds no token", () => {
  const kept = JSON.stringify(claims, (_, value: unknown) =>
    value instanceof Map ? [...(value as Map<unknown, unknown>)] : value,
  );
  expect(kept).not.toContain(token);
});

describe("a token that was used (B8)", () => {
  test("opens the place until its client is known to have the next, and then never again", () => {
    const next = claims.renew(place, token);
    expect([claims.find(token), claims.find(next)]).toEqual([place, place]);
    claims.confirm(place);
    expect([claims.find(token), claims.find(next)]).toEqual([undefined, place]);
  });

  test("replaces whatever came after it and was never received", () => {
    const lost = claims.renew(place, token);
    const next = claims.renew(place, token);
    expect(claims.find(lost)).toBe(undefined);
    claims.confirm(place);
    expect([claims.find(token), claims.find(next)]).toEqual([undefined, place]);
  });

  test("leaves nothing behind when the place goes", () => {
    const next = claims.renew(place, token);
    claims.forget(place);
    claims.forget(place);
    claims.confirm(place);
    expect([claims.find(token), claims.find(next)]).toEqual([undefined, undefined]);
    expect(claims.takeExpired(1e9)).toEqual([]);
  });
});

describe("a place whose connection was lost", () => {
  test("is kept for a minute", () => {
    claims.hold(place, 100);
    expect(claims.heldCount).toBe(1);
    expect(claims.takeExpired(99 + HELD_TICKS)).toEqual([]);
    expect(claims.takeExpired(100 + HELD_TICKS)).toEqual([place]);
    expect([claims.find(token), claims.heldCount]).toEqual([undefined, 0]);
    expect(claims.takeExpired(101 + HELD_TICKS)).toEqual([]);
  });

  test("is kept for as long as it likes once somebody is back in it", () => {
    claims.hold(place, 100);
    claims.renew(place, token);
    expect([claims.heldCount, claims.takeExpired(1e9)]).toEqual([0, []]);
  });

  test("that is not lost does not expire", () => {
    expect(claims.takeExpired(1e9)).toEqual([]);
  });
});
