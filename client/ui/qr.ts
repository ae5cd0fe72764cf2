/** A QR code as one path, for an svg element whose units are the code's squares. Fetched only when one is to be shown. */
import { encode } from "uqr";

export interface QrPath {
  /** Squares on a side, the quiet zone included. */
  readonly size: number;
  readonly path: string;
}

/** Readers want so many squares of light round it. */
const QUIET_SQUARES = 4;

export function qrPathOf(text: string): QrPath {
  const { size, data } = encode(text, { ecc: "M", border: QUIET_SQUARES });
  let path = "";
  data.forEach((row, y) =>
    row.forEach((isDark, x) => {
      if (isDark) path += `M${x} ${y}h1v1h-1z`;
    }),
  );
  return { size, path };
}
