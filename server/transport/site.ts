/**
 * The built page, read once at start: path -> bytes, ready compressed. A request's path is only a key of that map, so
 * there is no file system for `..` to climb in.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { textReply, type Reply } from "./reply.ts";
import { pathOf } from "./upgrade.ts";

type Encoding = "br" | "gzip" | "identity";

interface Asset {
  readonly type: string;
  readonly cacheControl: string;
  readonly hash: string;
  /** In the order in which they are offered: the smallest first. */
  readonly bodies: ReadonlyMap<Encoding, Buffer>;
}

export type Site = ReadonlyMap<string, Asset>;

const INDEX = "/index.html";
/** Addresses of rooms: the page is the same, it reads the code itself. */
const ROOM_PATH = /^\/r\/[A-Za-z0-9]{4,8}\/?$/;
/** The page for operators. */
const ADMIN = "/admin.html";
const ADMIN_PATH = /^\/admin\/?$/;
/** Vite names what it puts here by its contents. */
const HASHED = /^\/assets\//;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".ico": "image/x-icon",
  ".png": "image/png",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".m4a": "audio/mp4",
  ".webm": "video/webm",
};
const COMPRESSIBLE = new Set([
  ".html",
  ".js",
  ".css",
  ".json",
  ".webmanifest",
  ".svg",
  ".txt",
  ".wasm",
]);
/** Nearly as small as the best, at a tenth of the time: the server starts with this. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
const GZIP = { level: 9 };
/** Stands in client/index.html for where the page is. */
const ORIGIN_MARK = "%ORIGIN%";
const HOST = /^[A-Za-z0-9.:[\]-]{1,255}$/;

/** Reads every file below `folder`; names that begin with a dot, and links, are left out. */
export async function loadSite(folder: string): Promise<Site> {
  const paths = await listFiles(folder, "");
  const rows = await Promise.all(
    paths.map(async (path) => [path, await loadAsset(folder, path)] as const),
  );
  return new Map(rows);
}

/** What `site` answers to a GET or HEAD request. */
export function answerFrom(site: Site, request: IncomingMessage): Reply {
  const path = pathOf(request.url);
  const isAdmin = ADMIN_PATH.test(path);
  const isPage = path === "/" || path === INDEX || ROOM_PATH.test(path);
  const asset = site.get(isPage ? INDEX : isAdmin ? ADMIN : path);
  if (!asset) return textReply(404, "There is nothing at this address. The game is at /.");
  const { headers } = request;
  const [encoding, body] = isPage
    ? pageFor(request, asset)
    : chooseBody(asset, headers["accept-encoding"]);
  const etag = `"${asset.hash}-${encoding}"`;
  const replyHeaders = {
    "Content-Type": asset.type,
    "Cache-Control": asset.cacheControl,
    Vary: "Accept-Encoding",
    ...(isPage ? {} : { ETag: etag }),
    ...(encoding === "identity" ? {} : { "Content-Encoding": encoding }),
  };
  const isKnown = headers["if-none-match"]?.split(/\s*,\s*/).includes(etag) === true;
  return isKnown
    ? { status: 304, headers: replyHeaders, body: "" }
    : { status: 200, headers: replyHeaders, body };
}

/**
 * The page names its own origin, for programs that show previews of links. It goes out as it is: to pack its 3 kB for each
 * who asks would take longer than a tick may, and whoever asks a lot would stop the rooms.
 */
function pageFor(request: IncomingMessage, page: Asset): [Encoding, Buffer] {
  const text = page.bodies.get("identity")!.toString();
  return ["identity", Buffer.from(text.replaceAll(ORIGIN_MARK, originOf(request)))];
}

/** As the peer, or the proxy in front, says; "" when that is nothing that may stand in a page. */
function originOf({ headers, socket }: IncomingMessage): string {
  const host = headers.host ?? "";
  const isSecure = "encrypted" in socket || headers["x-forwarded-proto"] === "https";
  return HOST.test(host) ? `${isSecure ? "https" : "http"}://${host}` : "";
}

async function listFiles(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const lists = entries
    .filter(({ name }) => !name.startsWith("."))
    .map(async (entry) => {
      const path = `${below}/${entry.name}`;
      if (entry.isDirectory()) return listFiles(folder, path);
      return entry.isFile() ? [path] : [];
    });
  return (await Promise.all(lists)).flat();
}

async function loadAsset(folder: string, path: string): Promise<Asset> {
  const plain = await readFile(join(folder, path));
  const extension = extname(path);
  return {
    type: TYPES[extension] ?? "application/octet-stream",
    cacheControl: cacheControlOf(path),
    hash: createHash("sha256").update(plain).digest("base64url").slice(0, 16),
    bodies: await compress(plain, COMPRESSIBLE.has(extension)),
  };
}

function cacheControlOf(path: string): string {
  if (path === INDEX) return "no-store";
  return HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache";
}

async function compress(plain: Buffer, isCompressible: boolean): Promise<Map<Encoding, Buffer>> {
  const bodies = new Map<Encoding, Buffer>();
  if (isCompressible) {
    bodies.set("br", await promisify(brotliCompress)(plain, BROTLI));
    bodies.set("gzip", await promisify(gzip)(plain, GZIP));
  }
  return bodies.set("identity", plain);
}

function chooseBody({ bodies }: Asset, accepted = ""): [Encoding, Buffer] {
  const offers = accepted
    .toLowerCase()
    .split(",")
    .map((offer) => offer.trim());
  for (const [encoding, body] of bodies) {
    const isAccepted = offers.some((offer) => isOffer(offer, encoding));
    if (encoding === "identity" || isAccepted) return [encoding, body];
  }
  throw new Error("every asset has its plain body");
}

function isOffer(offer: string, encoding: Encoding): boolean {
  const [name, ...parameters] = offer.split(";").map((part) => part.trim());
  return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
}
