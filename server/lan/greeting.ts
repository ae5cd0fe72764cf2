/** What the terminal shows when the server is up: where to play, for oneself and for the others in the room. */
import { renderUnicodeCompact } from "uqr";

/** Where a server listens. */
export interface Place {
  port: number;
  /** The address that was asked for; "" for all. */
  host: string;
  isTls: boolean;
  lanAddresses: readonly string[];
}

export interface Greeting extends Place {
  hasQr: boolean;
}

/** Of a computer full of containers not all. */
const MOST_ADDRESSES = 6;
const WHITE_ON_BLACK = "\x1b[97;40m";
const PLAIN = "\x1b[0m";
const EVERYWHERE = new Set(["", "0.0.0.0", "::"]);

/** The greeting, as lines. */
export function greet(greeting: Greeting): string {
  const { host, hasQr } = greeting;
  if (!isEverywhere(host)) return greetAt(greeting);
  const urls = listNetworkUrls(greeting);
  const local = `  On this computer    ${urlOf("localhost", greeting)}`;
  const notes = greeting.isTls ? TLS_NOTE : [];
  if (urls[0] === undefined) {
    return frame([
      local,
      "  In this network     nobody: this computer is connected to none",
      ...notes,
    ]);
  }
  const qr = hasQr ? ["", "  On a phone, scan:", "", drawQr(urls[0]), ""] : [];
  const others = urls.map(
    (url, i) => `  ${i === 0 ? "In this network " : "            or  "}    ${url}`,
  );
  return frame([local, ...others, ...notes, ...qr]);
}

/** Where to play, this computer first. */
export function listUrls(place: Place): string[] {
  const network = listNetworkUrls(place);
  return isEverywhere(place.host) ? [urlOf("localhost", place), ...network] : network;
}

/** Where others in the network play, the likeliest first. */
export function listNetworkUrls(place: Place): string[] {
  if (!isEverywhere(place.host)) return [urlAt(place)];
  return place.lanAddresses.slice(0, MOST_ADDRESSES).map((address) => urlOf(address, place));
}

/** Whether who listens there listens on all addresses. */
export function isEverywhere(host: string): boolean {
  return EVERYWHERE.has(host);
}

/** Whether only this computer itself gets there. */
export function isLoopbackName(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

function greetAt(place: Place): string {
  return frame([
    `  Play at             ${urlAt(place)}`,
    ...(isLoopbackName(place.host)
      ? ["  Only this computer reaches it; leave out --host to let others in."]
      : []),
    ...(place.isTls ? TLS_NOTE : []),
  ]);
}

function frame(lines: readonly string[]): string {
  return ["", "Carom is running.", "", ...lines, "", "  Ctrl+C stops it.", ""].join("\n");
}

function urlAt(place: Place): string {
  const { host } = place;
  return urlOf(host.includes(":") ? `[${host}]` : host, place);
}

function urlOf(address: string, { port, isTls }: Place): string {
  const usual = isTls ? 443 : 80;
  return `http${isTls ? "s" : ""}://${address}${port === usual ? "" : `:${port}`}/`;
}

/** In its own black and white, whatever the terminal's colours: a scanner may not read it the other way round. */
function drawQr(url: string): string {
  const lines = renderUnicodeCompact(url, { border: 2 }).trimEnd().split("\n");
  return lines.map((line) => `  ${WHITE_ON_BLACK}${line}${PLAIN}`).join("\n");
}

const TLS_NOTE = [
  "",
  "  The certificate is one that this server made for itself: the first time each browser says that the",
  '  connection is not private. "Advanced", then "Proceed" or "Accept the risk", leads on.',
];
