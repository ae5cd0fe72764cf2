/** The bots of one room: who they are, what each sees, and the inputs that they make of it. */
import type { RosterSeat } from "#shared/protocol/messages.ts";
import type { PlayerInput } from "#shared/sim/input.ts";
import { nextRandom } from "#shared/sim/random.ts";
import type { World } from "#shared/sim/world.ts";
import { Bot } from "./bot.ts";
import { Look } from "./look.ts";
import { chooseBotName } from "./names.ts";

interface Member {
  slot: number;
  name: string;
  bot: Bot;
}

export class BotCrew {
  readonly #random: { randomState: number };
  readonly #members: Member[] = [];
  readonly #look = new Look();

  /** `seed` decides names and temperaments. */
  constructor(seed: number) {
    this.#random = { randomState: seed | 0 };
  }

  get count(): number {
    return this.#members.length;
  }

  slots(): number[] {
    return this.#members.map((member) => member.slot);
  }

  roster(): RosterSeat[] {
    return this.#members.map(({ slot, name }) => ({ slot, name, isBot: true }));
  }

  /** A new bot on `slot`; gives its name, which is not among `takenNames`. */
  add(slot: number, takenNames: readonly string[]): string {
    const name = chooseBotName(takenNames, nextRandom(this.#random));
    this.#members.push({ slot, name, bot: new Bot(nextRandom(this.#random)) });
    return name;
  }

  /** Dismisses the bot that came last; gives its slot. */
  removeLast(): number | undefined {
    return this.#members.pop()?.slot;
  }

  /** Puts each bot's input for the next tick into `inputs`, by slot. */
  think(world: World, inputs: (Readonly<PlayerInput> | undefined)[]): void {
    if (this.#members.length === 0) return;
    this.#look.gather(world);
    for (const { slot, bot } of this.#members)
      inputs[slot] = bot.think(this.#look.from(world, slot));
  }
}
