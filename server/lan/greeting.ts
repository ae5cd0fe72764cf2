/** What the terminal shows when the server is up: where to play, for oneself and for the others in the room. */
import { renderUnicodeCompact } from "uqr";

export interface Greeting {
  port: number;
  /** The address that was asked for; "" for all. */
  host: string;
  lanAddresses: readonly string[];
  hasQr: boolean;
}

const MOST_ADDRESSES = 4;
const WHITE_ON_BLACK = "\x1b[97;40m";
const PLAIN = "\x1b[0m";
const EVERYWHERE = new Set(["", "0.0.0.0", "::"]);

/** The greeting, as lines. */
export function greet({ port, host, lanAddresses, hasQr }: Greeting): string {
  if (!EVERYWHERE.has(host)) return greetAt(port, host);
  const urls = lanAddresses.slice(0, MOST_ADDRESSES).map((address) => urlOf(address, port));
  const local = `  On this computer    ${urlOf("localhost", port)}`;
  if (urls[0] === undefined) {
    return frame([local, "  In this network     nobody: this computer is connected to none"]);
  }
  const qr = hasQr ? ["", "  On a phone, scan:", "", drawQr(urls[0]), ""] : [];
  const others = urls.map(
    (url, i) => `  ${i === 0 ? "In this network " : "            or  "}    ${url}`,
  );
  return frame([local, ...others, ...qr]);
}

/** Where to play, this computer first. */
export function listUrls({ port, host, lanAddresses }: Omit<Greeting, "hasQr">): string[] {
  if (!EVERYWHERE.has(host)) return [urlAt(host, port)];
  return ["localhost", ...lanAddresses].map((address) => urlOf(address, port));
}

function greetAt(port: number, host: string): string {
  const isLocal = host === "localhost" || host === "::1" || host.startsWith("127.");
  return frame([
    `  Play at             ${urlAt(host, port)}`,
    ...(isLocal ? ["  Only this computer reaches it; leave out --host to let others in."] : []),
  ]);
}

function frame(lines: readonly string[]): string {
  return ["", "Carom is running.", "", ...lines, "", "  Ctrl+C stops it.", ""].join("\n");
}

function urlAt(host: string, port: number): string {
  return urlOf(host.includes(":") ? `[${host}]` : host, port);
}

function urlOf(address: string, port: number): string {
  return `http://${address}${port === 80 ? "" : `:${port}`}/`;
}

/** In its own black and white, whatever the terminal's colours: a scanner may not read it the other way round. */
function drawQr(url: string): string {
  const lines = renderUnicodeCompact(url, { border: 2 }).trimEnd().split("\n");
  return lines.map((line) => `  ${WHITE_ON_BLACK}${line}${PLAIN}`).join("\n");
}
