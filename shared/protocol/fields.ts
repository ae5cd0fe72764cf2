/** Reads the fields of an unpacked message, one by one, as what they must be; anything else is a named refusal. */

/** Thrown by the readers below and caught by the codec: what is wrong with a peer's message. */
export class Refusal extends Error {
  override name = "Refusal";
}

/** The fields of one array, in order. */
export class FieldReader {
  readonly #values: readonly unknown[];
  readonly #what: string;
  #next = 0;

  constructor(value: unknown, what: string) {
    if (!Array.isArray(value)) throw new Refusal(`${what}: not an array`);
    this.#values = value;
    this.#what = what;
  }

  /** A whole number in least..most. */
  int(name: string, least: number, most: number): number {
    const value = this.#values[this.#next++];
    if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) {
      throw this.#refusal(name, `not a whole number ${least}..${most}`);
    }
    return value;
  }

  bool(name: string): boolean {
    const value = this.#values[this.#next++];
    if (typeof value !== "boolean") throw this.#refusal(name, "not a boolean");
    return value;
  }

  /** Well-formed Unicode of at most `most` UTF-16 units. */
  string(name: string, most: number): string {
    const value = this.#values[this.#next++];
    if (typeof value !== "string") throw this.#refusal(name, "not a string");
    if (value.length > most) throw this.#refusal(name, `longer than ${most}`);
    // The decoder puts U+FFFD where the UTF-8 was broken; nobody types that one.
    if (!value.isWellFormed() || value.includes("\ufffd"))
      throw this.#refusal(name, "not well-formed text");
    return value;
  }

  bin(name: string): Uint8Array {
    const value = this.#values[this.#next++];
    if (!(value instanceof Uint8Array)) throw this.#refusal(name, "not bytes");
    return value;
  }

  /** A list of at most `most`, each made by `read` from its own fields. */
  list<T>(name: string, most: number, read: (fields: FieldReader) => T): T[] {
    const value = this.#values[this.#next++];
    if (!Array.isArray(value)) throw this.#refusal(name, "not a list");
    if (value.length > most) throw this.#refusal(name, `more than ${most}`);
    return value.map((item) => {
      const fields = new FieldReader(item, `${this.#what}.${name}`);
      const made = read(fields);
      fields.end();
      return made;
    });
  }

  /** Refuses fields that nobody asked for. */
  end(): void {
    if (this.#next !== this.#values.length)
      throw new Refusal(`${this.#what}: ${this.#values.length} fields`);
  }

  #refusal(name: string, why: string): Refusal {
    return new Refusal(`${this.#what}.${name}: ${why}`);
  }
}
