import { describe, expect, test } from "vitest";
import { type Machine, findBrowser } from "./findBrowser.ts";

const OWN = "/playwright/chrome";
const DEBIANS = "/usr/bin/chromium";
const DEBIANS_SHELL = "/usr/bin/chromium-headless-shell";

describe("findBrowser", () => {
  test("takes BROWSER_PATH before all others", async () => {
    const machine = pretend({
      present: ["/bin/chromium", "/mine"],
      variables: { BROWSER_PATH: "/mine", PATH: "/bin" },
    });
    expect(await findBrowser(machine)).toBe("/mine");
  });

  test("refuses a BROWSER_PATH that does not start, rather than taking another", async () => {
    const machine = pretend({
      present: ["/bin/chromium"],
      variables: { BROWSER_PATH: "/gone", PATH: "/bin" },
    });
    await expect(findBrowser(machine)).rejects.toThrow('BROWSER_PATH="/gone"');
  });

  test("looks along the PATH, then in the usual places, then at Playwright's own", async () => {
    const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    const variables = { PATH: "/a:/b" };
    const all = ["/b/google-chrome", mac, OWN];
    expect(await findBrowser(pretend({ present: all, variables, platform: "darwin" }))).toBe(
      all[0],
    );
    expect(await findBrowser(pretend({ present: [mac, OWN], variables, platform: "darwin" }))).toBe(
      mac,
    );
    expect(await findBrowser(pretend({ present: [OWN], variables }))).toBe(OWN);
  });

  test("takes one without windows before the others", async () => {
    const variables = { PATH: "/a:/b" };
    const present = ["/a/chromium", "/b/chromium-headless-shell"];
    expect(await findBrowser(pretend({ present, variables }))).toBe(present[1]);
  });

  test("installs Playwright's when there is none", async () => {
    const machine = pretend({ installs: { install: OWN } });
    expect(await findBrowser(machine)).toBe(OWN);
    expect(machine.commands).toHaveLength(1);
  });

  test("as root on Debian installs the package that is only the browser", async () => {
    const installs = { "chromium-headless-shell": DEBIANS_SHELL };
    const machine = pretend({ canInstallPackages: true, installs });
    expect(await findBrowser(machine)).toBe(DEBIANS_SHELL);
    expect(machine.commands).toEqual([
      "apt-get update",
      "apt-get install -y --no-install-recommends chromium-headless-shell",
    ]);
  });

  test("takes the larger package where the other is not to be had, and Playwright's without either", async () => {
    const kin = pretend({ canInstallPackages: true, installs: { "recommends chromium": DEBIANS } });
    expect(await findBrowser(kin)).toBe(DEBIANS);
    const cutOff = pretend({ canInstallPackages: true, installs: { "--no-shell": OWN } });
    expect(await findBrowser(cutOff)).toBe(OWN);
  });

  test("names the commands when all fails, and does not touch packages without the right to", async () => {
    const machine = pretend({});
    const search = findBrowser(machine);
    await expect(search).rejects.toThrow("playwright-core install --with-deps chromium");
    await expect(search).rejects.toThrow("apt-get install -y --no-install-recommends chromium");
    expect(machine.commands.join()).not.toContain("apt-get");
  });
});

interface Pretence extends Partial<Machine> {
  present?: string[];
  /** Part of a command line -> the path that this command puts a browser at. */
  installs?: Record<string, string>;
}

function pretend({
  present = [],
  installs = {},
  ...rest
}: Pretence): Machine & { commands: string[] } {
  const there = new Set(present);
  const commands: string[] = [];
  return {
    variables: {},
    platform: "linux",
    playwrightPath: OWN,
    canInstallPackages: false,
    starts: async (path) => there.has(path),
    run: async (...line) => {
      commands.push(line.join(" "));
      const installed = Object.keys(installs).filter((part) => line.join(" ").includes(part));
      for (const part of installed) there.add(installs[part] ?? "");
      return installed.length > 0;
    },
    commands,
    ...rest,
  };
}
