/** The menus of two servers of one network: each shows the other, how far it is, and leads there. */
import { networkInterfaces } from "node:os";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { en as words } from "../../client/ui/words/en.ts";
import { listLanAddresses } from "../../server/lan/addresses.ts";
import { openBrowser } from "../harness/browser.ts";
import { PlayerPage } from "../harness/playerPage.ts";
import { ServerProcess } from "../harness/serverProcess.ts";

const [address] = listLanAddresses(networkInterfaces()).filter((one) => !one.startsWith("["));
if (address === undefined)
  process.stderr.write(
    "Left out: menus of two servers. This computer has no interface but its own loop.\n",
  );

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

async function start(name: string): Promise<ServerProcess> {
  const server = await ServerProcess.start("--host", "0.0.0.0", "--name", name, "--bots", "2");
  onTestFinished(() => server.kill());
  return server;
}

async function visit(url: string, name: string): Promise<PlayerPage> {
  const player = await PlayerPage.open(await browser.newContext(), name);
  onTestFinished(() => player.page.context().close());
  await player.goto(url);
  await player.reachScreen("menu");
  return player;
}

test.skipIf(address === undefined)(
  "a guest at one server finds the game at the other, and walks over",
  async () => {
    const [cellar, attic] = await Promise.all([
      start("Cellar of the test"),
      start("Attic of the test"),
    ]);
    const toCellar = cellar.url.replace("127.0.0.1", address!);
    const toAttic = attic.url.replace("127.0.0.1", address!);
    const guest = await visit(toCellar, "Guest");
    const row = guest.page.locator(`a.nearby-game[href="${toAttic}"]`);
    await row.filter({ hasText: "Attic of the test" }).waitFor();
    await row.locator(".nearby-ping", { hasText: /^\d+ ms$/ }).waitFor();
    expect(await row.textContent()).toContain(words.nearby.nobody);
    expect(await guest.page.locator(".nearby-address").count()).toBe(0);

    const host = await visit(attic.url.replace("127.0.0.1", "localhost"), "Host");
    expect(await host.page.locator(".nearby-address").textContent()).toBe(new URL(toAttic).host);
    await host.page.locator(".nearby-invite svg").waitFor();
    await host.page.click("#play");
    await host.reachScreen("playing");
    await row.filter({ hasText: /1 \/ 16/ }).waitFor();

    await row.click();
    await guest.page.waitForURL(toAttic);
    await guest.reachScreen("menu");
    const room = guest.page.locator("button.nearby-game");
    await room.filter({ hasText: /1 \/ 16/ }).click();
    await guest.reachScreen("playing");
    // A page may knock at a server that has not heard of its own yet; it knocks again. Others in this network may have ended without a word.
    for (const player of [guest, host])
      player.demandNoFaults(/live' failed: .*( 403|ERR_CONNECTION_REFUSED)/);
  },
);
