/** A room with a password: asked for, refused in words, let in; and a link that has it in it only if one wants that. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { en as words } from "../../client/ui/words/en.ts";
import { Company, GATHERING_MS } from "../harness/company.ts";
import type { PlayerPage } from "../harness/playerPage.ts";

const PASSWORD = "sword & fish";

let company: Company;
let ada: PlayerPage;
let bob: PlayerPage;

beforeAll(async () => {
  company = await Company.gather();
  ada = await company.host("Ada", async (host) => {
    await host.click("#room-options");
    await host.page.fill("#new-password", PASSWORD);
    await host.page.locator("#new-open[disabled]").waitFor();
  });
  bob = await company.invite("Bob");
}, GATHERING_MS);

afterEach(() => company.demandNoFaults());

afterAll(() => company.close());

async function leave(player: PlayerPage): Promise<void> {
  await player.page.keyboard.press("Escape");
  await player.click("#leave");
  await player.reachScreen("menu");
}

test("who comes by the link is asked for the password, told that it is wrong, and let in", async () => {
  await bob.goto(ada.page.url());
  await bob.click("#play");
  await bob.read(".notice", words.closed.passwordAsked);
  expect(await bob.page.evaluate(() => document.activeElement?.id)).toBe("room-password");
  await bob.page.keyboard.type("fish");
  await bob.page.keyboard.press("Enter");
  await bob.read(".notice", words.closed.wrongPassword);
  await bob.page.fill("#room-password", PASSWORD);
  await bob.page.keyboard.press("Enter");
  await bob.reachScreen("playing");
  await ada.read("[role=log] li", words.chat.joined("Bob"));
  expect(await bob.page.evaluate(() => location.href)).not.toContain("fish");
  await leave(bob);
});

test("the link has the password in it only where that is wanted, and then leads right in", async () => {
  await ada.page.keyboard.press("Escape");
  const link = ada.page.locator(".invite-link a");
  expect(await link.innerText()).toBe(ada.page.url());
  await ada.page.check("#link-password");
  await ada.read(".invite-link a", "#");
  const withPassword = await link.innerText();
  expect(withPassword).toBe(`${ada.page.url()}#${encodeURIComponent(PASSWORD)}`);
  await ada.page.keyboard.press("Escape");
  await ada.page.locator("dialog.pause").waitFor({ state: "detached" });
  await ada.page.keyboard.press("Escape");
  expect(await link.innerText()).toBe(ada.page.url());
  await bob.page.goto("about:blank");
  await bob.goto(withPassword);
  await bob.click("#play");
  await bob.reachScreen("playing");
  expect(await bob.page.evaluate(() => location.href)).toBe(ada.page.url());
  await leave(bob);
});

test("who types the code may watch with the password, too", async () => {
  await bob.page.fill("#room-code", ada.page.url());
  await bob.click("#watch-room");
  await bob.read(".notice", words.closed.passwordAsked);
  await bob.page.fill("#room-password", PASSWORD);
  await bob.click("#watch-invited");
  await bob.read(".watch-whom", "Ada");
  expect(await bob.slot).toBe("-1");
});
