/** What is built for players holds nothing that is for developers alone. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { de } from "../client/ui/words/de.ts";
import { ensureClient } from "../server/clientBuild.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const BUILD_TIMEOUT_MS = 120_000;

test(
  "the simulated network is not in it, and the net graph is",
  async () => {
    const folder = await ensureClient(ROOT, () => undefined);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const built = files.filter((file) => /\.(js|css|html)$/.test(file));
    const text = built.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
    const traces = ["net.latency", "net.stall", "network-panel", "Simulated network"];
    // A whole bundle is no message to read.
    expect(text.includes("net-legend")).toBe(true);
    expect(traces.filter((trace) => text.includes(trace))).toEqual([]);
  },
  BUILD_TIMEOUT_MS,
);

test(
  "languages are files of their own, which only those fetch who read them",
  async () => {
    const folder = join(await ensureClient(ROOT, () => undefined), "assets");
    const speakers = readdirSync(folder).filter((file) =>
      readFileSync(join(folder, file), "utf8").includes(de.connection.reconnecting),
    );
    expect(speakers).toEqual([expect.stringMatching(/^de-.*\.js$/)]);
  },
  BUILD_TIMEOUT_MS,
);
