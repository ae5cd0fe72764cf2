import { describe, expect, test } from "vitest";
import {
  countsOf,
  MOVER_REST_TICKS,
  neededOf,
  NO,
  ROOM_REST_TICKS,
  VOTE_TICKS,
  Votes,
  YES,
  type Motion,
} from "./votes.ts";

const PEOPLE = [0, 1, 2, 3, 4];
const KICK: Motion = { kind: "kick", slot: 4 };
const MAP: Motion = { kind: "round", round: 1 };

function open(motion: Motion, by = 0, people = PEOPLE): Votes {
  const votes = new Votes();
  expect(votes.propose(motion, by, people, 100)).toBeUndefined();
  return votes;
}

describe("a motion (B90, B91)", () => {
  test.each([
    ["carries when more than half say yes", MAP, [1, 2], [], "carried"],
    ["is open while that may still be", MAP, [1], [2, 3], undefined],
    ["fails when it cannot be any more", MAP, [], [1, 2, 3], "failed"],
    ["to send somebody away: of all but him", KICK, [1, 2], [], "carried"],
    ["does not count the vote of whom it is about", KICK, [1], [4], undefined],
    ["fails by half of all but him", KICK, [], [1, 2], "failed"],
  ] as const)("%s", (_, motion, yes, no, outcome) => {
    const votes = open(motion);
    for (const slot of yes) votes.cast(slot, YES);
    for (const slot of no) votes.cast(slot, NO);
    expect(votes.outcome(PEOPLE, 101)).toBe(outcome);
  });

  test.each([
    ["another table carries if more were for it and half have voted", MAP, [1], [2], "carried"],
    ["not if as many were against it", MAP, [], [1], "failed"],
    ["not if fewer than half have voted", MAP, [], [], "failed"],
    ["nobody is sent away by less than half", KICK, [1], [], "failed"],
  ] as const)("when its time is up: %s", (_, motion, yes, no, outcome) => {
    const people = [...PEOPLE, 5];
    const votes = open(motion, 0, people);
    for (const slot of yes) votes.cast(slot, YES);
    for (const slot of no) votes.cast(slot, NO);
    expect(votes.outcome(people, 100 + VOTE_TICKS - 1)).toBeUndefined();
    expect(votes.outcome(people, 100 + VOTE_TICKS)).toBe(outcome);
  });

  test("one alone decides on a table at once, two do not send one another away", () => {
    expect(open(MAP, 0, [0]).outcome([0], 100)).toBe("carried");
    const votes = new Votes();
    expect(votes.propose({ kind: "kick", slot: 1 }, 0, [0, 1], 100)).toEqual({
      why: "too few",
      ticks: 0,
    });
  });

  test("who changes his mind has one vote still, and who leaves has none", () => {
    const votes = open(MAP);
    votes.cast(1, YES);
    votes.cast(1, NO);
    votes.cast(2, NO);
    expect(countsOf(votes.poll!, PEOPLE)).toEqual([1, 2]);
    votes.leave(2);
    expect(countsOf(votes.poll!, PEOPLE)).toEqual([1, 1]);
    // Nor has who is away.
    expect(countsOf(votes.poll!, [0])).toEqual([1, 0]);
    expect(neededOf(votes.poll!, [0, 3])).toBe(2);
  });

  test("no such choice, nobody's vote on himself, and no vote where none is open", () => {
    const votes = open(KICK);
    expect([votes.cast(1, 2), votes.cast(4, NO), votes.cast(1, NO)]).toEqual([false, false, true]);
    expect(new Votes().cast(0, YES)).toBe(false);
  });

  test("is nobody's when he leaves who moved it: his slot may be another's", () => {
    const votes = open(KICK, 1);
    votes.leave(2);
    expect(votes.poll!.by).toBe(1);
    votes.leave(1);
    expect(votes.poll!.by).toBe(-1);
  });

  test("is over when he leaves whom it is about", () => {
    const votes = open(KICK);
    expect([votes.leave(3), votes.leave(4)]).toEqual([false, true]);
  });
});

describe("a motion is not put to the vote (B90)", () => {
  test("while another is open, and says for how long", () => {
    expect(open(MAP).propose(MAP, 1, PEOPLE, 200)).toEqual({
      why: "voting",
      ticks: VOTE_TICKS - 100,
    });
  });

  test("right after another by anybody, nor for a minute by the same", () => {
    const votes = open(MAP);
    votes.close(150);
    const at = (slot: number, tick: number) => votes.propose(MAP, slot, PEOPLE, tick);
    expect(at(1, 151)).toEqual({ why: "too soon", ticks: ROOM_REST_TICKS - 1 });
    expect(at(0, 150 + ROOM_REST_TICKS)?.ticks).toBe(
      100 + MOVER_REST_TICKS - 150 - ROOM_REST_TICKS,
    );
    expect(at(1, 150 + ROOM_REST_TICKS)).toBeUndefined();
    votes.close(151);
    expect(at(0, 100 + MOVER_REST_TICKS)).toBeUndefined();
  });

  test("though whoever escaped one by leaving finds that its mover may move it again", () => {
    const votes = open(KICK);
    votes.leave(4);
    votes.close(150);
    expect(votes.propose(KICK, 0, PEOPLE, 150 + ROOM_REST_TICKS - 1)?.ticks).toBe(1);
    expect(votes.propose(KICK, 0, PEOPLE, 150 + ROOM_REST_TICKS)).toBeUndefined();
  });

  test("about oneself", () => {
    const votes = new Votes();
    expect(votes.propose({ kind: "kick", slot: 0 }, 0, PEOPLE, 1)?.why).toBe("nobody");
  });
});

describe("the next table (B92)", () => {
  function ask(...ballots: readonly (readonly [slot: number, choice: number])[]) {
    const votes = new Votes();
    votes.askNext([6, 7, 8], 500);
    for (const [slot, choice] of ballots) votes.cast(slot, choice);
    return votes;
  }

  test.each([
    [
      "is the one that most want",
      [
        [0, 2],
        [1, 2],
        [2, 0],
      ],
      8,
    ],
    ["is the same again, if most want that", [[0, 0]], 6],
    [
      "is the one in turn where as many want it as any other",
      [
        [0, 2],
        [1, 1],
      ],
      7,
    ],
    [
      "is the first of the others that are equal",
      [
        [0, 2],
        [1, 0],
      ],
      6,
    ],
    ["is nobody's choice where nobody votes", [], undefined],
  ] as const)("%s", (_, ballots, map) => {
    expect(ask(...ballots).winner(PEOPLE)).toBe(map);
  });

  test("is no motion: nothing decides it before its time, and who is away does not", () => {
    const votes = ask([0, 2], [1, 2], [2, 2], [3, 2], [4, 2]);
    expect(votes.outcome(PEOPLE, 499)).toBeUndefined();
    expect(votes.winner([])).toBeUndefined();
    expect(votes.cast(0, 3)).toBe(false);
    expect(new Votes().winner(PEOPLE)).toBeUndefined();
  });

  test("is asked of a room of one map, if it is at all", () => {
    const votes = new Votes();
    votes.askNext([0], 500);
    votes.cast(0, 0);
    expect(votes.winner(PEOPLE)).toBe(0);
  });
});
