/** A match by gamepad and by thumbs, as others at the table see it, and the menus by gamepad alone. */
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { en as words } from "../../client/ui/words/en.ts";
import { openBrowser } from "../harness/browser.ts";
import { FakePad, PadButton } from "../harness/fakePad.ts";
import { Fingers } from "../harness/fingers.ts";
import { PlayerPage } from "../harness/playerPage.ts";
import { ServerProcess } from "../harness/serverProcess.ts";
import { Spotter } from "../harness/spotter.ts";

const PATIENCE = { timeout: 40_000, interval: 50 };
const DESKTOP = { width: 960, height: 600 };
const PHONES = [
  ["upright", { width: 390, height: 844 }],
  ["on its side", { width: 844, height: 390 }],
] as const;
const LEAST_FINGER_PX = 44;
const STICK_PUSH_PX = 50;

let browser: Browser;
let server: ServerProcess;
let ada: PlayerPage;
let spotter: Spotter | null = null;

beforeAll(async () => {
  server = await ServerProcess.start("--bots", "3", "--score-limit", "0");
  browser = await openBrowser();
});

afterEach(async () => {
  spotter?.leave();
  spotter = null;
  await ada.page.context().close();
  ada.demandNoFaults();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function open(viewport: typeof DESKTOP, options: BrowserContextOptions = {}): Promise<void> {
  ada = await PlayerPage.open(await browser.newContext(options), "Ada");
  await ada.page.setViewportSize(viewport);
}

/** Somebody who sees Ada's skiff, once she plays, wherever she is. */
async function watchAda(): Promise<Spotter> {
  await ada.reachScreen("playing");
  const room = new URL(ada.page.url()).pathname.slice("/r/".length);
  const seen = new Spotter(server.url, room, Number(await ada.slot), true);
  spotter = seen;
  await vi.waitUntil(() => seen.skiff, PATIENCE);
  return seen;
}

/** Waits until the table sees Ada's skiff asked to go and to aim there: -1, 0 or 1 each, the aim in quarters of a turn. */
async function expectCourse(thrustX: number, thrustY: number, quarter?: number): Promise<void> {
  const isSoSeen = (): boolean => {
    const skiff = spotter?.skiff;
    if (!skiff || Math.hypot(skiff.thrustX - thrustX, skiff.thrustY - thrustY) > 0.2) return false;
    return quarter === undefined || Math.cos(skiff.aim - (quarter * Math.PI) / 2) > 0.98;
  };
  await vi.waitUntil(isSoSeen, PATIENCE);
}

async function expectMore(what: "fires" | "dashes"): Promise<void> {
  const before = spotter![what];
  await vi.waitUntil(() => spotter![what] > before, PATIENCE);
}

function deviceInUse(): Promise<string | null> {
  return ada.page.getAttribute("html", "data-input");
}

test("by gamepad one moves, aims, fires and dashes; pulled out, it lets go, and the page says so", async () => {
  await open(DESKTOP);
  const pad = await FakePad.install(ada.page);
  await ada.goto(server.url);
  await ada.click("#play");
  const seen = await watchAda();
  expect(await deviceInUse()).toBe("keys");

  await pad.hold({ axes: [0, -1, 0, 0] });
  expect(await deviceInUse()).toBe("pad");
  await ada.read("#notice", words.controls.padConnected("Start"));
  await expectCourse(0, -1);
  const { x, y } = (await vi.waitUntil(() => seen.skiff, PATIENCE))!;
  await pad.hold({ axes: [-1, 0, 0, 1] });
  await expectCourse(-1, 0, 1);
  await vi.waitUntil(
    () => seen.skiff && Math.hypot(seen.skiff.x - x, seen.skiff.y - y) > 60,
    PATIENCE,
  );
  await pad.hold({ buttons: [PadButton.rightTrigger], axes: [1, 0, -1, 0] });
  await expectCourse(1, 0, 2);
  await expectMore("fires");
  await pad.hold({ axes: [1, 0, 0, 0] });
  // The stick has sprung back: the aim stays.
  await expectCourse(1, 0, 2);
  const dash = async (): Promise<boolean> => {
    await pad.press(PadButton.leftTrigger);
    return seen.dashes > 0;
  };
  await vi.waitUntil(dash, PATIENCE);

  await pad.hold({ axes: [0, 1, 0, 0] });
  await expectCourse(0, 1);
  await pad.unplug();
  await ada.read("#notice", words.controls.padLost);
  await expectCourse(0, 0);
  await ada.page.mouse.move(500, 300, { steps: 4 });
  expect(await deviceInUse()).toBe("keys");
});

test("a gamepad alone leads through the menus, binds its own buttons, and out of the match again", async () => {
  await open(DESKTOP);
  const { page } = ada;
  const pad = await FakePad.install(page);
  await ada.goto(server.url);
  await ada.reachScreen("menu");
  await pad.press(PadButton.down);
  await pad.walk(PadButton.up, "#name");
  await pad.walk(PadButton.up, "#open-settings");
  await pad.press(PadButton.a);

  await pad.walk(PadButton.up, "#setting-volumeMaster");
  const volume = Number(await page.inputValue("#setting-volumeMaster"));
  await pad.press(PadButton.left);
  expect(Number(await page.inputValue("#setting-volumeMaster"))).toBeCloseTo(volume - 0.05);
  await pad.walk(PadButton.down, "#setting-flash");
  await pad.walk(PadButton.down, "#settings-done");
  await pad.walk(PadButton.up, "select");
  const chosen = await page.locator("select:focus").inputValue();
  await pad.press(PadButton.right);
  expect(await page.locator("select:focus").inputValue()).not.toBe(chosen);
  await pad.walk(PadButton.down, "#open-bindings");
  await pad.press(PadButton.a);

  await ada.read("dialog.bindings [aria-pressed=true]", words.bindings.devices.pad);
  await pad.walk(PadButton.down, ".binding button");
  await pad.walk(PadButton.left, "#binding-fire .code button:first-child");
  await pad.press(PadButton.a);
  await ada.read(".bindings-news", words.bindings.capture.pad(words.bindings.actions.fire));
  await pad.press(PadButton.b);
  await ada.read(".bindings-news", words.bindings.bound(words.bindings.actions.fire, "B"));
  await pad.press(PadButton.b);
  await page.locator("dialog.bindings").waitFor({ state: "detached" });
  await pad.press(PadButton.b);
  await page.locator("dialog.settings").waitFor({ state: "detached" });

  await pad.press(PadButton.down);
  await pad.walk(PadButton.down, "#play");
  await pad.press(PadButton.a);
  await watchAda();
  await pad.hold({ buttons: [PadButton.b] });
  await expectMore("fires");
  await pad.hold({ buttons: [PadButton.back] });
  await page.locator(".scoreboard").waitFor();
  await pad.hold({});
  await page.locator(".scoreboard").waitFor({ state: "detached" });
  await pad.press(PadButton.start);
  await ada.read("dialog.pause", words.pause.title);
  await pad.press(PadButton.start);
  await page.locator("dialog.pause").waitFor({ state: "detached" });
  await pad.press(PadButton.start);
  await pad.walk(PadButton.down, "#leave");
  await pad.press(PadButton.a);
  await ada.reachScreen("menu");
});

test.each(PHONES)("two thumbs play on a phone %s", async (_, viewport) => {
  await open(viewport, { viewport, hasTouch: true, isMobile: true });
  const { page } = ada;
  await ada.goto(server.url);
  await page.tap("#play");
  const seen = await watchAda();
  expect(await deviceInUse()).toBe("touch");
  const fingers = await Fingers.of(page);
  const left = { x: viewport.width * 0.25, y: viewport.height * 0.72 };
  const right = { x: viewport.width * 0.72, y: viewport.height * 0.78 };

  await fingers.put(1, left.x, left.y);
  await fingers.put(2, right.x, right.y);
  await fingers.put(1, left.x, left.y - STICK_PUSH_PX);
  await fingers.put(2, right.x - 25, right.y);
  await expectCourse(0, -1, 2);
  expect(seen.fires).toBe(0);
  await fingers.put(2, right.x - STICK_PUSH_PX, right.y);
  await expectMore("fires");
  await fingers.lift(2);
  await fingers.put(1, left.x + STICK_PUSH_PX, left.y);
  await expectCourse(1, 0, 2);
  const { x, y, width, height } = (await page.locator("#touch-dash").boundingBox())!;
  const dash = async (): Promise<boolean> => {
    await fingers.put(3, x + width / 2, y + height / 2);
    await fingers.lift(3);
    return seen.dashes > 0;
  };
  await vi.waitUntil(dash, PATIENCE);
  await fingers.cancel();
  await expectCourse(0, 0);

  // Weapons without a shot are not there to be tapped.
  const targets = page.locator(".thumb-button, .weapon").filter({ visible: true });
  expect(await targets.count()).toBeGreaterThan(5);
  for (const target of await targets.all()) {
    const box = (await target.boundingBox())!;
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(LEAST_FINGER_PX);
    expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= viewport.width).toBe(true);
    expect(box.y + box.height).toBeLessThanOrEqual(viewport.height);
  }
  const moved = await page.evaluate(() => [scrollX, scrollY, visualViewport?.scale]);
  expect(moved).toEqual([0, 0, 1]);
  await page.tap("#touch-scores");
  await page.locator(".scoreboard").waitFor();
  await page.tap("#touch-scores");
  await page.locator(".scoreboard").waitFor({ state: "detached" });
  await page.tap("#touch-pause");
  await page.tap("#leave");
  await ada.reachScreen("menu");
});

test("a key that is pressed in the settings dashes in the match, and the hint names it", async () => {
  await open(DESKTOP);
  const { page } = ada;
  await ada.goto(server.url);
  await ada.click("#open-settings");
  await ada.click("#open-bindings");
  await ada.click("#binding-dash .code button:first-child");
  await page.keyboard.press("KeyQ");
  const { actions, taken } = words.bindings;
  await ada.read(".bindings-news", taken(actions.dash, "Q", actions.nextWeapon));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.reload();
  await ada.read(".controls li", new RegExp(`^\\s*Q\\s*${words.menu.controls.dash}`));
  await ada.click("#play");
  const seen = await watchAda();
  await page.keyboard.down("KeyD");
  const dash = async (): Promise<boolean> => {
    await page.keyboard.press("KeyQ");
    return seen.dashes > 0;
  };
  expect(await vi.waitUntil(dash, PATIENCE)).toBe(true);
});
