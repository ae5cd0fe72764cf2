/**
 * Reads the settings once more while the server runs, at SIGHUP or when an operator says so: what can be used is used from
 * now on, and where something cannot, everything stays as it was.
 */
import type { Log } from "./log.ts";
import { MapError } from "./maps.ts";
import { ConfigError } from "./settings/configError.ts";
import type { Config } from "./settings/options.ts";
import { mergeSettings } from "./settings/reload.ts";

export interface ReloaderOptions {
  /** What the server was started with. */
  config: Config;
  /** Reads all settings anew. Throws ConfigError. */
  read(): Config;
  /** Puts them in force. Throws ConfigError or MapError, and then has changed nothing. */
  apply(config: Config): void;
  log: Log;
}

export class Reloader {
  readonly #options: ReloaderOptions;
  #config: Config;

  constructor(options: ReloaderOptions) {
    this.#options = options;
    this.#config = options.config;
  }

  /** Reads and applies; gives what has come of it, in a sentence that is in the log as well. */
  reload(): string {
    const { log } = this.#options;
    try {
      return this.#takeOver();
    } catch (error) {
      if (!(error instanceof ConfigError || error instanceof MapError)) throw error;
      const text = `The settings stay as they were: ${error.message}`;
      log.error({}, text);
      return text;
    }
  }

  #takeOver(): string {
    const { read, apply, log } = this.#options;
    const { config, changed, waiting } = mergeSettings(this.#config, read());
    // Also when nothing has changed: maps may have, in their files.
    apply(config);
    this.#config = config;
    const what = changed.length > 0 ? changed.join(", ") : "nothing has changed";
    const text = `The settings were read again: ${what}.`;
    log.info({}, text);
    if (waiting.length === 0) return text;
    const late = `${waiting.join(", ")} will change when the server is started anew.`;
    log.warn({}, late);
    return `${text} ${late}`;
  }
}
