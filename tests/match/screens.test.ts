/** What a screen shows is a rule of the game: who turns his, over and over, sees no more for it, and who draws his window to size no less. */
import { describe, expect, test } from "vitest";
import { arenaOf, spawnsAt } from "../harness/arenas.ts";
import { Stepper, type Player } from "../harness/stepper.ts";
import { encodeClientMessage } from "#shared/protocol/codec.ts";
import { skiffEntity } from "#shared/sim/world.ts";
import { fairScreen } from "#shared/view.ts";

const HALL = arenaOf({ width: 4000, height: 4000, spawns: spawnsAt([2000, 2000]) });
const WIDE = { widthPx: 1466, heightPx: 629 };
const HIGH = { widthPx: 629, heightPx: 1466 };

function openHall() {
  const match = new Stepper({ maps: [HALL] });
  const [ada, bob, cyd] = [match.join("Ada"), match.join("Bob"), match.join("Cyd")];
  match.run(120);
  match.beginPlay();
  const put = ({ slot }: Player, x: number, y: number) => {
    const { x: xs, y: ys } = match.room.world.components.Position;
    [xs[skiffEntity(slot)], ys[skiffEntity(slot)]] = [x, y];
  };
  put(ada, 2000, 2000);
  // One is on a screen that is wide, the other on one that is high.
  put(bob, 2950, 2000);
  put(cyd, 2000, 2950);
  match.run(30);
  return { match, ada, bob, cyd };
}

describe("the window of a player (B27)", () => {
  test("is no larger for one who turns his screen over and over", () => {
    const { match, ada, bob, cyd } = openHall();
    const shows = ({ slot }: Player) => ada.sees(slot) !== undefined;
    let times = 0;
    let was = false;
    for (let i = 0; i < 60; i++) {
      const message = encodeClientMessage({ type: "screen", ...(i % 2 === 0 ? WIDE : HIGH) });
      ada.wire.socket.send(new Uint8Array(message));
      match.run(6);
      expect(shows(bob) && shows(cyd)).toBe(false);
      if (shows(bob) && !was) times += 1;
      was = shows(bob);
    }
    // In six seconds; he is one and then the other for a second each.
    expect(times).toBeLessThanOrEqual(6);
  });

  test("is the one that he has drawn his own to, however long that took", () => {
    const { match, ada } = openHall();
    const [seat] = [...match.room.seats].filter(({ slot }) => slot === ada.slot);
    let screen = WIDE;
    for (let widthPx = 1400; widthPx > 800; widthPx -= 4) {
      screen = { widthPx, heightPx: 700 };
      ada.session.setScreen(screen);
      match.run(1);
    }
    for (let i = 0; i < 90; i++) {
      ada.session.setScreen(screen);
      match.run(1);
    }
    expect(seat!.viewer.screen).toEqual(fairScreen(screen));
    expect(match.refusals).toEqual([]);
  });
});
