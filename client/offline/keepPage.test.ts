import { expect, test } from "vitest";
import { keepPage } from "./keepPage.ts";

function container(
  register: () => Promise<unknown>,
  ready: Promise<object> = Promise.resolve({}),
): ServiceWorkerContainer {
  return { register, ready } as unknown as ServiceWorkerContainer;
}

test("the page is kept where the browser lets us, and nobody suffers where not", async () => {
  let asked = "";
  const register = (path?: string) => Promise.resolve((asked = path ?? ""));
  expect(await keepPage(container(register))).toBe(true);
  expect(asked).toBe("/service-worker.js");
  expect(await keepPage(undefined)).toBe(false);
  expect(await keepPage(container(() => Promise.reject(new Error("not here"))))).toBe(false);
});

test("it is kept once its worker is at work, not before", async () => {
  let begin: (registration: object) => void = () => undefined;
  const ready = new Promise<object>((resolve) => (begin = resolve));
  const order: string[] = [];
  const kept = keepPage(container(() => Promise.resolve({}), ready)).then(() => order.push("kept"));
  await new Promise((resolve) => setImmediate(resolve));
  order.push("at work");
  begin({});
  await kept;
  expect(order).toEqual(["at work", "kept"]);
});
