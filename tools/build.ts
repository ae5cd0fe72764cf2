/** `npm run build`, and what `npm pack` does first: the page and the server of the package, from their sources. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureClient } from "../server/clientBuild.ts";
import { HOME } from "../server/build.ts";

const VITE = join(HOME, "node_modules", "vite", "bin", "vite.js");

await ensureClient(HOME, (line) => process.stderr.write(`${line}\n`));
const { status } = spawnSync(
  process.execPath,
  [VITE, "build", "--ssr", "--logLevel", "warn"],
  // npm pack prints what it packed, and programs read that.
  { cwd: HOME, stdio: ["ignore", 2, 2], env: { ...process.env, NODE_ENV: "production" } },
);
process.exitCode = status ?? 1;
