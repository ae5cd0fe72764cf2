/** The bots of one room: who they are, what each sees, and the inputs that they make of it. */
import {
  BOT_LEVELS,
  type BotLevel,
  type CrewLevel,
  type RosterSeat,
} from "#shared/protocol/messages.ts";
import type { PlayerInput } from "#shared/sim/input.ts";
import { nextRandom } from "#shared/sim/random.ts";
import type { World } from "#shared/sim/world.ts";
import { Bot } from "./bot.ts";
import { Look } from "./look.ts";
import { chooseBotName } from "./names.ts";
import { SKILLS } from "./skill.ts";

export interface CrewOptions {
  level?: CrewLevel;
  /** Bots know of nobody whom they do not see, see RoomOptions. */
  isDark?: boolean;
}

interface Member {
  slot: number;
  name: string;
  level: BotLevel;
  bot: Bot;
}

export class BotCrew {
  readonly #random: { randomState: number };
  readonly #members: Member[] = [];
  /** Of those who come from now on. */
  level: CrewLevel;
  readonly #look: Look;
  #world: World | undefined;

  /** `seed` decides names and temperaments. */
  constructor(seed: number, { level = "regular", isDark = false }: CrewOptions = {}) {
    this.#random = { randomState: seed | 0 };
    this.level = level;
    this.#look = new Look(isDark);
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
    const level = this.level === "mixed" ? this.#rarestLevel() : this.level;
    const stars = this.level === "mixed" ? BOT_LEVELS.indexOf(level) + 1 : 0;
    const name = chooseBotName(takenNames, nextRandom(this.#random), stars);
    const bot = new Bot(nextRandom(this.#random), SKILLS[level]);
    this.#members.push({ slot, name, level, bot });
    return name;
  }

  /** Of those that there are fewest of the one in the middle, then the best. */
  #rarestLevel(): BotLevel {
    const order: readonly BotLevel[] = ["regular", "ace", "rookie"];
    const count = (level: BotLevel) => this.#members.filter((bot) => bot.level === level).length;
    return order.reduce((rarest, level) => (count(level) < count(rarest) ? level : rarest));
  }

  /** Dismisses the bot that came last; gives its slot. */
  removeLast(): number | undefined {
    return this.#members.pop()?.slot;
  }

  /** Puts each bot's input for the next tick into `inputs`, by slot. */
  think(world: World, inputs: (Readonly<PlayerInput> | undefined)[]): void {
    if (this.#members.length === 0) return;
    // A match after the last may be on another map, and its pads are full again.
    if (world !== this.#world) for (const { bot } of this.#members) bot.forget();
    this.#world = world;
    this.#look.gather(world);
    for (const { slot, bot } of this.#members)
      inputs[slot] = bot.think(this.#look.from(world, slot));
  }
}
