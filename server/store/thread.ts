/** The thread in which records wait for the disk, so that no tick does. Its other end is remoteDesk.ts. */
import { parentPort, workerData } from "node:worker_threads";
import { FileDesk } from "./desk.ts";
import { faultOf } from "./fault.ts";
import type { Answer, Question } from "./remoteDesk.ts";

const port = parentPort!;
const desk = new FileDesk(workerData as string);

port.on("message", ({ id, name, args }: Question) => {
  port.postMessage({ id, ...answer(name, args) } satisfies Answer);
});

function answer(name: Question["name"], args: Question["args"]) {
  try {
    return { value: Reflect.apply(desk[name], desk, args) as unknown };
  } catch (error) {
    const { kind, message } = faultOf(error);
    return { fault: { kind, message } };
  }
}
