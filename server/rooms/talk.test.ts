/** Who hears what people in a room say: all, or those of a team alone. */
import { describe, expect, test } from "vitest";
import { openHouse } from "../../tests/harness/house.ts";
import type { Peer } from "../../tests/harness/peer.ts";
import { TEST_ARENA } from "../../tests/harness/stepper.ts";
import { skiffEntity } from "#shared/sim/world.ts";

/** Four people, whose teams are 1, 2, 1 and 2; and one who watches. */
function openTeams() {
  const house = openHouse({ modes: ["teams"] });
  const people: Peer[] = [];
  for (let i = 0; i < 4; i++) people.push(house.enter({ room: people[0]?.roomCode ?? "new" }));
  const { roomCode } = people[0]!;
  const { team } = house.lobby.room(roomCode)!.world.components.Skiff;
  people.forEach((_, slot) => (team[skiffEntity(slot)] = 1 + (slot % 2)));
  const watcher = house.enter({ room: roomCode, isWatching: true });
  return { people, all: [...people, watcher] };
}

const heard = (peers: readonly Peer[], type: "chat" | "mark") =>
  peers.map((peer) => peer.heard(type).length);

describe("in a match of teams (B44)", () => {
  test("a line for the team comes to its people alone, and as such", () => {
    const { people, all } = openTeams();
    people[1]!.say({ type: "chat", text: "  now!  ", isTeam: true });
    expect(heard(all, "chat")).toEqual([0, 1, 0, 1, 0]);
    expect(people[3]!.heard("chat")).toEqual([
      { type: "chat", slot: 1, text: "now!", isTeam: true },
    ]);
  });

  test("a line for all comes to all, who watches included", () => {
    const { people, all } = openTeams();
    people[1]!.say({ type: "chat", text: "hi", isTeam: false });
    expect(heard(all, "chat")).toEqual([1, 1, 1, 1, 1]);
    expect(people[0]!.heard("chat")).toMatchObject([{ isTeam: false }]);
  });

  test("a place is shown to the team alone, and lies on the table", () => {
    const { people, all } = openTeams();
    people[0]!.say({ type: "mark", x: 4096, y: 300 });
    expect(heard(all, "mark")).toEqual([1, 0, 1, 0, 0]);
    expect(people[2]!.heard("mark")).toEqual([
      { type: "mark", slot: 0, x: TEST_ARENA.width, y: 300 },
    ]);
  });
});

describe("without teams (B44)", () => {
  test("a line for the team is one for all, a place is shown to nobody", () => {
    const { enter } = openHouse();
    const [ada, bob] = [enter({}), enter({})];
    ada.say({ type: "chat", text: "hi", isTeam: true });
    ada.say({ type: "mark", x: 5, y: 5 });
    expect(bob.heard("chat")).toMatchObject([{ text: "hi", isTeam: false }]);
    expect(heard([ada, bob], "mark")).toEqual([0, 0]);
    expect(ada.closed).toBeUndefined();
  });
});

test("lines, phrases and places share one allowance (B40, B44)", () => {
  const { enter, refusals } = openHouse();
  const ada = enter({});
  ada.say({ type: "chat", text: "hi", isTeam: false });
  ada.say({ type: "phrase", phrase: 0 });
  for (let i = 0; i < 4; i++) ada.say({ type: "mark", x: 5, y: 5 });
  expect(refusals).toEqual(["mark rate", "mark rate"]);
});
