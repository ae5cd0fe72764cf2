import { X509Certificate } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { get } from "node:https";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { CloseCode } from "#shared/protocol/closing.ts";
import { CertificateError, openCertificate } from "./certificate.ts";
import { NO_LOG } from "./log.ts";
import { loadMaps } from "./maps.ts";
import { startServer } from "./server.ts";
import { readConfig } from "./settings/config.ts";
import { keepNothing } from "./store/store.ts";

const NAMES = ["localhost", "127.0.0.1", "fd00::2"];
const NOW_MS = Date.UTC(2026, 10, 1);
const YEARS_MS = 2 * 365 * 24 * 60 * 60 * 1000;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "carom-tls-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a certificate is for its names, for two years, and nobody else may read it", async () => {
  const data = join(folder, "data");
  const { cert } = await openCertificate(data, NAMES, NOW_MS);
  const read = new X509Certificate(cert.slice(cert.indexOf("-----BEGIN CERTIFICATE")));
  expect(read.checkHost("localhost")).toBe("localhost");
  for (const address of NAMES.slice(1)) expect(read.checkIP(address)).toBe(address);
  expect(Date.parse(read.validTo)).toBe(NOW_MS + YEARS_MS);
  expect(statSync(join(data, "tls.pem")).mode & 0o777).toBe(0o600);
});

test("it is kept until it nearly ends", async () => {
  const first = await openCertificate(folder, NAMES, NOW_MS);
  expect(await openCertificate(folder, ["other"], NOW_MS)).toEqual(first);
  const later = await openCertificate(folder, NAMES, NOW_MS + YEARS_MS - 1000);
  expect(later).not.toEqual(first);
});

describe("what is kept and cannot be used is refused by the name of its file", () => {
  async function kept(): Promise<{ path: string; pem: Buffer }> {
    await openCertificate(folder, NAMES, NOW_MS);
    const path = join(folder, "tls.pem");
    return { path, pem: readFileSync(path) };
  }

  async function expectRefusal(path: string): Promise<void> {
    const opened = openCertificate(folder, NAMES, NOW_MS);
    await expect(opened).rejects.toThrow(CertificateError);
    await expect(opened).rejects.toThrow(path);
  }

  test("when it is cut anywhere, or empty", async () => {
    const { path, pem } = await kept();
    // Without the end of its last line it says the same.
    for (let length = 0; length < pem.length - 2; length += 13) {
      writeFileSync(path, pem.subarray(0, length));
      await expectRefusal(path);
    }
  });

  test("when the key is another's, or it is a folder", async () => {
    const { path, pem } = await kept();
    const other = await openCertificate(join(folder, "other"), NAMES, NOW_MS);
    const [key] = other.key.split("-----BEGIN CERT");
    writeFileSync(path, `${key}${pem.subarray(pem.indexOf("-----BEGIN CERT")).toString()}`);
    await expectRefusal(path);
    rmSync(path);
    mkdirSync(path);
    await expectRefusal(path);
  });
});

test("a folder that cannot be made or written to is told by its name, and not taken for a port", async () => {
  const data = join(folder, "data");
  symlinkSync(join(folder, "not there"), data);
  const opened = openCertificate(data, NAMES, NOW_MS);
  await expect(opened).rejects.toThrow(CertificateError);
  await expect(opened).rejects.toThrow(`${join(data, "tls.pem")} cannot be written (`);
});

test("with it page and sockets are served over TLS", async () => {
  const certificate = await openCertificate(folder, NAMES, Date.now());
  const server = await startServer({
    config: readConfig(["--port", "0", "--host", "127.0.0.1", "--tls"], {}),
    protocolId: "test",
    maps: loadMaps(fileURLToPath(new URL("../assets/maps", import.meta.url))),
    now: () => performance.now(),
    random: Math.random,
    servePage: (_request, response) => response.end("the page"),
    log: NO_LOG,
    store: keepNothing(() => 0),
    certificate,
  });
  const trust = { ca: certificate.cert };
  const [response] = (await once(
    get({ host: "127.0.0.1", port: server.port, path: "/", ...trust }),
    "response",
  )) as [IncomingMessage];
  expect(response.statusCode).toBe(200);
  response.resume();
  const socket = new WebSocket(`wss://127.0.0.1:${server.port}/live`, trust);
  const [told] = (await once(socket, "message")) as [Buffer];
  expect(JSON.parse(told.toString())).toMatchObject({ type: "state" });
  socket.terminate();
  // What a player says is heard: this is no word that there is, and answered as such.
  const player = new WebSocket(`wss://127.0.0.1:${server.port}/play`, trust);
  await once(player, "open");
  player.send(Uint8Array.of(0));
  const [code, reason] = (await once(player, "close")) as [number, Buffer];
  expect([code, reason.toString()]).toEqual([CloseCode.refused, "message: not an array"]);
  await server.stop();
});
