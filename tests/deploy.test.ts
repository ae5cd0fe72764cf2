/** The service file and the container file say what docs/operating.md promises. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConfig } from "../server/settings/config.ts";

function linesOf(name: string): string[] {
  const text = readFileSync(new URL(`../tools/deploy/${name}`, import.meta.url), "utf8");
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

test("the service is no special user, writes to its data folder alone, and has time to let matches end", () => {
  const unit = linesOf("carom.service");
  for (const line of ["DynamicUser=yes", "ProtectSystem=strict", "StateDirectory=carom"])
    expect(unit).toContain(line);
  expect(unit.filter((line) => line.startsWith("ReadWritePaths="))).toEqual([]);
  const patience = unit.find((line) => line.startsWith("TimeoutStopSec="))!.split("=")[1];
  expect(Number(patience)).toBeGreaterThan(readConfig([], {}).drainSeconds + 10);
});

test("the container runs as no special user and keeps its data in a volume", () => {
  const lines = linesOf("Containerfile");
  const last = (word: string) => lines.findLast((line) => line.startsWith(word));
  expect(lines.indexOf("USER node")).toBeGreaterThan(
    lines.findLastIndex((l) => l.startsWith("RUN ")),
  );
  expect(last("VOLUME")).toBe("VOLUME /data");
  expect([last("ENTRYPOINT"), last("CMD")]).toEqual(['ENTRYPOINT ["carom"]', 'CMD ["serve"]']);
});
