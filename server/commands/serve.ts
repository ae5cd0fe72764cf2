/** `carom serve`: the composition root of a server, the only place that knows the real clock, real chance, the signals. */
import { randomBytes, randomInt } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { hostname, networkInterfaces } from "node:os";
import { join } from "node:path";
import { isatty } from "node:tty";
import { openAudit } from "../admin/audit.ts";
import { isInForeground } from "../admin/foreground.ts";
import type { AdminDesk } from "../admin/desk.ts";
import type { Operation } from "../admin/office.ts";
import { openTerminal } from "../admin/terminal.ts";
import { DATA_FOLDER, HOME } from "../build.ts";
import { announce, failToStart, readCommandLine, stopOnSignals } from "../cli.ts";
import { openCertificate, type Certificate } from "../certificate.ts";
import { findClient } from "../clientBuild.ts";
import { rememberInterfaces } from "../lan/addresses.ts";
import { createLog, type ServerLog } from "../log.ts";
import { chooseMaps } from "../mapChoice.ts";
import { Reloader } from "../reloader.ts";
import { protocolId } from "../protocolId.ts";
import { startServer, type RunningServer } from "../server.ts";
import { readConfig } from "../settings/config.ts";
import type { Config } from "../settings/options.ts";
import { openStoreIn } from "../store/openFile.ts";
import { keepNothing, type Store } from "../store/store.ts";
import { send } from "../transport/reply.ts";
import { answerFrom, loadSite } from "../transport/site.ts";

const CHANCE_STEPS = 2 ** 32;
const ID_BYTES = 8;

interface Pages {
  serve(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

/** A server that runs, and what it was started with. */
export interface Service {
  readonly server: RunningServer;
  readonly config: Config;
  readonly log: ServerLog;
}

/** Runs a server until a signal ends it; `command` is what it was asked for by. */
export async function serve(args: readonly string[], command = "serve"): Promise<Service> {
  const config = readCommandLine(args, command);
  const log = openLog(config);
  try {
    const operation: Operation = {
      audit: openAudit(auditFile(config), wallNow, log),
      reread: () => reloader.reload(),
      wallNow,
    };
    const server = await start(config, log, operation);
    const reloader = new Reloader({
      config,
      read: () => readConfig(args, process.env),
      apply: (next) => {
        server.reload(next, chooseMaps(next));
        log.setLevel(next.logLevel);
      },
      log,
    });
    process.on("SIGHUP", () => onHangup(reloader));
    announce(server.port, config, log);
    if (isAttended(config)) attend(server.desk);
    return { server, config, log };
  } catch (error) {
    failToStart(error, config);
  }
}

/** Somebody sits at the terminal and may type commands there. */
function isAttended({ dev }: Config): boolean {
  return !dev && process.stdin.isTTY && process.stdout.isTTY && isInForeground();
}

/** As long as this is in the foreground: when it was stopped and goes on behind, reading would stop it again. */
function attend(desk: AdminDesk): void {
  const close = openTerminal(process.stdin, process.stdout, desk);
  process.on("SIGCONT", () => {
    if (!isInForeground()) close();
  });
}

/** Beside the records; "" where none are kept. */
function auditFile({ data, noRecords }: Config): string {
  return noRecords ? "" : join(data === "" ? DATA_FOLDER : data, "audit.jsonl");
}

/** Sent on purpose it means the settings; when the terminal was closed it means that nobody is there to stop us. */
function onHangup(reloader: Reloader): void {
  const isTerminalGone = process.stdin.isTTY && !isatty(process.stdin.fd);
  if (isTerminalGone) process.emit("SIGINT");
  else reloader.reload();
}

/** Whoever reads it may leave: that is no reason to stop serving. */
function openLog({ logLevel, logFormat, logAddresses }: Config): ServerLog {
  process.stdout.on("error", () => undefined);
  return createLog(
    {
      level: logLevel,
      format: logFormat,
      hasAddresses: logAddresses,
      isTerminal: process.stdout.isTTY,
    },
    process.stdout,
  );
}

async function start(config: Config, log: ServerLog, operation: Operation): Promise<RunningServer> {
  const maps = chooseMaps(config);
  const pages = await openPages(config);
  const store = await openRecords(config, log);
  const certificate = config.tls ? await makeCertificate(config) : undefined;
  const server = await startServer({
    config,
    maps,
    protocolId: protocolId(),
    now: () => performance.now(),
    random: () => randomInt(CHANCE_STEPS) / CHANCE_STEPS,
    servePage: (request, response) => pages.serve(request, response),
    log,
    store,
    certificate,
    surroundings: {
      hostName: hostname(),
      id: randomBytes(ID_BYTES).toString("hex"),
      interfaces: rememberInterfaces(networkInterfaces),
    },
    operation,
  });
  stopOnSignals(
    {
      on: (event, listener) => process.on(event, listener),
      exit: (code) => process.exit(code),
      now: () => performance.now(),
      log,
    },
    {
      drain: () => server.drain(),
      stop: async () => {
        await Promise.all([server.stop(), pages.close()]);
        await store.close();
      },
    },
  );
  return server;
}

function makeCertificate({ data }: Config): Promise<Certificate> {
  const addresses = Object.values(networkInterfaces())
    .flat()
    .flatMap((info) => (info === undefined ? [] : [info.address]));
  const names = ["localhost", hostname(), `${hostname()}.local`, ...addresses];
  return openCertificate(data === "" ? DATA_FOLDER : data, names, wallNow());
}

function openRecords({ data, noRecords }: Config, log: ServerLog): Promise<Store> | Store {
  if (noRecords) return keepNothing(wallNow);
  return openStoreIn(data === "" ? DATA_FOLDER : data, { nowMs: wallNow, log });
}

/** Milliseconds since 1970, for what is kept beyond the life of this process. */
function wallNow(): number {
  return new Date().getTime();
}

async function openPages({ dev }: Config): Promise<Pages> {
  if (dev) {
    const { openDevPages } = await import("../dev.ts");
    return openDevPages(HOME);
  }
  const site = await loadSite(await findClient(HOME, console.log));
  return {
    serve: (request, response) => send(request, response, answerFrom(site, request)),
    close: async () => {},
  };
}
