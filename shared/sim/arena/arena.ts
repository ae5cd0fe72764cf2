/**
 * The map as the rules see it: a closed border polygon that one plays inside of, solid wall polygons within it, spawn
 * points and pads. `ArenaSource` is plain data (whole px) that travels on the wire; `buildArena` makes of it the
 * segments and the lookup grid that the sweeps need. Every segment's normal points into the open.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PadSource extends Point {
  /** Index into `PADS` of tuning.ts. */
  readonly kind: number;
}

export interface ArenaSource {
  /** File name without extension: `felt-room`. */
  readonly name: string;
  /** What people read: `The Felt Room`. */
  readonly title: string;
  /** Size in px of the rectangle that holds the border. */
  readonly width: number;
  readonly height: number;
  /** Colours as 0xRRGGBB: the cloth, and the light of the cushions. */
  readonly feltColor: number;
  readonly lightColor: number;
  readonly border: readonly Point[];
  readonly walls: readonly (readonly Point[])[];
  readonly spawns: readonly Point[];
  readonly pads: readonly PadSource[];
}
