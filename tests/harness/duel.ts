/** Two who play by chance on either side of a cushion, and how far what one of them sees is from the truth. */
import { Hand } from "./hand.ts";
import { PARTED_ARENA, Stepper, type Player } from "./stepper.ts";
import { Truth } from "./truth.ts";

/** What she saw of herself is ahead of the truth. */
const TICKS_AFTER = 60;

export interface Duel {
  readonly match: Stepper;
  readonly ada: Player;
  readonly bob: Player;
}

/** Both are in, and play has begun. */
export function openDuel(latencyMs = 50): Duel {
  const match = new Stepper({ latencyMs, maps: [PARTED_ARENA], seed: 3 });
  const [ada, bob] = [match.join("Ada"), match.join("Bob")];
  match.run(120);
  match.beginPlay();
  match.run(60);
  return { match, ada, bob };
}

/** A frame of Ada's: ms since the watch began, how far off the picture was, how far Bob moved in it. */
export interface Look {
  ms: number;
  own: number;
  other: number;
  moved: number;
}

/** Both play by chance while Ada's pictures are watched for `ticks`; `at` is called before each tick. */
export function watchDuel(
  { match, ada, bob }: Duel,
  ticks: number,
  at: (tick: number) => void = () => undefined,
): Look[] {
  const truth = new Truth();
  const hands = [new Hand(1), new Hand(2)];
  const seen: { ms: number; ownTick: number; remoteTick: number; own: Spot; other: Spot }[] = [];
  const beginMs = match.nowMs;
  for (let tick = 0; tick < ticks; tick++) {
    at(tick);
    match.run(1, () => {
      truth.note(match.room.world);
      match.players.forEach((player, i) => hands[i]?.press(player.input));
    });
    const [own, other] = [ada.sees(ada.slot), ada.sees(bob.slot)];
    if (own === undefined || other === undefined) continue;
    const { ownTick, remoteTick } = ada.session.visit!.shown;
    const ms = match.nowMs - beginMs;
    seen.push({ ms, ownTick, remoteTick, own: spot(own), other: spot(other) });
  }
  match.run(TICKS_AFTER, () => truth.note(match.room.world));
  return seen.map(({ ms, ownTick, remoteTick, own, other }, i) => {
    const before = seen[Math.max(0, i - 1)]!.other;
    return {
      ms,
      own: truth.distance(ada.slot, ownTick, own.x, own.y),
      other: truth.distance(bob.slot, remoteTick, other.x, other.y),
      moved: Math.hypot(other.x - before.x, other.y - before.y),
    };
  });
}

interface Spot {
  x: number;
  y: number;
}

const spot = ({ x, y }: Spot): Spot => ({ x, y });
