/** The server as people run it: what it says when it starts and when it cannot, and how it ends. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readOffer } from "#shared/protocol/offer.ts";
import { expect, onTestFinished, test } from "vitest";
import { ServerProcess } from "./harness/serverProcess.ts";

async function startServer(...args: string[]): Promise<ServerProcess> {
  const server = await ServerProcess.start(...args);
  onTestFinished(() => server.kill());
  return server;
}

test("it serves the page where it says it does, ends cleanly when asked to, and comes back on its port", async () => {
  const server = await startServer();
  const { url } = server;
  expect(await (await fetch(url)).text()).toContain("<title>Carom");
  expect(await server.stop()).toBe(0);
  await expect(fetch(url)).rejects.toThrow("fetch failed");
  await server.restart();
  expect(server.url).toBe(url);
  expect((await fetch(url)).status).toBe(200);
});

test("--maps plays the maps of another folder, and only those", async () => {
  const fromBox = startServer("--maps", "tests/browser/maps", "--map", "felt-room");
  await expect(fromBox).rejects.toThrow('There is no map "felt-room". There are: box.');
});

test("--more-maps plays the maps of a folder besides the others", async () => {
  const withBox = startServer("--more-maps", "tests/browser/maps", "--map", "nine-ball");
  await expect(withBox).rejects.toThrow(
    'There is no map "nine-ball". There are: box, duel-table, ',
  );
});

test("a mode that no map is made for is named", async () => {
  const puckInBox = startServer("--maps", "tests/browser/maps", "--modes", "deathmatch,puck");
  await expect(puckInBox).rejects.toThrow('No map has what "puck" needs, of box: ');
});

test("a folder without maps is named", async () => {
  const fromTests = startServer("--maps", "tests");
  await expect(fromTests).rejects.toThrow("tests: holds no map (a file that ends in .tmj)");
});

test("at SIGHUP it reads its settings again, and keeps the old ones where the new ones are no good", async () => {
  const folder = mkdtempSync(join(tmpdir(), "carom-reload-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "carom.toml");
  writeFileSync(file, 'modes = ["deathmatch"]\nmax-rooms = 3\n');
  const server = await startServer("--config", file);
  const modes = async () =>
    readOffer(await (await fetch(new URL("tables", server.url))).json())?.modes;
  expect(await modes()).toEqual(["deathmatch"]);

  writeFileSync(file, 'modes = ["teams"]\nmax-rooms = 4\nport = 1\n');
  await server.reload();
  expect(await modes()).toEqual(["teams"]);
  expect(server.output).toContain("The settings were read again: modes.");
  expect(server.output).toContain("max-rooms will change when the server is started anew.");

  writeFileSync(file, 'modes = ["chess"]\n');
  await server.reload();
  expect(server.output).toContain(`The settings stay as they were: ${file}:1: modes takes`);
  expect(await modes()).toEqual(["teams"]);
  expect(await server.stop()).toBe(0);
});
