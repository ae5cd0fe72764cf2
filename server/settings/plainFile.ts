/**
 * Text of a file that somebody named. Of what is no file, such as a pipe that nobody writes to, or is far longer than what it
 * should be, nothing is read: the server would stand still, or have no memory left.
 */
import { readFileSync, statSync } from "node:fs";

const MB = 2 ** 20;

/** Why there is no text. The message goes on from the name of the file: "cannot be read (ENOENT)". */
export class FileFault extends Error {
  override name = "FileFault";
}

/** The text in it. Throws FileFault. */
export function readPlainFile(path: string, mostBytes: number): string {
  try {
    const stats = statSync(path);
    if (!stats.isFile() && !stats.isDirectory()) throw new FileFault("is not a file");
    if (stats.isFile() && stats.size > mostBytes)
      throw new FileFault(`is longer than ${mostBytes / MB} MB`);
    return textOf(readFileSync(path));
  } catch (error) {
    if (error instanceof FileFault) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new FileFault(`cannot be read (${code})`, { cause: error });
  }
}

/** In UTF-8, or in the UTF-16 that PowerShell writes; the mark by which that is known is none of the text. */
function textOf(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}
