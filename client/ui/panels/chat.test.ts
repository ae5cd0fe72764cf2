import type { TemplateResult } from "lit-html";
import { expect, test, vi } from "vitest";
import { chatView } from "./chat.ts";

test("Escape and Tab are those of whoever composes a character, until it is there", () => {
  const actions = { turn: vi.fn(), send: vi.fn(), close: vi.fn() };
  const box = chatView([], true, "all", actions).values.at(-1) as TemplateResult;
  const keyDown = box.values[1] as (event: unknown) => void;
  const press = (code: string, isComposing: boolean): void =>
    keyDown({ code, isComposing, preventDefault: vi.fn(), stopPropagation: vi.fn() });
  press("Escape", true);
  press("Tab", true);
  expect([actions.close, actions.turn].map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
  press("Tab", false);
  press("Escape", false);
  expect([actions.close, actions.turn].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
});
