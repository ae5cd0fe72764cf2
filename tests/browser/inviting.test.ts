/** The page of somebody who waits for others at the server's own computer: how they get here, and what to open when nobody comes. */
import { networkInterfaces, type NetworkInterfaceInfo } from "node:os";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { en as words } from "../../client/ui/words/en.ts";
import { ensureClient } from "../../server/clientBuild.ts";
import { listLanAddresses } from "../../server/lan/addresses.ts";
import { NO_LOG } from "../../server/log.ts";
import { loadMaps } from "../../server/maps.ts";
import { protocolId } from "../../server/protocolId.ts";
import { startServer, type RunningServer } from "../../server/server.ts";
import { readConfig } from "../../server/settings/config.ts";
import { keepNothing } from "../../server/store/store.ts";
import { send } from "../../server/transport/reply.ts";
import { answerFrom, loadSite } from "../../server/transport/site.ts";
import { openBrowser } from "../harness/browser.ts";
import { PlayerPage } from "../harness/playerPage.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** The server believes to be in these networks, so that whoever comes to it by a real one is from elsewhere. */
const [WIFI, CABLE] = ["10.11.12.13", "172.30.1.2"];

const [ownAddress] = listLanAddresses(networkInterfaces()).filter((one) => !one.startsWith("["));
if (ownAddress === undefined)
  process.stderr.write(
    "Left out: a visit from another device. This computer has no interface but its own loop.\n",
  );

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

beforeEach(async () => {
  const site = await loadSite(await ensureClient(ROOT, () => undefined));
  server = await startServer({
    config: readConfig(["--port", "0", "--host", "0.0.0.0", "--no-lan", "--bots", "2"], {}),
    protocolId: protocolId(),
    maps: loadMaps(fileURLToPath(new URL("../../assets/maps", import.meta.url))),
    now: () => performance.now(),
    random: () => 0.5,
    servePage: (request, response) => send(request, response, answerFrom(site, request)),
    log: NO_LOG,
    store: keepNothing(() => 0),
    surroundings: {
      hostName: "cellar",
      id: "0123456789abcdef",
      interfaces: () => ({ wlan0: [at(WIFI)], docker0: [at(CABLE)] }),
    },
  });
});

afterEach(() => server.stop());

function at(address: string): NetworkInterfaceInfo {
  return {
    netmask: "255.255.255.0",
    mac: "",
    internal: false,
    cidr: `${address}/24`,
    family: "IPv4",
    address,
  };
}

async function visit(host: string, name: string): Promise<PlayerPage> {
  const player = await PlayerPage.open(await browser.newContext(), name);
  onTestFinished(() => player.page.context().close());
  await player.goto(`http://${host}:${server.port}/`);
  await player.reachScreen("menu");
  return player;
}

function expectGuests(platform: string): void {
  server.expectGuests({ platform, patienceMs: 0, onNobody: () => undefined });
}

test("of several networks the likeliest has its code shown, and one may choose another", async () => {
  expectGuests("linux");
  const host = await visit("localhost", "Host");
  await host.read(".nearby-address", `${WIFI}:${server.port}`);
  const code = () => host.page.locator(".nearby .qr path").getAttribute("d");
  const ofWifi = await code();
  const choices = host.page.locator(".nearby-choice button");
  expect(await choices.allInnerTexts()).toEqual(
    [WIFI, CABLE].map((one) => `${one}:${server.port}`),
  );
  await choices.last().click();
  await host.read(".nearby-address", `${CABLE}:${server.port}`);
  await host.page.locator(".nearby .qr").waitFor();
  expect(await code()).not.toBe(ofWifi);
  expect(await choices.last().getAttribute("aria-pressed")).toBe("true");
  expect(await choices.first().getAttribute("aria-pressed")).toBe("false");
  host.demandNoFaults();
});

test("when nobody comes it says what to open here, in the player's language", async () => {
  const host = await visit("localhost", "Host");
  expect(await host.page.locator(".nearby-unreached").count()).toBe(0);
  expectGuests("linux");
  await host.read(".nearby-unreached summary", words.unreached.title);
  await host.read(".nearby-unreached", words.unreached.before.linux);
  await host.read(".nearby-unreached code", `sudo ufw allow ${server.port}/tcp`);
  host.demandNoFaults();
});

test.skipIf(ownAddress === undefined)(
  "it is gone when somebody has come, who never sees any of it",
  async () => {
    expectGuests("linux");
    const host = await visit("localhost", "Host");
    await host.page.locator(".nearby-unreached").waitFor();
    const guest = await visit(ownAddress!, "Guest");
    await host.page.locator(".nearby-unreached").waitFor({ state: "detached" });
    await host.read(".nearby-address", WIFI);
    await host.page.click("#play");
    await host.reachScreen("playing");
    await guest.page.locator("button.nearby-game").waitFor();
    expect(await guest.page.locator(".nearby-address, .nearby-unreached").count()).toBe(0);
    for (const player of [host, guest]) player.demandNoFaults();
  },
);
