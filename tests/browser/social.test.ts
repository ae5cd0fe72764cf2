/** What people in a room say to each other with few keys, whom they do not want to hear, and how they ask others in. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { en as words } from "../../client/ui/words/en.ts";
import { Company, GATHERING_MS } from "../harness/company.ts";
import type { PlayerPage } from "../harness/playerPage.ts";

let company: Company;
let ada: PlayerPage;
let bob: PlayerPage;

beforeAll(async () => {
  company = await Company.gather();
  ada = await company.host("Ada");
  bob = await company.invite("Bob");
}, GATHERING_MS);

afterEach(() => company.demandNoFaults());

afterAll(() => company.close());

async function say(player: PlayerPage, number: number): Promise<void> {
  await player.page.keyboard.press("KeyV");
  await player.page.locator(".phrases").waitFor();
  await player.page.keyboard.press(`Digit${number}`);
  await player.page.locator(".phrases").waitFor({ state: "detached" });
}

test("the pause has the link, as text and as a QR code, and it leads another into the room", async () => {
  await ada.page.keyboard.press("Escape");
  await ada.read("dialog.pause", words.people.nobody);
  await ada.page.locator("svg.qr[aria-label] path[d^=M]").waitFor();
  const link = await ada.page.locator(".invite-link a").innerText();
  expect(link).toBe(ada.page.url());
  await bob.goto(link);
  await bob.click("#play");
  await bob.reachScreen("playing");
  await ada.read(".people li", "Bob");
  await ada.page.keyboard.press("Escape");
});

test("a phrase by its number, which then asks for no weapon", async () => {
  await say(bob, 2);
  await ada.read("[role=log] li", words.phrases[1]!);
  await ada.read("[role=log] li b", "Bob");
  expect(await bob.page.locator(".weapon.held kbd").innerText()).toBe("1");
});

test("one puts another table to the vote, the other is for it by a key of his choice, and both are there", async () => {
  await bob.page.keyboard.press("Escape");
  await bob.click("#pause-settings");
  await bob.click("#open-bindings");
  await bob.click("#binding-voteYes .code button:first-child");
  await bob.page.keyboard.press("KeyY");
  const { actions, bound } = words.bindings;
  await bob.read(".bindings-news", bound(actions.voteYes, "Y"));
  for (let open = 3; open > 0; open--) await bob.page.keyboard.press("Escape");
  await bob.page.locator("dialog").waitFor({ state: "detached" });
  await ada.page.keyboard.press("Escape");
  const button = ada.page.locator(".tables li:not(:has(.badge)) button").first();
  const title = await ada.page
    .locator(".tables li:not(:has(.badge)) .who-name")
    .first()
    .innerText();
  await button.click();
  await bob.read(".poll", words.poll.motion.round("Ada", title));
  await bob.read(".poll", words.poll.needed(2));
  expect(await ada.page.locator(".poll .chosen").innerText()).toContain(words.poll.yes);
  await bob.read(".poll kbd", "Y");
  await bob.page.keyboard.press("KeyY");
  for (const player of [ada, bob]) {
    await player.read("[role=log] li", words.poll.carried.round(title));
    await player.page.locator(".poll").waitFor({ state: "detached" });
  }
  await bob.page.keyboard.down("Tab");
  await bob.read(".scoreboard h2", title.split(" · ")[0]!);
  await bob.page.keyboard.up("Tab");
});

test("who is muted is not read, until he is heard again", async () => {
  await ada.page.keyboard.press("Escape");
  await ada.click(".people .mute");
  await say(bob, 3);
  await bob.read("[role=log] li", words.phrases[2]!);
  await ada.click(".people .mute");
  await say(bob, 4);
  await ada.read("[role=log] li", words.phrases[3]!);
  expect(await ada.page.locator("[role=log] li", { hasText: words.phrases[2]! }).count()).toBe(0);
  await ada.page.keyboard.press("Escape");
});
