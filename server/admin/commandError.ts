/** A command that cannot be carried out. The message is a whole sentence for whoever typed it. */
export class CommandError extends Error {
  override name = "CommandError";
}
