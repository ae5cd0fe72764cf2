/** A gamepad that a page believes in: what `navigator.getGamepads` tells of it is what a test last said. */
import type { Page } from "playwright-core";

/** Buttons of the standard mapping. */
export const PadButton = {
  a: 0,
  b: 1,
  x: 2,
  y: 3,
  leftShoulder: 4,
  rightShoulder: 5,
  leftStick: 10,
  rightStick: 11,
  rightTrigger: 7,
  leftTrigger: 6,
  back: 8,
  start: 9,
  up: 12,
  down: 13,
  left: 14,
  right: 15,
} as const;

interface Held {
  readonly buttons?: readonly number[];
  /** x and y of the left stick, then of the right one. */
  readonly axes?: readonly number[];
}

/** What the page is told at one look after the other; the last of it at every look from then on. */
type Desk = typeof globalThis & {
  caromPads?: (object | null)[];
};

const BUTTONS = 17;

export class FakePad {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Before the page is loaded. It is not plugged in until something of it is held. */
  static async install(page: Page): Promise<FakePad> {
    await page.addInitScript(() => {
      const desk: Desk = globalThis;
      navigator.getGamepads = () => {
        const { caromPads = [null] } = desk;
        const [pad = null] = caromPads.length > 1 ? caromPads.splice(0, 1) : caromPads;
        return [pad as Gamepad | null];
      };
    });
    return new FakePad(page);
  }

  /** Holds exactly this from now on. */
  async hold(held: Held): Promise<void> {
    await this.#tell(createPad(held));
  }

  /** For one look of the page, and so once, however slowly it draws. */
  async press(button: number): Promise<void> {
    await this.#tell(createPad({ buttons: [button] }), createPad({}));
  }

  async unplug(): Promise<void> {
    await this.#tell(null);
  }

  /** Presses `way` until an element that `selector` names has the focus. */
  async walk(way: number, selector: string, most = 12): Promise<void> {
    for (let step = 0; step <= most; step += 1) {
      if ((await this.#page.locator(`:is(${selector}):focus`).count()) > 0) return;
      if (step < most) await this.press(way);
    }
    throw new Error(`${selector} was not reached in ${most} steps`);
  }

  /** Done when the page has seen the last of it. */
  async #tell(...pads: (object | null)[]): Promise<void> {
    await this.#page.evaluate((queue) => {
      const desk: Desk = globalThis;
      // Once more than it takes: the page has looked at the last one when that is left alone.
      desk.caromPads = [...queue, ...queue.slice(-1)];
    }, pads);
    await this.#page.waitForFunction(() => (globalThis as Desk).caromPads?.length === 1);
  }
}

function createPad({ buttons = [], axes = [0, 0, 0, 0] }: Held): object {
  return {
    index: 0,
    id: "Test pad (STANDARD GAMEPAD)",
    mapping: "standard",
    connected: true,
    axes,
    buttons: Array.from({ length: BUTTONS }, (_, index) => {
      const pressed = buttons.includes(index);
      return { pressed, touched: pressed, value: Number(pressed) };
    }),
  };
}
