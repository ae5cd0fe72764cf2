/**
 * Loaded into a server before it starts (`node --import`), in each of its threads: what faults need inside of it, so that
 * nothing of the kind is in the server itself.
 */
import { isMainThread } from "node:worker_threads";

await (isMainThread ? import("./insideServer.ts") : import("./insideRecords.ts"));
