/** Faults of the files that a server reads (rows D3 and D4 of docs/faults.md). */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as yieldOnce } from "node:timers/promises";
import { decodeServerMessage } from "#shared/protocol/codec.ts";
import { CertificateError, openCertificate } from "../../server/certificate.ts";
import { loadMaps, MapError } from "../../server/maps.ts";
import { readConfig } from "../../server/settings/config.ts";
import { ConfigError } from "../../server/settings/configError.ts";
import { printDefaults } from "../../server/settings/configFile.ts";
import { openDatabase } from "../../server/store/database.ts";
import { StoreFault } from "../../server/store/fault.ts";
import { recordsPath } from "../../server/store/openFile.ts";
import { Records } from "../../server/store/records.ts";
import { resultEntry } from "../../server/store/testRows.ts";
import { farewell } from "../../server/transport/testPort.ts";
import { type Fault, onOwnStand, type Size, type Tally } from "./fault.ts";
import type { Stand } from "./stand.ts";

const MAPS = "assets/maps";
const NOW_MS = Date.UTC(2026, 0, 1);
/** Far more than a server should take into memory for a file of text. */
const HUGE_BYTES = 2 ** 31 + 1;
const BLOCK_BYTES = 512;
const RESULTS = 300;

export const FILE_FAULTS: readonly Fault[] = [
  {
    id: "D3",
    what: "maps, settings, records and certificates cut, with bytes turned, and what is no file",
    run: spoilFiles,
  },
  { id: "D4", what: "settings that are read again and are no good", run: reloadNonsense },
];

/** A kind of file: how the server reads it, and what it says when it cannot. */
interface FileKind {
  readonly name: string;
  readonly whole: Buffer;
  /** Every so many bytes something is amiss. */
  readonly stride: number;
  read(path: string): unknown;
  isTold(error: unknown, path: string): boolean;
}

/** Whatever is in a file: it is used, or refused in words that name it. */
async function spoilFiles(_stand: Stand, size: Size): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), "carom-faults-"));
  const wrong: string[] = [];
  let tries = 0;
  for (const kind of await kindsOf(folder, size)) {
    const path = join(folder, kind.name);
    const tryIt = async (how: string): Promise<void> => {
      tries++;
      try {
        await kind.read(path);
      } catch (error) {
        if (!kind.isTold(error, path)) wrong.push(`${kind.name} ${how}: ${String(error)}`);
      }
      await yieldOnce();
    };
    for (const [how, bytes] of spoilt(kind.whole, kind.stride)) {
      writeFileSync(path, bytes);
      await tryIt(how);
    }
    for (const [how, make] of NO_FILES) {
      clear(path);
      make(path);
      await tryIt(how);
    }
    clear(path);
  }
  rmSync(folder, { recursive: true });
  return { tries, wrong };
}

const NO_FILES: readonly (readonly [how: string, make: (path: string) => void])[] = [
  ["that is empty", (path) => writeFileSync(path, "")],
  ["that is a folder", (path) => mkdirSync(path)],
  ["that leads to a device", (path) => symlinkSync("/dev/zero", path)],
  ["that leads to itself", (path) => symlinkSync(path, path)],
  ["that leads nowhere", (path) => symlinkSync(`${path}.gone`, path)],
  [
    "of two gigabytes",
    (path) => {
      writeFileSync(path, "");
      truncateSync(path, HUGE_BYTES);
    },
  ],
];

function clear(path: string): void {
  for (const end of ["", "-wal", "-shm", ".gone", ".gone-wal", ".gone-shm"])
    rmSync(`${path}${end}`, { recursive: true, force: true });
}

async function kindsOf(folder: string, size: Size): Promise<FileKind[]> {
  const maps = readdirSync(MAPS).filter((file) => file.endsWith(".tmj"));
  const settings = printDefaults().replaceAll(/^#(?=[a-z-]+ =)/gm, "");
  return [
    ...maps.map((name) => ({
      name,
      whole: readFileSync(join(MAPS, name)),
      stride: size(397, 3),
      read: () => loadMaps(folder),
      isTold: (error: unknown) => error instanceof MapError && error.message.includes(name),
    })),
    {
      name: "carom.toml",
      whole: Buffer.from(settings),
      stride: size(5, 1),
      read: (path) => readConfig(["--config", path], {}),
      isTold: (error, path) => error instanceof ConfigError && error.message.includes(path),
    },
    {
      name: "carom.db",
      whole: recordsIn(folder),
      stride: size(397, 31),
      read: (path) => openDatabase(path).close(),
      // The log has the file besides.
      isTold: (error) => error instanceof StoreFault && error.kind !== "program",
    },
    {
      name: "tls.pem",
      whole: await certificateIn(folder),
      stride: size(7, 1),
      read: () => openCertificate(folder, ["localhost"], NOW_MS),
      isTold: (error, path) => error instanceof CertificateError && error.message.includes(path),
    },
  ];
}

function recordsIn(folder: string): Buffer {
  const path = recordsPath(folder);
  const records = new Records(openDatabase(path));
  records.write(
    Array.from({ length: RESULTS }, (_, number) =>
      resultEntry("a", { number, name: `Somebody ${number}` }, { id: `${number % 20}-AAAA` }),
    ),
  );
  records.close();
  const bytes = readFileSync(path);
  clear(path);
  return bytes;
}

async function certificateIn(folder: string): Promise<Buffer> {
  await openCertificate(folder, ["localhost"], NOW_MS);
  const path = join(folder, "tls.pem");
  const bytes = readFileSync(path);
  clear(path);
  return bytes;
}

/** At every `stride`-th byte cut, with that byte turned, and with a block there that is nothing, or there twice. */
function* spoilt(whole: Buffer, stride: number): Iterable<readonly [how: string, bytes: Buffer]> {
  for (let at = 0; at < whole.length; at += stride) {
    yield [`cut at ${at}`, whole.subarray(0, at)];
    const turned = Buffer.from(whole);
    turned[at]! ^= 1 << (at % 8);
    yield [`turned at ${at}`, turned];
    if (at % (8 * stride) !== 0) continue;
    const end = at + BLOCK_BYTES;
    yield [`blank at ${at}`, Buffer.from(whole).fill(0, at, Math.min(end, whole.length))];
    yield [`double at ${at}`, Buffer.concat([whole.subarray(0, end), whole.subarray(at)])];
  }
}

/** Settings files, the line that is to be named, and a word of what is wrong with it. */
const NONSENSE: readonly (readonly [text: string, line: number, word: string])[] = [
  ['bot-level = "x"', 1, "bot-level takes"],
  ["bot-level = 3", 1, "bot-level takes"],
  ['\n\nmax-spectators = "many"', 3, "max-spectators takes"],
  ["max-spectators = -1", 1, "max-spectators takes"],
  ["max-spectators = 1e9", 1, "max-spectators takes"],
  ['friendly-fire = "yes"', 1, "friendly-fire takes"],
  ["[rooms]\nport = 1", 1, "is not a setting"],
  ["# ours\nprot = 1", 2, "is not a setting"],
  ['motd = "a"\nport 7777', 2, "this is not TOML"],
  ['motd = "a"\nmotd = "b"', 2, "this is not TOML"],
  ["\u0000", 1, "this is not TOML"],
  ['motd = "a', 1, "this is not TOML"],
];

/** Nothing changes by any of them, and the next good ones are taken over. */
function reloadNonsense(): Promise<Tally> {
  return onOwnStand("D4", { config: 'motd = "hello"\n' }, async (stand) => {
    const wrong: string[] = [];
    const reload = (text: string) => () => {
      writeFileSync(stand.configFile, text);
      process.kill(stand.pid, "SIGHUP");
    };
    for (const [text, line, word] of NONSENSE) {
      const told = new RegExp(`stay as they were: ${stand.configFile}:${line}: .*${word}`);
      if (!(await stand.hearAfter(reload(text), told)))
        wrong.push(`${JSON.stringify(text)} was not refused`);
      const greeting = await greetingOf(stand);
      if (greeting !== "hello") wrong.push(`${JSON.stringify(text)} made it "${greeting}"`);
    }
    if (!(await stand.hearAfter(reload('motd = "welcome"'), /read again: motd/)))
      wrong.push("good settings were not taken over");
    return { tries: NONSENSE.length + 1, wrong };
  });
}

/** What everybody is greeted with who comes in. */
async function greetingOf(stand: Stand): Promise<string> {
  const { peer } = await stand.sitDown({ room: "" });
  for (;;) {
    const message = decodeServerMessage(await peer.nextPayload());
    if (message.type !== "notice") continue;
    farewell(peer);
    await peer.hearAll();
    return message.text;
  }
}
