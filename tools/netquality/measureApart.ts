/** A chapter of a measurement, from a process that does nothing else. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ChapterTerms } from "./chapterProcess.ts";
import type { Chapter } from "./page.ts";

const ENTRY = fileURLToPath(new URL("chapterProcess.ts", import.meta.url));

/** Throws when the process ends without it; why, it has said on standard error. */
export async function measureApart(terms: ChapterTerms): Promise<Chapter> {
  const child = fork(ENTRY, { serialization: "advanced" });
  const ended = once(child, "exit");
  const failed = ended.then(([code]) => {
    throw new Error(`the measurement over ${terms.profile} ended with ${code}`);
  });
  child.send(terms);
  const [chapter] = (await Promise.race([once(child, "message"), failed])) as [Chapter];
  await ended;
  return chapter;
}
