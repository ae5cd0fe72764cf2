/** A Chromium without a screen, drawing WebGL in software: what browser tests open their pages in. */
import { type Browser, chromium } from "playwright-core";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    browserPath: string;
  }
}

const DRAW_IN_SOFTWARE = [
  "--disable-dev-shm-usage",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
];

/** Starts the browser that was found for this run. Close it in `afterAll`. */
export function openBrowser(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: inject("browserPath"),
    args: isRoot ? [...DRAW_IN_SOFTWARE, "--no-sandbox"] : DRAW_IN_SOFTWARE,
  });
}
