import { describe, expect, test } from "vitest";
import { USUAL, USUAL_TABLE, type TableWish } from "#shared/protocol/messages.ts";
import type { Offer } from "#shared/protocol/offer.ts";
import { MODES } from "#shared/sim/modes/modes.ts";
import { botSeats, reviseTable } from "./newTable.ts";

const numberOf = (name: string) => MODES.findIndex((mode) => mode.name === name);
const [TEAMS, PUCK, DUEL] = [numberOf("teams"), numberOf("puck"), numberOf("duel")];
const OFFER: Offer = {
  modes: ["teams", "puck", "duel"],
  maps: [
    { name: "plain", title: "The Plain", modes: ["teams", "duel"] },
    { name: "rink", title: "The Rink", modes: ["teams", "puck"] },
  ],
  mostBots: 10,
  usual: { bots: 6, botLevel: "regular", isFriendlyFire: false },
};
const wish = (part: Partial<TableWish>): TableWish => ({ ...USUAL_TABLE, ...part });

describe("a wish for a table", () => {
  test("keeps its map while the mode can be played there, and loses it else", () => {
    const onRink = reviseTable(wish({ map: "rink" }), { mode: PUCK }, OFFER);
    expect(onRink).toEqual(wish({ map: "rink", mode: PUCK }));
    expect(reviseTable(onRink, { mode: DUEL }, OFFER)).toEqual(wish({ mode: DUEL }));
    expect(reviseTable(onRink, { mode: USUAL }, OFFER)).toEqual(wish({ map: "rink" }));
  });

  test("loses what the server has no longer", () => {
    const old = wish({ map: "attic", mode: numberOf("flags"), bots: 4 });
    expect(reviseTable(old, {}, OFFER)).toEqual(wish({ bots: 4 }));
  });
});

describe("seats for bots", () => {
  test("are chosen among some, and as many as is usual", () => {
    const usual = { ...OFFER.usual, bots: 5 };
    const { choices, chosen, usually } = botSeats(USUAL_TABLE, { ...OFFER, usual });
    expect([choices, chosen, usually]).toEqual([[0, 2, 4, 5, 6, 8], 5, 5]);
    expect(botSeats(wish({ bots: 4 }), OFFER).chosen).toBe(4);
  });

  test("are no more than the mode has", () => {
    const { choices, chosen } = botSeats(wish({ mode: DUEL, bots: 8 }), OFFER);
    expect([choices, chosen]).toEqual([[0, 2], 2]);
    expect(botSeats(wish({ mode: TEAMS, bots: 8 }), OFFER).chosen).toBe(8);
  });
});
