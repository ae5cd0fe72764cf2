/**
 * The map as the rules see it: a closed border polygon that one plays inside of, solid wall polygons within it, spawn
 * points, pads, and what teams play for. `ArenaSource` is plain data (whole px) that travels on the wire; `buildArena` makes of it the
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

export const TEAMS = [1, 2] as const;

/** `team` 1 or 2; 0 is for everybody. Where there are no teams, all are everybody's. */
export interface SpawnSource extends Point {
  readonly team: number;
}

/** Where a team's flag stands. */
export interface FlagSource extends Point {
  readonly team: number;
}

/** What a team defends against the puck: a rectangle, px. */
export interface GoalSource {
  readonly team: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
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
  readonly spawns: readonly SpawnSource[];
  readonly pads: readonly PadSource[];
  /** None, or one for each team in their order. */
  readonly flags: readonly FlagSource[];
  /** None, or one for each team in their order. */
  readonly goals: readonly GoalSource[];
  /** Where the puck begins; only with goals, and always with them. */
  readonly puck: Point | undefined;
}
