/** The console on the server's own terminal: whoever sits there may do everything. */
import { createInterface } from "node:readline";
import type { AdminDesk } from "./desk.ts";
import type { Operator } from "./rights.ts";

const HOST: Operator = { level: "operate", label: "terminal", address: "here" };

/**
 * Reads commands, a line each, and writes what came of them. The terminal itself edits the line, so that what the log writes
 * meanwhile does not garble more than the screen. Returns how to end it.
 */
export function openTerminal(
  input: NodeJS.ReadableStream,
  output: { write(text: string): unknown },
  desk: AdminDesk,
): () => void {
  const lines = createInterface({ input, terminal: false });
  lines.on("line", (line) => {
    const { text } = desk.run(line, HOST);
    if (text !== "") output.write(`${text}\n`);
  });
  return () => lines.close();
}
