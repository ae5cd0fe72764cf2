/** The bin of an `inputs` message, the one that comes from every player thirty times a second: read where it lies. */
import { sanitizeInput, type PlayerInput } from "../sim/input.ts";
import { Refusal } from "./fields.ts";
import { LIMIT, type ClientMessage } from "./messages.ts";

export const MOST_TICK = 2 ** 31 - 1;
const HEADER_BYTES = 10;
const INPUT_BYTES = 4;

/** u32 first tick · u32 acked tick · u16 view age · for each tick: u8 buttons · u8 move nibbles · u16 aim (little-endian). */
export function readInputs(bytes: Uint8Array, start: number): ClientMessage & { type: "inputs" } {
  const length = bytes.length - start;
  const count = (length - HEADER_BYTES) / INPUT_BYTES;
  if (!Number.isInteger(count) || count < 1 || count > LIMIT.inputsPerMessage) {
    throw new Refusal(`inputs: ${length} bytes`);
  }
  const firstTick = readUint32(bytes, start);
  const ackTick = readUint32(bytes, start + 4);
  if (firstTick > MOST_TICK || ackTick > MOST_TICK) throw new Refusal("inputs: no such tick");
  const viewAge = readUint16(bytes, start + 8);
  // Most have one, and an array that begins with one has room for no more than that.
  const inputs = [readInput(bytes, start + HEADER_BYTES)];
  for (let i = 1; i < count; i++)
    inputs.push(readInput(bytes, start + HEADER_BYTES + i * INPUT_BYTES));
  return { type: "inputs", firstTick, ackTick, viewAge, inputs };
}

function readInput(bytes: Uint8Array, at: number): PlayerInput {
  const move = bytes[at + 1]!;
  return sanitizeInput({
    buttons: bytes[at]!,
    moveX: signedNibble(move),
    moveY: signedNibble(move >> 4),
    aim: readUint16(bytes, at + 2),
  });
}

/** Little-endian, without a view for each message. */
function readUint16(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8);
}

function readUint32(bytes: Uint8Array, at: number): number {
  return (readUint16(bytes, at) | (readUint16(bytes, at + 2) << 16)) >>> 0;
}

function signedNibble(bits: number): number {
  return (bits << 28) >> 28;
}

/** What `readInputs` reads. */
export function packInputs(message: ClientMessage & { type: "inputs" }): Uint8Array {
  const bin = new Uint8Array(HEADER_BYTES + message.inputs.length * INPUT_BYTES);
  const view = new DataView(bin.buffer);
  view.setUint32(0, message.firstTick, true);
  view.setUint32(4, message.ackTick, true);
  view.setUint16(8, message.viewAge, true);
  message.inputs.forEach((input, i) => {
    const at = HEADER_BYTES + i * INPUT_BYTES;
    view.setUint8(at, input.buttons);
    view.setUint8(at + 1, (input.moveX & 15) | ((input.moveY & 15) << 4));
    view.setUint16(at + 2, input.aim, true);
  });
  return bin;
}
