/**
 * What servers say of themselves in their network, as records of DNS service discovery (RFC 6763): a pointer from the kind of
 * service to the one that there is, its port, and in its text who plays what. Whoever sent a packet may have meant harm.
 */

/** What a server says of itself. */
export interface Advert {
  /** Drawn at the start of the process. */
  id: string;
  name: string;
  port: number;
  isTls: boolean;
  protocolId: string;
  people: number;
  seats: number;
  /** Of its fullest open room; "" when there is none. */
  mode: string;
  map: string;
}

/** A record as it is given to the library, or comes from it. */
export interface DnsRecord {
  name: string;
  type: string;
  ttl?: number | undefined;
  data?: unknown;
}

export const SERVICE = "_carom._tcp.local";
const TTL_SECONDS = 120;
/** A text that a peer sends may have so many parts, and a packet so many services. */
const MOST_PARTS = 16;
const MOST_SERVICES = 8;
const MOST_RECORDS = 64;
/** Of one part of a text (RFC 6763, 6.1), its key and "=" left out. */
const MOST_VALUE_BYTES = 200;
const MOST_LABEL_BYTES = 40;

/** The records that say so, to whoever is on the network of these addresses; `isGone` takes it all back. */
export function recordsOf(advert: Advert, addresses: readonly string[], isGone = false) {
  const ttl = isGone ? 0 : TTL_SECONDS;
  const service = `${labelOf(advert)}.${SERVICE}`;
  const host = `carom-${advert.id}.local`;
  const own = { ttl, class: "IN", flush: true } as const;
  return {
    answers: [
      { name: SERVICE, type: "PTR", class: "IN", ttl, data: service } as const,
      {
        name: service,
        type: "SRV",
        ...own,
        data: { port: advert.port, target: host, weight: 0, priority: 0 },
      } as const,
      { name: service, type: "TXT", ...own, data: textOf(advert) } as const,
      ...addresses.map((data) => ({ name: host, type: "A", ...own, data }) as const),
    ],
  };
}

/** Whether somebody asks for what `recordsOf` tells. */
export function isAskedFor(questions: readonly { name: string; type: string }[]): boolean {
  return questions.some(
    ({ name, type }) => isSame(name, SERVICE) && (type === "PTR" || type === "ANY"),
  );
}

/** The servers that records speak of, as far as what they say makes sense; of those that are gone only the port is to be believed. */
export function readAdverts(records: readonly DnsRecord[]): { advert: Advert; isGone: boolean }[] {
  const all = records.slice(0, MOST_RECORDS);
  const pointers = all.filter(({ name, type }) => type === "PTR" && isSame(name, SERVICE));
  return pointers.slice(0, MOST_SERVICES).flatMap(({ data, ttl }) => {
    const of = (kind: string) =>
      all.find(({ name, type }) => type === kind && typeof data === "string" && isSame(name, data));
    const advert = readAdvert(of("SRV")?.data, of("TXT")?.data);
    return advert === undefined ? [] : [{ advert, isGone: ttl === 0 }];
  });
}

function readAdvert(service: unknown, text: unknown): Advert | undefined {
  const { port } = (service ?? {}) as { port?: unknown };
  const parts = readText(text);
  const people = countOf(parts.get("people"));
  const seats = countOf(parts.get("seats"));
  const id = parts.get("id") ?? "";
  const mode = parts.get("mode") ?? "";
  const isSound =
    typeof port === "number" &&
    port > 0 &&
    port <= 0xffff &&
    /^[0-9a-f]{16}$/.test(id) &&
    /^[a-z]{0,16}$/.test(mode);
  if (!isSound || people === undefined || seats === undefined) return undefined;
  return {
    id,
    name: parts.get("name") ?? "",
    port,
    isTls: parts.get("tls") === "1",
    protocolId: parts.get("protocol") ?? "",
    people,
    seats,
    mode,
    map: parts.get("map") ?? "",
  };
}

function textOf({ id, name, isTls, protocolId, people, seats, mode, map }: Advert): string[] {
  const parts = { id, name, protocol: protocolId, people, seats, mode, map, tls: Number(isTls) };
  return Object.entries(parts).map(([key, value]) => `${key}=${cut(`${value}`, MOST_VALUE_BYTES)}`);
}

function readText(data: unknown): Map<string, string> {
  const parts: unknown[] = Array.isArray(data) ? data.slice(0, MOST_PARTS) : [];
  const pairs = parts.filter(Buffer.isBuffer).map((bytes): [string, string] => {
    const text = bytes.toString();
    const at = text.indexOf("=");
    return [text.slice(0, at), text.slice(at + 1)];
  });
  return new Map(pairs);
}

function countOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}

/** For people who look through their network; no two of the same name are the same. */
function labelOf({ name, id }: Advert): string {
  const plain = cut(name.replaceAll(".", " ").trim(), MOST_LABEL_BYTES);
  return `${plain} ${id.slice(0, 4)}`.trim();
}

/** The longest beginning that has no more bytes, in whole characters. */
function cut(text: string, mostBytes: number): string {
  let beginning = "";
  for (const character of text) {
    if (Buffer.byteLength(beginning + character) > mostBytes) break;
    beginning += character;
  }
  return beginning;
}

function isSame(name: string, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase();
}
