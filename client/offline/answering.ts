/** Who answers a request of the page: the server first and then what was kept, what was kept, or the server alone. */

/** "page": server first. "file": kept first, since its name tells its contents. "server": not ours to answer. */
export type Answering = "page" | "file" | "server";

/** The page is one for all of these addresses: the server knows them in transport/site.ts. */
const PAGE_PATH = /^\/(index\.html|r\/[A-Za-z0-9]{4,8}\/?)?$/;

export function answeringOf(
  { method, mode, url }: Pick<Request, "method" | "mode" | "url">,
  origin: string,
  files: ReadonlySet<string>,
): Answering {
  const { origin: asked, pathname } = new URL(url);
  if (method !== "GET" || asked !== origin) return "server";
  if (mode === "navigate") return PAGE_PATH.test(pathname) ? "page" : "server";
  return files.has(pathname) ? "file" : "server";
}
