/** Why records cannot be read or written, in a word that the log, /healthz and the metrics share. */

export const FAULT_KINDS = [
  "damaged",
  "newer",
  "foreign",
  "full",
  "not writable",
  "busy",
  "disk",
  "program",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export class StoreFault extends Error {
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreFault";
    this.kind = kind;
  }
}

/** SQLite's primary result codes; the rest of them are faults of ours. */
const KIND_OF_RESULT: Readonly<Record<number, FaultKind>> = {
  3: "not writable",
  5: "busy",
  6: "busy",
  8: "not writable",
  10: "disk",
  11: "damaged",
  13: "full",
  14: "not writable",
  26: "damaged",
};
const PRIMARY_RESULT_MASK = 0xff;

const KIND_OF_SYSTEM_ERROR: Readonly<Record<string, FaultKind>> = {
  EACCES: "not writable",
  EPERM: "not writable",
  EROFS: "not writable",
  ELOOP: "foreign",
  ENOTDIR: "not writable",
  EEXIST: "not writable",
  ENOSPC: "full",
  EDQUOT: "full",
  EIO: "disk",
};

/** Whatever was thrown on the way to a file, as a fault of a kind. */
export function faultOf(error: unknown): StoreFault {
  if (error instanceof StoreFault) return error;
  const { errcode, code, message } = error as { errcode?: number; code?: string; message: string };
  const kind =
    errcode === undefined
      ? KIND_OF_SYSTEM_ERROR[code ?? ""]
      : KIND_OF_RESULT[errcode & PRIMARY_RESULT_MASK];
  return new StoreFault(kind ?? "program", message, { cause: error });
}
