/**
 * Judges a tree of sources by a table of layers: who may import whom, where a package is at home, cycles, sizes, and
 * what lint cannot see in the simulation. A pure function over path -> source, so that tests can plant a fault.
 */
import { matchesGlob, posix } from "node:path";
import { type ESTree, type ParseResult, Visitor, parseSync } from "vite";

/** One row of the table. The first row whose `files` match a path is that path's layer. */
export interface Layer {
  /** Globs of the files that live here. They may always import one another. */
  readonly files: readonly string[];
  /** Globs of the files elsewhere that they may import. */
  readonly mayImport: readonly string[];
  /** Packages at home here; `node:` stands for all of Node's own, `*` for any. */
  readonly packages: readonly string[];
}

type Sources = ReadonlyMap<string, string>;

/** What an import statement names: a file by its path from the root, or a package by its bare name. */
interface Target {
  readonly kind: "file" | "package";
  readonly name: string;
}

const MAX_LINES = 400;
const CODE_FILE = /\.(ts|mjs)$/;
/** Bound by the table only in that client and server never meet. */
const TEST_FILE = /\.test\.ts$/;
const SIMULATION = /^shared\/sim\/(?!.*\.test\.ts$)/;
const SILENCER = /\b(oxlint|eslint)-disable/;

/** Every broken rule as a sentence that begins with the path at fault; empty when the tree is sound. */
export function findViolations(sources: Sources, layers: readonly Layer[]): string[] {
  const violations: string[] = [];
  const imports = new Map<string, string[]>();
  for (const [path, source] of sources) {
    const faults = judgeSize(source);
    if (CODE_FILE.test(path)) {
      const parsed = parseSync(path, source);
      const targets = readSpecifiers(parsed).map((specifier) => resolve(path, specifier));
      imports.set(path, namesOfFiles(targets));
      faults.push(...judgeText(path, parsed), ...judgeImports(path, targets, layers));
    }
    violations.push(...new Set(faults.map((fault) => `${path} ${fault}`)));
  }
  return [...violations, ...findCycles(imports).map((cycle) => `${cycle} is an import cycle`)];
}

function judgeSize(source: string): string[] {
  const lines = source.split("\n").length - 1;
  return lines > MAX_LINES ? [`has ${lines} lines; split it, ${MAX_LINES} is the most`] : [];
}

/** What every import of a file names, in each form that an import can take. */
function readSpecifiers({ program, module }: ParseResult): string[] {
  const specifiers = module.staticImports.map((row) => row.moduleRequest.value);
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest } of entries)
      if (moduleRequest) specifiers.push(moduleRequest.value);
  }
  new Visitor({
    ImportExpression: ({ source }) => {
      if (source.type === "Literal") specifiers.push(String(source.value));
    },
    TSImportType: ({ source }) => {
      specifiers.push(source.value);
    },
  }).visit(program);
  return [...new Set(specifiers)];
}

function judgeText(path: string, { program, comments, errors }: ParseResult): string[] {
  if (errors[0]) return [`does not parse: ${errors[0].message}`];
  const isSilenced = comments.some(({ value }) => SILENCER.test(value));
  return [
    ...(isSilenced ? ["silences the linter; mend what it found instead"] : []),
    ...(SIMULATION.test(path) ? judgeMath(program) : []),
  ];
}

/** What lint cannot see of the rule that both ends reckon alike. */
function judgeMath(program: ESTree.Program): string[] {
  const faults: string[] = [];
  let names = 0;
  let plainUses = 0;
  new Visitor({
    BinaryExpression: ({ operator }) => {
      if (operator === "**") faults.push("uses **, inexact; multiply instead");
    },
    AssignmentExpression: ({ operator }) => {
      if (operator === "**=") faults.push("uses **=, inexact; multiply instead");
    },
    Identifier: ({ name }) => {
      if (name === "Math") names++;
    },
    MemberExpression: ({ computed, object }) => {
      if (!computed && object.type === "Identifier" && object.name === "Math") plainUses++;
    },
  }).visit(program);
  if (names > plainUses)
    faults.push("uses Math other than as Math.name, where lint cannot judge it");
  return faults;
}

function resolve(path: string, specifier: string): Target {
  const bare = specifier.replace(/\?.*$/, "");
  if (bare.startsWith("#")) return { kind: "file", name: bare.slice(1) };
  if (bare.startsWith("/")) return { kind: "file", name: bare.slice(1) };
  if (bare.startsWith(".")) {
    return { kind: "file", name: posix.join(posix.dirname(path), bare) };
  }
  if (bare.startsWith("node:")) return { kind: "package", name: "node:" };
  const parts = bare.split("/", bare.startsWith("@") ? 2 : 1);
  return { kind: "package", name: parts.join("/") };
}

function namesOfFiles(targets: readonly Target[]): string[] {
  return targets.filter(({ kind }) => kind === "file").map(({ name }) => name);
}

function judgeImports(
  path: string,
  targets: readonly Target[],
  layers: readonly Layer[],
): string[] {
  const layer = layers.find(({ files }) => matchesAny(path, files));
  if (!layer) return ["is in no layer; give it a row in the table or another home"];
  const isTest = TEST_FILE.test(path);
  return targets.flatMap((target) => {
    if (doMeet(path, target)) return [`imports ${target.name}; client and server never meet`];
    if (isTest || isAllowed(target, layer)) return [];
    return [`imports ${target.name}; ${permission(layer)}`];
  });
}

function doMeet(path: string, { kind, name }: Target): boolean {
  if (kind === "package") return false;
  const sides = [path.split("/")[0], name.split("/")[0]];
  return sides.includes("client") && sides.includes("server");
}

function isAllowed({ kind, name }: Target, { files, mayImport, packages }: Layer): boolean {
  if (kind === "file") return matchesAny(name, files) || matchesAny(name, mayImport);
  return packages.includes(name) || packages.includes("*");
}

function permission({ files, mayImport, packages }: Layer): string {
  const others = [...mayImport, ...packages].join(", ") || "nothing else";
  return `${files.join(", ")} may import its own files and ${others}`;
}

function matchesAny(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => matchesGlob(path, glob));
}

/** One line for each knot: the way round it, as `a -> b -> a`. */
function findCycles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const cycles: string[] = [];
  const finished = new Set<string>();
  const trail: string[] = [];
  const walk = (path: string): void => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.push([...trail.slice(start), path].join(" -> "));
    if (start >= 0 || finished.has(path)) return;
    trail.push(path);
    for (const target of imports.get(path) ?? []) walk(target);
    trail.pop();
    finished.add(path);
  };
  for (const path of imports.keys()) walk(path);
  return cycles;
}
