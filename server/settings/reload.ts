/** What a server that runs makes of settings that have changed. */
import { checkConfig } from "./config.ts";
import { OPTION_ROWS, type Config } from "./options.ts";

/** Settings are named by their flags. */
export interface Reload {
  /** What is to be done from now on. */
  readonly config: Config;
  /** Now in force. */
  readonly changed: readonly string[];
  /** Set anew, and in force only when the server is started anew. */
  readonly waiting: readonly string[];
}

/** Takes over of `next` what may change while a server runs on `running`. Throws ConfigError where that does not go together. */
export function mergeSettings(running: Config, next: Config): Reload {
  const differing = OPTION_ROWS.filter(
    ([key]) => JSON.stringify(running[key]) !== JSON.stringify(next[key]),
  );
  const isReloadable = ([, option]: (typeof OPTION_ROWS)[number]) => option.isReloadable === true;
  const changed = differing.filter(isReloadable);
  const config = { ...running, ...Object.fromEntries(changed.map(([key]) => [key, next[key]])) };
  checkConfig(config);
  return {
    config,
    changed: changed.map(([, { flag }]) => flag),
    waiting: differing.filter((row) => !isReloadable(row)).map(([, { flag }]) => flag),
  };
}
