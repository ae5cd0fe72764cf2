/** Lengths of the code words, in bits, by symbol. Written by tools/trainCodes.ts: do not edit. */

// prettier-ignore
export const CODE_LENGTHS = {
  row: [2, 1, 6, 3, 12, 10, 12, 9, 10, 7, 11, 7, 9, 6, 10, 7, 8, 5, 10, 6, 12, 9, 13, 10, 14, 11, 15, 12, 13, 9, 13, 11, 15, 8],
  move: [4, 4, 4, 4, 5, 4, 4, 4, 5, 1],
  aim: [7, 4, 3, 2, 2, 2, 5, 7, 6],
  position: [2, 9, 8, 7, 6, 5, 4, 4, 2, 4, 4, 4, 5, 6, 10, 11, 11, 6, 7, 6, 5, 7],
  velocity: [4, 10, 9, 7, 6, 6, 5, 4, 4, 3, 1, 4, 5, 6, 9, 9, 11, 11],
  number: [1, 6, 3, 6, 6, 3, 3, 7, 4, 8, 11, 11, 11, 11, 11, 11, 11, 11],
  tick: [2, 3, 7, 7, 2, 2, 14, 14, 4, 9, 9, 5, 9, 8, 8, 14, 14, 14, 14, 14, 14, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13],
  fireAngle: [10, 9, 8, 7, 5, 4, 3, 3, 2, 3, 3, 3, 6, 12, 12, 12, 12],
};

export type CodeName = keyof typeof CODE_LENGTHS;
