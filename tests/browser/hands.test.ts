/** By gamepad and by fingers one does at the table what others do with keys: talk, point, vote, and watch. */
import { decodeClientMessage } from "#shared/protocol/codec.ts";
import type { ClientMessage } from "#shared/protocol/messages.ts";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { en as words } from "../../client/ui/words/en.ts";
import { Company, GATHERING_MS } from "../harness/company.ts";
import { FakePad, PadButton } from "../harness/fakePad.ts";
import type { PlayerPage } from "../harness/playerPage.ts";
import { Spotter } from "../harness/spotter.ts";

const PATIENCE = { timeout: 40_000, interval: 50 };
const LEAST_FINGER_PX = 44;
const PHONE = { width: 390, height: 844 };
const SIDEWAYS = { width: 844, height: 390 };

let company: Company;
let ada: PlayerPage;
/** Has a gamepad, and a screen to touch. */
let bob: PlayerPage;
let pad: FakePad;
/** The third at the table, without whom the vote of two would be over with the first no. */
let third: Spotter;
/** What the page of Bob has said so far. */
const said: ClientMessage["type"][] = [];

beforeAll(async () => {
  company = await Company.gather("--modes", "teams");
  ada = await company.host("Ada");
  bob = await company.invite("Bob", { hasTouch: true });
  await bob.page.setViewportSize(PHONE);
  pad = await FakePad.install(bob.page);
  bob.page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      if (typeof payload === "string") return;
      const message = decodeClientMessage(payload);
      if (message.type !== "refused") said.push(message.type);
    }),
  );
  await bob.goto(ada.page.url());
  await bob.click("#play");
  await bob.reachScreen("playing");
  const room = new URL(ada.page.url()).pathname.slice("/r/".length);
  third = new Spotter(company.server.url, room, Number(await bob.slot));
}, GATHERING_MS);

afterEach(() => company.demandNoFaults());

afterAll(async () => {
  third.leave();
  await company.close();
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Every place to be touched is large enough, on the screen, clear of the sticks, and not where the own skiff mostly is. */
async function expectThumbSized(selector: string): Promise<void> {
  const { width, height } = bob.page.viewportSize()!;
  const skiff = { x: width / 2 - 30, y: height / 2 - 30, width: 60, height: 60 };
  const sticks = await boxesOf(".stick");
  const boxes = await boxesOf(selector);
  expect(boxes.length).toBeGreaterThan(0);
  for (const box of boxes) {
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(LEAST_FINGER_PX);
    expect(box.x >= 0 && box.x + box.width <= width).toBe(true);
    expect(box.y >= 0 && box.y + box.height <= height).toBe(true);
    expect([skiff, ...sticks].filter((other) => areOver(box, other))).toEqual([]);
  }
}

async function boxesOf(selector: string): Promise<Box[]> {
  const places = await bob.page.locator(selector).filter({ visible: true }).all();
  return Promise.all(places.map(async (place) => (await place.boundingBox())!));
}

function areOver(a: Box, b: Box): boolean {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > 1 && down > 1;
}

/** Takes up fingers, which is what the page shows buttons for. */
async function touchScreen(viewport: { width: number; height: number }): Promise<void> {
  await bob.page.setViewportSize(viewport);
  await bob.page.touchscreen.tap(viewport.width / 2, viewport.height / 2);
  await bob.page.locator(".touch-menu").waitFor();
}

describe("at the table", () => {
  test("a phrase by gamepad: its list takes the cross, and leaves the sticks to the skiff", async () => {
    const phrases = bob.page.locator(".phrases");
    await pad.press(PadButton.leftStick);
    await bob.page.locator(".phrases button:focus").waitFor();
    await pad.press(PadButton.down);
    await pad.press(PadButton.a);
    await phrases.waitFor({ state: "detached" });
    // The button that says it is the one that dashes otherwise.
    expect(await bob.page.locator(".own .dash.ready").count()).toBe(1);
    await ada.read("[role=log] li", words.phrases[1]!);

    await pad.press(PadButton.leftStick);
    await phrases.waitFor();
    expect(await phrases.locator("kbd").count()).toBe(0);
    await pad.hold({ axes: [1, 0, 0, 0] });
    await bob.page.waitForFunction(() => {
      const hasSteered = performance.getEntriesByName("carom:first-steering").length > 0;
      return hasSteered && document.querySelector(".phrases") !== null;
    });
    await pad.press(PadButton.b);
    await phrases.waitFor({ state: "detached" });
    // Opened and let be, it gives its buttons back.
    await pad.press(PadButton.leftStick);
    await phrases.waitFor();
    await phrases.waitFor({ state: "detached" });
  });

  test("by gamepad one points the team to where one aims", async () => {
    await bob.reachPhase("playing");
    const point = async (): Promise<boolean> => {
      await pad.press(PadButton.rightStick);
      return said.includes("mark");
    };
    expect(await vi.waitUntil(point, PATIENCE)).toBe(true);
  });

  test.each([
    ["upright", PHONE],
    ["on its side", SIDEWAYS],
  ])("by fingers one says a phrase and points, on a phone %s", async (way, viewport) => {
    await touchScreen(viewport);
    await expectThumbSized("#touch-phrases, #touch-mark");
    await bob.page.tap("#touch-phrases");
    await bob.page.locator(".phrases").waitFor();
    await expectThumbSized(".phrases button");
    const phrase = words.phrases[way === "upright" ? 2 : 3]!;
    await bob.page.tap(`.phrases li:nth-child(${way === "upright" ? 3 : 4}) button`);
    await ada.read("[role=log] li", phrase);
    said.length = 0;
    const point = async (): Promise<boolean> => {
      await bob.page.tap("#touch-mark");
      return said.includes("mark");
    };
    expect(await vi.waitUntil(point, PATIENCE)).toBe(true);
  });

  test("a vote shows the buttons of the gamepad, which vote; fingers may then change it", async () => {
    await pad.press(PadButton.b);
    await ada.page.keyboard.press("Escape");
    await ada.page.locator(".tables li:not(:has(.badge)) button").first().click();
    await bob.read(".poll kbd", "X");
    await pad.press(PadButton.b);
    await bob.read(".poll .chosen", words.poll.no);
    for (const viewport of [SIDEWAYS, PHONE]) {
      await touchScreen(viewport);
      await expectThumbSized(".poll button");
      expect(await bob.page.locator(".poll kbd").count()).toBe(0);
    }
    await bob.page.tap(".poll button:first-of-type");
    await ada.read("[role=log] li", words.poll.carried.round("").trim());
    await bob.page.locator(".poll").waitFor({ state: "detached" });
  });
});

test("who watches goes from one to the next by gamepad and by fingers", async () => {
  await bob.goto(`${ada.page.url()}?watch`);
  await bob.reachScreen("playing");
  const { following, freely } = words.watch;
  const watched = async (): Promise<string> =>
    (await bob.page.locator(".watch-whom").innerText()).trim();
  await bob.read(".watch-whom", following);
  const first = await watched();
  await pad.press(PadButton.y);
  await bob.read(".watch-whom", freely);
  await bob.read("#watch-free kbd", "Y");
  await pad.press(PadButton.rightShoulder);
  await bob.read(".watch-whom", first);
  await pad.press(PadButton.rightShoulder);
  await vi.waitUntil(async () => (await watched()) !== first, PATIENCE);
  await pad.press(PadButton.leftShoulder);
  await bob.read(".watch-whom", first);

  await touchScreen(PHONE);
  await bob.page.tap("#watch-free");
  await bob.read(".watch-whom", freely);
  expect(await bob.page.locator(".watch-bar kbd, #touch-chat, #touch-phrases").count()).toBe(0);
  await bob.page.tap("#watch-next");
  await bob.read(".watch-whom", following);
  for (const viewport of [SIDEWAYS, PHONE]) {
    await touchScreen(viewport);
    await expectThumbSized(".watch-bar button");
  }
});
