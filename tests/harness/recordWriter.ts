/** A process that writes results into the records in a folder, batch after batch, and tells of each that is written, until it is ended. */
import { FileDesk } from "../../server/store/desk.ts";
import { recordsPath } from "../../server/store/openFile.ts";
import { resultEntry } from "../../server/store/testRows.ts";

const BATCH = 16;

const desk = new FileDesk(recordsPath(process.argv[2]!));
desk.open();
for (let match = 0; ; match++) {
  const id = `${process.pid}-${match}`;
  desk.write(Array.from({ length: BATCH }, (_, number) => resultEntry("a", { number }, { id })));
  process.send!((match + 1) * BATCH);
}
