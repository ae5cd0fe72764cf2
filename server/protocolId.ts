/** What a build speaks: a hash of everything that both ends must agree on, so that nobody bumps a number by hand. */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packing } from "./build.ts";

const SHARED = fileURLToPath(new URL("../shared", import.meta.url));
const LENGTH = 8;

/** What this build speaks. */
export function protocolId(): string {
  return packing?.protocolId ?? computeProtocolId();
}

/** Eight hex digits over the sources of `shared`, tests left out. Throws when there are none. */
export function computeProtocolId(folder = SHARED): string {
  const hash = createHash("sha256");
  const files = globSync("**/*.ts", { cwd: folder }).filter((file) => !file.endsWith(".test.ts"));
  if (files.length === 0) throw new Error(`there are no sources in ${folder}`);
  for (const file of files.map((name) => name.replaceAll("\\", "/")).sort()) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(folder, file)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, LENGTH);
}
