/** A setting that cannot be used. The message is a whole sentence that says what can. */
export class ConfigError extends Error {
  override name = "ConfigError";
}
