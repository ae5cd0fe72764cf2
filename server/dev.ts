/** The page straight from its sources, for development: Vite in the same process and on the same port as the game. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { createServer } from "vite";

/** Vite tells the page over this port what has changed. */
const RELOAD_PORT = 24_678;

export async function openDevPages(root: string) {
  const vite = await createServer({
    configFile: join(root, "vite.config.ts"),
    // Bundling it first would write a file, which whoever watches this process takes for a change.
    configLoader: "native",
    server: { middlewareMode: true, hmr: { port: RELOAD_PORT } },
    appType: "spa",
  });
  return {
    serve: (request: IncomingMessage, response: ServerResponse) =>
      vite.middlewares(request, response),
    close: () => vite.close(),
  };
}
