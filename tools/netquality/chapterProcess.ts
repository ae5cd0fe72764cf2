/**
 * One network, measured in a process of its own, so that no run has in its memory what the ones before it left. Started by
 * `measureApart`, which says which; tells its chapter and ends.
 */
import { GAMES } from "./games.ts";
import { describeNoise, judge } from "./judge.ts";
import { measureRun } from "./measureRun.ts";
import type { Chapter } from "./page.ts";
import { PROFILES } from "./profiles.ts";
import { listTimelines } from "./timelines.ts";

/** What is measured, told as names so that it can be sent. */
export interface ChapterTerms {
  readonly profile: string;
  readonly mode: string;
  readonly bots: number;
  readonly seconds: number;
  readonly seed: number;
}

process.once("message", (terms: ChapterTerms) => void answer(terms));
process.on("disconnect", () => process.exit());

async function answer({ profile, mode, ...others }: ChapterTerms): Promise<void> {
  const run = await measureRun({
    profile: PROFILES.find(({ name }) => name === profile)!,
    game: GAMES.find((game) => game.mode === mode)!,
    tell: console.error,
    ...others,
  });
  const noise = describeNoise(run);
  if (noise !== undefined) console.error(noise);
  const { title } = run.profile;
  const chapter = { title, rows: judge(run), timelines: listTimelines(run) };
  process.send!(chapter satisfies Chapter, () => process.exit());
}
