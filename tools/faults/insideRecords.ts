/** In the thread of the records: each write meets with the trouble that was ordered last. */
import { BroadcastChannel } from "node:worker_threads";
import { Records } from "../../server/store/records.ts";
import { RECORDS_CHANNEL, type Trouble } from "./orders.ts";

const standing = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
let trouble: Trouble = { slowMs: 0, errorCode: 0 };

const channel = new BroadcastChannel(RECORDS_CHANNEL);
channel.unref();
channel.onmessage = (event: unknown) => {
  const { data } = event as { data: Trouble | "end" };
  if (data === "end") throw new Error("planted: the thread of the records ends");
  trouble = data;
};

const write = Reflect.get(Records.prototype, "write") as Records["write"];
Records.prototype.write = function meetTrouble(entries): void {
  const { slowMs, errorCode } = trouble;
  if (slowMs > 0) Atomics.wait(standing, 0, 0, slowMs);
  if (errorCode > 0)
    throw Object.assign(new Error("planted: an error of the disk"), { errcode: errorCode });
  Reflect.apply(write, this, [entries]);
};
