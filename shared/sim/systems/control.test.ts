import { expect, test } from "vitest";
import { play, tableWith } from "../../../tests/harness/table.ts";
import { Button } from "../input.ts";
import { skiffEntity } from "../world.ts";
import { isHeld, isPressed } from "./control.ts";

const { fire, dash } = Button;

test("each seat's input lands on its own skiff, and a seat without one holds still", () => {
  const world = tableWith([
    { x: 100, y: 100 },
    { x: 300, y: 100 },
  ]);
  play(world, { 0: { moveX: -7, moveY: 3, aim: 65535, buttons: dash } });
  const { Control } = world.components;
  const [a, b] = [skiffEntity(0), skiffEntity(1)];
  expect([Control.moveX[a], Control.moveY[a], Control.aim[a], Control.buttons[a]]).toEqual([
    -7,
    3,
    65535,
    dash,
  ]);
  expect([Control.moveX[b], Control.moveY[b], Control.aim[b], Control.buttons[b]]).toEqual([
    0, 0, 0, 0,
  ]);
  play(world);
  expect([Control.moveX[a], Control.buttons[a]]).toEqual([0, 0]);
});

test("a button is pressed in the tick in which it goes down, and held until it is let go", () => {
  const world = tableWith([{ x: 100, y: 100 }]);
  const skiff = skiffEntity(0);
  const seen = [0, dash, dash, dash | fire, fire, 0, dash].map((buttons) => {
    play(world, { 0: { buttons } });
    return [
      isPressed(world, skiff, dash),
      isHeld(world, skiff, dash),
      isPressed(world, skiff, fire),
    ];
  });
  expect(seen).toEqual([
    [false, false, false],
    [true, true, false],
    [false, true, false],
    [false, true, true],
    [false, false, false],
    [false, false, false],
    [true, true, false],
  ]);
});
