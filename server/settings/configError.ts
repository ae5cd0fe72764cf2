/** A setting that cannot be used. The message is a whole sentence that says what can. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** Settings that cannot be used together; `flags` are what they are called. */
export class ConfigClash extends ConfigError {
  readonly flags: readonly string[];

  constructor(flags: readonly string[], message: string) {
    super(message);
    this.flags = flags;
  }
}
