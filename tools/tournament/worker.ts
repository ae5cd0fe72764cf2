/** A thread that plays its portion of a series. */
import { parentPort, workerData } from "node:worker_threads";
import { loadMaps } from "../../server/maps.ts";
import { playSeries, type Portion } from "./field.ts";

const { plan, step, rest } = workerData as Portion;
const map = loadMaps(plan.folder).find(({ name }) => name === plan.map)!;
parentPort!.postMessage(playSeries(plan, map, { step, rest }, () => performance.now()));
