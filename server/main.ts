/** Composition root of the server: the only place that knows the real clock, real chance, the project's folders. */
import { randomInt } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { modesOf } from "#shared/sim/modes/modes.ts";
import { announce, failToStart, readCommandLine, stopOnSignals } from "./cli.ts";
import { ensureClient } from "./clientBuild.ts";
import { ConfigError } from "./config.ts";
import { loadMaps } from "./maps.ts";
import { computeProtocolId } from "./protocolId.ts";
import { startServer, type RunningServer } from "./server.ts";
import { send } from "./transport/reply.ts";
import { answerFrom, loadSite } from "./transport/site.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CHANCE_STEPS = 2 ** 32;

interface Pages {
  serve(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

const config = readCommandLine();

try {
  const server = await start();
  announce(server.port, config);
} catch (error) {
  failToStart(error, config);
}

async function start(): Promise<RunningServer> {
  const maps = chooseMaps();
  const pages = await openPages();
  const server = await startServer({
    config,
    maps,
    protocolId: computeProtocolId(),
    now: () => performance.now(),
    random: () => randomInt(CHANCE_STEPS) / CHANCE_STEPS,
    servePage: (request, response) => pages.serve(request, response),
    report: (error) => console.error("A fault in the server, which goes on:", error),
  });
  stopOnSignals(
    {
      on: (event, listener) => process.on(event, listener),
      exit: (code) => process.exit(code),
      now: () => performance.now(),
      tell: console.error,
    },
    async () => {
      await Promise.all([server.stop(), pages.close()]);
    },
  );
  return server;
}

/** The maps that are asked for, with something to play each mode on. */
function chooseMaps(): readonly ArenaSource[] {
  const maps = findMaps();
  const homeless = config.modes.find((mode) => !maps.some((map) => modesOf(map).includes(mode)));
  if (homeless === undefined) return maps;
  const names = maps.map(({ name }) => name).join(", ");
  throw new ConfigError(
    `No map has what "${homeless}" needs, of ${names}: leave it out of --modes, or add such a map.`,
  );
}

function findMaps(): readonly ArenaSource[] {
  const folders = [config.maps || join(ROOT, "assets", "maps"), config.moreMaps];
  const maps = loadMaps(...folders.filter((folder) => folder !== ""));
  if (config.map === "") return maps;
  const chosen = maps.filter(({ name }) => name === config.map);
  if (chosen.length > 0) return chosen;
  const names = maps.map(({ name }) => name).join(", ");
  throw new ConfigError(`There is no map "${config.map}". There are: ${names}.`);
}

async function openPages(): Promise<Pages> {
  if (config.dev) {
    const { openDevPages } = await import("./dev.ts");
    return openDevPages(ROOT);
  }
  const site = await loadSite(await ensureClient(ROOT, console.log));
  return {
    serve: (request, response) => send(request, response, answerFrom(site, request)),
    close: async () => {},
  };
}
