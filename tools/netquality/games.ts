/** What is played in a run: the mode, a map for it, and how many play unless it is said otherwise. */
export interface Game {
  readonly mode: string;
  readonly map: string;
  readonly bots: number;
}

export const GAMES: readonly Game[] = [
  { mode: "deathmatch", map: "felt-room", bots: 16 },
  { mode: "puck", map: "ice-rink", bots: 8 },
];
