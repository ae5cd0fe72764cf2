/** What this build is: run from its sources, or packed so that it needs none (vite.config.ts). */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

interface Packing {
  readonly version: string;
  readonly protocolId: string;
}

declare const __PACKED__: Packing | undefined;

/** Undefined where the sources run. */
export const packing: Packing | undefined =
  typeof __PACKED__ === "undefined" ? undefined : __PACKED__;

/** The folder in which the program's parts are: assets, and the built page below dist. */
export const HOME = fileURLToPath(new URL(packing === undefined ? ".." : "../..", import.meta.url));

/** The folder for what a server keeps, unless another is named: beside the sources, or where the package is run. */
export const DATA_FOLDER = packing === undefined ? join(HOME, "data") : resolve("data");

/** What people type before the options. */
export const COMMAND = packing === undefined ? "npm start --" : "carom";

/** The same where what is printed goes into a file: unless it is silent, npm prints first what it runs. */
export const SILENT_COMMAND = packing === undefined ? "npm start -s --" : "carom";
