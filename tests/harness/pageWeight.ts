/** What a visitor downloads before a match, as the server sends it at worst: markup, code and styles, gzipped. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Without maps, sounds and fonts. */
export const PAGE_WEIGHT_BUDGET_BYTES = 400_000;

/** The weight of the page built into `folder`. */
export function weighPage(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(js|css|html)$/.test(file))
    .reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
}
