/** Somebody who hides the tab in the midst of a match, or is cut off, and what he finds when he is back. */
import { expect, test } from "vitest";
import { Stepper } from "../harness/stepper.ts";
import { put } from "../harness/table.ts";
import { Button } from "#shared/sim/input.ts";
import { SKIFF } from "#shared/sim/tuning.ts";
import { skiffEntity } from "#shared/sim/world.ts";

/** Bob fires at Cid without end, who bears it; Ada is below their line, and sees them. */
function lookOn() {
  const match = new Stepper({ latencyMs: 30, seed: 2 });
  const [ada, bob, cid] = [match.join("Ada"), match.join("Bob"), match.join("Cid")];
  match.run(90);
  match.beginPlay();
  const stand = () => {
    const { world } = match.room;
    put(world, ada.slot, { x: 600, y: 600 });
    put(world, bob.slot, { x: 200, y: 200 });
    put(world, cid.slot, { x: 800, y: 200 });
    world.components.Skiff.health[skiffEntity(cid.slot)] = SKIFF.maxHealth;
  };
  const run = (ticks: number) => match.run(ticks, stand);
  bob.input.buttons = Button.fire;
  run(90);
  return { ada, run };
}

/** None that Ada sees has gone through Cid, or comes back from a cushion. */
function expectNoGhosts({ ada, run }: ReturnType<typeof lookOn>): void {
  for (let i = 0; i < 60; i++) {
    run(1);
    const beyond = ada.view!.bolts.filter(({ x, directionX }) => x > 950 || directionX < 0);
    expect(beyond).toEqual([]);
  }
}

test.each([0, 7, 14, 21, 28])(
  "no bolt flies on that struck somebody just before one is back, %i ticks later",
  (ticks) => {
    const scene = lookOn();
    const { ada, run } = scene;
    ada.isHidden = true;
    ada.session.setAway(true);
    run(120 + ticks);
    ada.isHidden = false;
    ada.session.setAway(false);
    run(15);
    expectNoGhosts(scene);
  },
);

test.each([180, 186, 192, 198, 204, 210])(
  "nor over a network that stood still for %i ticks",
  (ticks) => {
    const scene = lookOn();
    const { ada, run } = scene;
    ada.wire.stall(true);
    run(ticks);
    ada.wire.stall(false);
    run(15);
    expectNoGhosts(scene);
  },
);

test.each([0, 1, 20])(
  "what is not sent to a hidden tab, for two seconds and %i ticks, was not left out",
  (ticks) => {
    const match = new Stepper({ latencyMs: 30 });
    const ada = match.join("Ada");
    match.run(90);
    ada.isHidden = true;
    ada.session.setAway(true);
    match.run(120 + ticks);
    ada.isHidden = false;
    ada.session.setAway(false);
    match.run(60);
    expect(ada.view!.net.skippedSnapshots).toBe(0);
  },
);
