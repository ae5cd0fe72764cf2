import { expect, test } from "vitest";
import { keepPage } from "./keepPage.ts";

function container(register: () => Promise<unknown>): ServiceWorkerContainer {
  return { register, ready: Promise.resolve({}) } as unknown as ServiceWorkerContainer;
}

test("the page is kept where the browser lets us, and nobody suffers where not", async () => {
  let asked = "";
  const register = (path?: string) => Promise.resolve((asked = path ?? ""));
  expect(await keepPage(container(register))).toBe(true);
  expect(asked).toBe("/service-worker.js");
  expect(await keepPage(undefined)).toBe(false);
  expect(await keepPage(container(() => Promise.reject(new Error("not here"))))).toBe(false);
});
