/** `carom db`: looks after the records, beside a server that runs or without one. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { COMMAND, DATA_FOLDER } from "../build.ts";
import { EXIT_FAULT, EXIT_USAGE, readCommandLine } from "../cli.ts";
import { readDatabase, versionOf } from "../store/database.ts";
import { faultOf } from "../store/fault.ts";
import { recordsPath } from "../store/openFile.ts";
import { Records } from "../store/records.ts";

const MOST_FAULTS_TOLD = 20;

/** What a command says, and the code that it ends with. */
export interface Outcome {
  readonly lines: readonly string[];
  readonly code: number;
}

/** Runs one of the commands below, and prints what comes of it. */
export function db(args: readonly string[]): void {
  const { lines, code } = runDb(args);
  const print = code === 0 ? console.log : console.error;
  print(lines.join("\n"));
  process.exitCode = code;
}

/** `db check` and `db backup`, without a process around them. */
export function runDb(args: readonly string[]): Outcome {
  const [word, ...rest] = args;
  if (word === "check") return check(pathFrom(rest));
  const [target = "", ...options] = rest;
  if (word === "backup" && target !== "" && !target.startsWith("-"))
    return backup(pathFrom(options), target);
  return { lines: HELP, code: word === "--help" ? 0 : EXIT_USAGE };
}

/** All settings of a server may be given: where its records are is one of them. */
function pathFrom(args: readonly string[]): string {
  const { data } = readCommandLine(args, "db");
  return recordsPath(data === "" ? DATA_FOLDER : data);
}

/** Reads all of the file, and changes nothing. */
function check(path: string): Outcome {
  try {
    return readDatabase(path, (database) => judge(path, database));
  } catch (error) {
    const { kind, message } = faultOf(error);
    return { lines: [`${path}: ${kind}: ${message}.`], code: EXIT_FAULT };
  }
}

function judge(path: string, database: DatabaseSync): Outcome {
  const version = versionOf(database);
  const verdicts = database.prepare(`PRAGMA integrity_check(${MOST_FAULTS_TOLD})`).all();
  const damage = verdicts.map((row) => String(row["integrity_check"])).filter((v) => v !== "ok");
  const orphans = database.prepare("PRAGMA foreign_key_check").all();
  if (damage.length + orphans.length > 0) {
    const told = orphans.slice(0, MOST_FAULTS_TOLD).map((row) => `orphan: ${JSON.stringify(row)}`);
    return { lines: [`${path}: damaged:`, ...damage, ...told], code: EXIT_FAULT };
  }
  const { players, matches, results, bans } = new Records(database).counts();
  const counts = `${players} players, ${matches} matches, ${results} results, ${bans} bans`;
  return { lines: [`${path}: sound. Version ${version}: ${counts}.`], code: 0 };
}

/** A copy as of one moment, whatever is written meanwhile; under its name once it is whole and on the disk. */
function backup(path: string, target: string): Outcome {
  const refusal = {
    lines: [`${target} is there already, and is left as it is.`],
    code: EXIT_FAULT,
  };
  if (existsSync(target)) return refusal;
  const unfinished = `${target}.${process.pid}.unfinished`;
  try {
    readDatabase(path, (database) => {
      versionOf(database);
      database.prepare("VACUUM INTO ?").run(unfinished);
    });
    flush(unfinished);
    renameSync(unfinished, target);
    return check(target);
  } catch (error) {
    rmSync(unfinished, { force: true });
    const { kind, message } = faultOf(error);
    return {
      lines: [`${path} was not copied to ${target}: ${kind}: ${message}.`],
      code: EXIT_FAULT,
    };
  }
}

function flush(path: string): void {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

const HELP = [
  `Usage: ${COMMAND} db check [--data FOLDER]`,
  "  reads all of the records, tells how many there are, and ends with 1 where they are damaged",
  "",
  `Usage: ${COMMAND} db backup FILE [--data FOLDER]`,
  "  copies the records into a new file; a server may run meanwhile",
];
