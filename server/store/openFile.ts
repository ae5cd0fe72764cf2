/** Where records are, and the store that keeps them there. */
import { join } from "node:path";
import { hireDesk } from "./remoteDesk.ts";
import { openStore, type Store, type StoreOptions } from "./store.ts";

const FILE_NAME = "carom.db";

export function recordsPath(folder: string): string {
  return join(folder, FILE_NAME);
}

/** The store of the records in `folder`, which another thread reads and writes. */
export function openStoreIn(
  folder: string,
  { nowMs, log }: Pick<StoreOptions, "nowMs" | "log">,
): Promise<Store> {
  const path = recordsPath(folder);
  return openStore({ path, desk: hireDesk(path), nowMs, log });
}
