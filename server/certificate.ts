/**
 * A certificate that the server makes for itself, so that browsers which insist on TLS have it; they warn of it, for nobody
 * else vouches for it. It is kept, or every start would be warned of anew.
 */
import { X509Certificate } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import { generate } from "selfsigned";

/** In PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const FILE = "tls.pem";
/** Key and certificate: for nobody but who runs the server. */
const FILE_MODE = 0o600;
const DAY_MS = 24 * 60 * 60 * 1000;
const LIFETIME_MS = 730 * DAY_MS;
/** With less left it is made anew. */
const LEAST_LEFT_MS = 7 * DAY_MS;

/** That which is kept in `folder`, or a new one, for a server that is called `names`: names and addresses of hosts. */
export async function openCertificate(
  folder: string,
  names: readonly string[],
  nowMs: number,
): Promise<Certificate> {
  const path = join(folder, FILE);
  const kept = readKept(path);
  if (kept !== undefined && expiryMsOf(kept) - nowMs > LEAST_LEFT_MS)
    return { key: kept, cert: kept };
  const pem = await make(names, nowMs);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, pem, { mode: FILE_MODE });
  return { key: pem, cert: pem };
}

function readKept(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return undefined;
  }
}

function expiryMsOf(pem: string): number {
  const [cert] = /-----BEGIN CERTIFICATE-----[^]*/.exec(pem) ?? [""];
  return Date.parse(new X509Certificate(cert).validTo);
}

/** Both in one text. */
async function make(names: readonly string[], nowMs: number): Promise<string> {
  const altNames = names.map((name) =>
    isIP(name) === 0 ? { type: 2 as const, value: name } : { type: 7 as const, ip: name },
  );
  const made = await generate([{ name: "commonName", value: "Carom" }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(nowMs - DAY_MS),
    notAfterDate: new Date(nowMs + LIFETIME_MS),
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames },
    ],
  });
  return `${made.private}\n${made.cert}`;
}
