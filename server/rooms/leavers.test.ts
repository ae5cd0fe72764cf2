import { expect, test } from "vitest";
import { skiffEntity } from "#shared/sim/world.ts";
import { SKIFF } from "#shared/sim/tuning.ts";
import { openHouse } from "../../tests/harness/house.ts";

function openTeams() {
  const house = openHouse({ modes: ["teams"], offeredModes: ["teams"] });
  const ada = house.enter({ name: "Ada" });
  const bob = house.enter({ name: "Bob", room: ada.roomCode });
  house.run(2);
  const { isAlive, health } = house.lobby.room(ada.roomCode)!.world.components.Skiff;
  const stateOf = (slot: number) => [isAlive[skiffEntity(slot)], health[skiffEntity(slot)]];
  return { ...house, ada, bob, stateOf };
}

test.each(["leaves", "drops his connection"])(
  "who %s and takes another seat is in the arena no sooner than who was put out",
  (how) => {
    const { ada, bob, enter, run, stateOf } = openTeams();
    expect([stateOf(0)[0], stateOf(1)[0]]).toEqual([1, 1]);
    if (how === "leaves") ada.leave();
    else ada.drop();
    const again = enter({ name: "Ada", room: bob.roomCode });
    const { slot } = again.heard("welcome")[0]!;
    run(SKIFF.respawnTicks - 1);
    expect(stateOf(slot)[0]).toBe(0);
    run(1);
    expect(stateOf(slot)).toEqual([1, SKIFF.maxHealth]);
  },
);

test("in another room, or two seconds later, he need not wait", () => {
  const { ada, bob, enter, run, stateOf, lobby } = openTeams();
  ada.leave();
  const elsewhere = enter({ name: "Ada", room: "new" });
  const { Skiff } = lobby.room(elsewhere.roomCode)!.world.components;
  expect(Skiff.isAlive[skiffEntity(elsewhere.heard("welcome")[0]!.slot)]).toBe(1);
  run(SKIFF.respawnTicks);
  const back = enter({ name: "Ada", room: bob.roomCode });
  expect(stateOf(back.heard("welcome")[0]!.slot)[0]).toBe(1);
});

test("while the match stands still that time does not pass", () => {
  const { ada, bob, enter, run, stateOf, lobby } = openTeams();
  const room = lobby.room(bob.roomCode)!;
  room.pause(60);
  ada.leave();
  run(2 * SKIFF.respawnTicks);
  const again = enter({ name: "Ada", room: bob.roomCode });
  const { slot } = again.heard("welcome")[0]!;
  expect(stateOf(slot)[0]).toBe(0);
  room.goOn();
  while (room.isPaused) run(1);
  run(SKIFF.respawnTicks - 2);
  expect(stateOf(slot)[0]).toBe(0);
  run(1);
  expect(stateOf(slot)).toEqual([1, SKIFF.maxHealth]);
});
