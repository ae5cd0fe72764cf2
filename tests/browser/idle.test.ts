/** One does nothing for so long that he loses his seat: from then on his keys are those of who watches. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { en as words } from "../../client/ui/words/en.ts";
import { Company, GATHERING_MS } from "../harness/company.ts";
import type { PlayerPage } from "../harness/playerPage.ts";

/** The least that a server may let pass is a minute. */
const MOST_WAIT_MS = 120_000;
let company: Company;
let ada: PlayerPage;

beforeAll(async () => {
  company = await Company.gather("--idle-minutes", "1", "--max-seats", "4");
  ada = await company.host("Ada");
}, GATHERING_MS);

afterEach(() => company.demandNoFaults());

afterAll(() => company.close());

test(
  "who is moved to the stands looks around and sits down again by the keys that he reads there",
  async () => {
    const moved = ada.page.locator('html[data-slot="-1"]');
    await moved.waitFor({ state: "attached", timeout: MOST_WAIT_MS });
    await ada.read("#sit-down", words.watch.sitDown);
    await ada.page.keyboard.press("KeyF");
    await ada.read(".watch-whom", words.watch.freely);
    await ada.page.keyboard.press("KeyJ");
    await ada.page.locator('html[data-slot="0"]').waitFor({ state: "attached" });
    expect(await ada.slot).toBe("0");
  },
  MOST_WAIT_MS + GATHERING_MS,
);
