/** A lobby whose time is moved by hand, with peers at its door. */
import { nextRandom } from "#shared/sim/random.ts";
import { DEFAULT_RULES } from "#shared/sim/tuning.ts";
import { Lobby } from "../../server/rooms/lobby.ts";
import type { LobbyOptions } from "../../server/rooms/lobbyOptions.ts";
import { Peer } from "./peer.ts";
import { TEST_ARENA } from "./stepper.ts";

export interface House {
  lobby: Lobby;
  refusals: string[];
  /** A peer at the door; with a hello, one who has said it. */
  enter(hello?: Parameters<Peer["hello"]>[0]): Peer;
  run(ticks: number): void;
}

export function openHouse(options: Partial<LobbyOptions> = {}): House {
  const chance = { randomState: 5 };
  const refusals: string[] = [];
  let tick = 0;
  const lobby = new Lobby({
    protocolId: "test",
    maps: [TEST_ARENA],
    modes: ["deathmatch"],
    offeredModes: ["deathmatch"],
    rules: DEFAULT_RULES,
    isDark: false,
    hasKillCam: true,
    botFill: 0,
    botLevel: "regular",
    maxSeats: 4,
    maxSpectators: 2,
    maxRooms: 3,
    onChat: () => undefined,
    onRoomFault: (room, error) => {
      throw new Error(`room ${room} failed`, { cause: error });
    },
    random: () => nextRandom(chance) / 2 ** 32,
    counters: {
      refused: (reason) => refusals.push(reason),
      snapshotSent: () => undefined,
      snapshotSkipped: () => undefined,
      timeBroadcast: (run) => run(),
      resynced: () => undefined,
      resumed: () => undefined,
    },
    ...options,
  });
  return {
    lobby,
    refusals,
    enter: (hello) => {
      const peer = Peer.at(lobby, () => tick);
      if (hello !== undefined) peer.hello(hello);
      return peer;
    },
    run: (ticks) => {
      for (let i = 0; i < ticks; i++) {
        tick += 1;
        lobby.tick();
      }
    },
  };
}
