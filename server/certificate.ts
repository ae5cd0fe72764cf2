/**
 * A certificate that the server makes for itself, so that browsers which insist on TLS have it; they warn of it, for nobody
 * else vouches for it. It is kept, or every start would be warned of anew.
 */
import { X509Certificate } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import { generate } from "selfsigned";
import { readPlainFile } from "./settings/plainFile.ts";

/** In PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** What is kept cannot be used, or nothing can be kept; the message names the file. */
export class CertificateError extends Error {
  override name = "CertificateError";
}

/** A thousand times what is written here. */
const MOST_BYTES = 2 ** 20;
const FILE = "tls.pem";
/** Key and certificate: for nobody but who runs the server. */
const FILE_MODE = 0o600;
const DAY_MS = 24 * 60 * 60 * 1000;
const LIFETIME_MS = 730 * DAY_MS;
/** With less left it is made anew. */
const LEAST_LEFT_MS = 7 * DAY_MS;

/**
 * That which is kept in `folder`, or a new one, for a server that is called `names`: names and addresses of hosts. Throws
 * CertificateError where something else is kept there, for whoever put it there means it, and where nothing can be.
 */
export async function openCertificate(
  folder: string,
  names: readonly string[],
  nowMs: number,
): Promise<Certificate> {
  const path = join(folder, FILE);
  const kept = readKept(path);
  if (kept !== undefined && expiryMsOf(path, kept) - nowMs > LEAST_LEFT_MS)
    return { key: kept, cert: kept };
  const pem = await make(names, nowMs);
  write(folder, path, pem);
  return { key: pem, cert: pem };
}

function write(folder: string, path: string, pem: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, pem, { mode: FILE_MODE });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CertificateError(
      `The key and certificate in ${path} cannot be written (${code}). Give the server the right to write there, or name another folder: --data.`,
      { cause: error },
    );
  }
}

function readKept(path: string): string | undefined {
  try {
    return readPlainFile(path, MOST_BYTES);
  } catch (error) {
    const { cause } = error as { cause?: NodeJS.ErrnoException };
    if (cause?.code === "ENOENT") return undefined;
    throw unusable(path, error);
  }
}

/** Until when it may be used. */
function expiryMsOf(path: string, pem: string): number {
  try {
    const [text] = /-----BEGIN CERTIFICATE-----[^]*/.exec(pem) ?? [""];
    const cert = new X509Certificate(text);
    if (!cert.verify(cert.publicKey)) throw new Error("it is not signed by itself");
    createSecureContext({ key: pem, cert: pem });
    return Date.parse(cert.validTo);
  } catch (error) {
    throw unusable(path, error);
  }
}

function unusable(path: string, cause: unknown): CertificateError {
  const why = (cause as Error).message;
  return new CertificateError(
    `The key and certificate in ${path} cannot be used (${why}). Move the file away, and the next start makes new ones.`,
    { cause },
  );
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
