/**
 * Shows the world to the bots of a room: to each what somebody in its seat could have on his screen by looking around,
 * and in a dark hall only whom he sees. What there is is gathered once per tick; rows are kept and written over.
 */
import { hasLineOfSight } from "#shared/sim/arena/geometry.ts";
import { flags } from "#shared/sim/modes/flags.ts";
import { modeOf } from "#shared/sim/modes/modes.ts";
import { isLoose } from "#shared/sim/systems/puck.ts";
import { TEAMS } from "#shared/sim/arena/arena.ts";
import { WEAPONS } from "#shared/sim/tuning.ts";
import {
  areAllies,
  boltsInFlight,
  flagEntity,
  PUCK_ENTITY,
  padIndexOf,
  pads,
  seatedSkiffs,
  skiffEntity,
  slotOf,
  type World,
} from "#shared/sim/world.ts";
import { isWithin, lookAround, USUAL_SCREEN, type Rectangle } from "#shared/view.ts";
import type {
  BoltSight,
  BotSight,
  FlagSight,
  PadSight,
  PuckSight,
  SelfSight,
  SkiffSight,
} from "./sight.ts";

/** In a dark hall each bot looks who is in sight once in so many ticks: lines of sight are dear. */
const DARK_LOOK_TICKS = 6;

/** Rows that are written over from tick to tick. */
class Rows<Row> {
  readonly #kept: Row[] = [];
  readonly #make: () => Row;
  count = 0;

  constructor(make: () => Row) {
    this.#make = make;
  }

  next(): Row {
    const row = (this.#kept[this.count] ??= this.#make());
    this.count += 1;
    return row;
  }

  at(index: number): Row {
    return this.#kept[index]!;
  }
}

export class Look {
  readonly #isDark: boolean;
  readonly #skiffs = new Rows<SkiffSight>(() => ({ ...nothing(), isShielded: false }));
  readonly #bolts = new Rows<BoltSight>(() => ({ ...nothing(), team: 0, weapon: 0 }));
  readonly #padRows: PadSight[] = [];
  readonly #window: Rectangle = { left: 0, top: 0, right: 0, bottom: 0 };
  /** For dark halls, by slot and slot: the first has the second in sight. */
  #inSight = new Uint8Array();
  readonly #ammo: number[] = WEAPONS.map(() => 0);
  readonly #self: SelfSight = {
    ...nothing(),
    team: 0,
    health: 0,
    shieldPoints: 0,
    weapon: 0,
    ammo: this.#ammo,
    canDash: false,
    isAlive: false,
  };
  readonly #seenSkiffs: SkiffSight[] = [];
  readonly #allies: SkiffSight[] = [];
  readonly #flags: FlagSight[] = [];
  readonly #puck: PuckSight = { ...nothing(), isLoose: false };
  readonly #seenBolts: BoltSight[] = [];
  readonly #seenPads: PadSight[] = [];
  #sight: BotSight | undefined;
  #world: World | undefined;

  constructor(isDark = false) {
    this.#isDark = isDark;
  }

  /** Gathers what there is at this tick; to be called before `from`. */
  gather(world: World): void {
    const { Position, Skiff, Velocity } = world.components;
    this.#skiffs.count = 0;
    for (const skiff of seatedSkiffs(world)) {
      if (Skiff.isAlive[skiff] === 0) continue;
      const row = this.#skiffs.next();
      row.slot = slotOf(skiff);
      row.x = Position.x[skiff]!;
      row.y = Position.y[skiff]!;
      row.velocityX = Velocity.x[skiff]!;
      row.velocityY = Velocity.y[skiff]!;
      row.isShielded = world.tick < Skiff.shieldEndTick[skiff]!;
    }
    this.#gatherBolts(world);
    this.#gatherPads(world);
    this.#gatherFlags(world);
    this.#gatherPuck(world);
  }

  /** What the seat on `slot` sees of it. The same object each time. */
  from(world: World, slot: number): BotSight {
    this.#lookAtSelf(world, slot);
    const { x, y } = this.#self;
    lookAround(x, y, USUAL_SCREEN, world.arena, this.#window);
    this.#lookAtSkiffs(world, slot);
    this.#lookAtBolts();
    this.#lookAtPads(world);
    this.#lookAtFlags(world);
    const sight = (this.#sight ??= this.#createSight(world));
    sight.tick = world.tick;
    sight.arena = world.arena;
    sight.isFriendlyFire = world.rules.isFriendlyFire;
    sight.puck = modeOf(world).hasPuck ? this.#puck : undefined;
    return sight;
  }

  #createSight({ arena, tick }: World): BotSight {
    return {
      tick,
      arena,
      self: this.#self,
      others: this.#seenSkiffs,
      allies: this.#allies,
      isFriendlyFire: false,
      bolts: this.#seenBolts,
      pads: this.#seenPads,
      flags: this.#flags,
      puck: undefined,
    };
  }

  /** Whether the skiff of a slot is on the screen. */
  #shows(slot: number): boolean {
    const isIt = (row: SkiffSight) => row.slot === slot;
    return slot === this.#self.slot || this.#seenSkiffs.some(isIt) || this.#allies.some(isIt);
  }

  #lookAtSelf(world: World, slot: number): void {
    const { Ammo, Position, Skiff, Velocity } = world.components;
    const skiff = skiffEntity(slot);
    const self = this.#self;
    self.slot = slot;
    self.team = Skiff.team[skiff]!;
    self.x = Position.x[skiff]!;
    self.y = Position.y[skiff]!;
    self.velocityX = Velocity.x[skiff]!;
    self.velocityY = Velocity.y[skiff]!;
    self.health = Skiff.health[skiff]!;
    self.shieldPoints = Skiff.shieldPoints[skiff]!;
    self.weapon = Skiff.weapon[skiff]!;
    for (let weapon = 0; weapon < this.#ammo.length; weapon++)
      this.#ammo[weapon] = Ammo[weapon]![skiff]!;
    self.canDash = world.tick >= Skiff.dashReadyTick[skiff]!;
    self.isAlive = Skiff.isAlive[skiff] === 1;
  }

  #lookAtSkiffs(world: World, slot: number): void {
    if (this.#isDark) this.#lookIntoTheDark(world, slot);
    this.#seenSkiffs.length = 0;
    this.#allies.length = 0;
    for (let i = 0; i < this.#skiffs.count; i++) {
      const row = this.#skiffs.at(i);
      if (row.slot === slot || !isWithin(this.#window, 0, row.x, row.y)) continue;
      if (this.#isDark && this.#inSight[slot * world.seats + row.slot] === 0) continue;
      const list = areAllies(world, slot, row.slot) ? this.#allies : this.#seenSkiffs;
      list.push(row);
    }
  }

  #lookIntoTheDark(world: World, slot: number): void {
    const { seats } = world;
    if (this.#world !== world) this.#inSight = new Uint8Array(seats * seats);
    this.#world = world;
    if ((world.tick + slot) % DARK_LOOK_TICKS !== 0) return;
    const { x, y } = this.#self;
    for (let i = 0; i < this.#skiffs.count; i++) {
      const row = this.#skiffs.at(i);
      const isSeen = hasLineOfSight(world.arena, x, y, row.x, row.y);
      this.#inSight[slot * seats + row.slot] = Number(isSeen);
    }
  }

  /** One that is carried is where its carrier is, if that is on the screen. */
  #lookAtFlags({ components: { Position } }: World): void {
    for (let i = 0; i < this.#flags.length; i++) {
      const row = this.#flags[i]!;
      const at = row.carrier < 0 ? flagEntity(i + 1) : skiffEntity(row.carrier);
      row.isSeen = row.carrier < 0 || this.#shows(row.carrier);
      row.x = row.isSeen ? Position.x[at]! : 0;
      row.y = row.isSeen ? Position.y[at]! : 0;
    }
  }

  #lookAtBolts(): void {
    this.#seenBolts.length = 0;
    for (let i = 0; i < this.#bolts.count; i++) {
      const row = this.#bolts.at(i);
      if (isWithin(this.#window, 0, row.x, row.y)) this.#seenBolts.push(row);
    }
  }

  #lookAtPads({ arena }: World): void {
    this.#seenPads.length = 0;
    for (const row of this.#padRows) {
      const pad = arena.source.pads[row.index]!;
      if (isWithin(this.#window, 0, pad.x, pad.y)) this.#seenPads.push(row);
    }
  }

  #gatherBolts(world: World): void {
    const { Bolt, Position, Skiff } = world.components;
    this.#bolts.count = 0;
    for (const bolt of boltsInFlight(world)) {
      const row = this.#bolts.next();
      row.slot = Bolt.owner[bolt]!;
      row.team = Skiff.team[skiffEntity(row.slot)]!;
      row.weapon = Bolt.weapon[bolt]!;
      const speed = WEAPONS[row.weapon]!.speedPxPerSecond;
      row.x = Position.x[bolt]!;
      row.y = Position.y[bolt]!;
      row.velocityX = Bolt.directionX[bolt]! * speed;
      row.velocityY = Bolt.directionY[bolt]! * speed;
    }
  }

  #gatherFlags(world: World): void {
    const { Flag } = world.components;
    const isPlayedFor = modeOf(world) === flags;
    this.#flags.length = isPlayedFor ? TEAMS.length : 0;
    if (!isPlayedFor) return;
    for (const team of TEAMS) {
      const row = (this.#flags[team - 1] ??= noFlag());
      row.carrier = Flag.carrier[flagEntity(team)]!;
      row.isHome = row.carrier < 0 && Flag.homeTick[flagEntity(team)] === 0;
    }
  }

  #gatherPuck(world: World): void {
    if (!modeOf(world).hasPuck) return;
    const { Position, Velocity } = world.components;
    this.#puck.x = Position.x[PUCK_ENTITY]!;
    this.#puck.y = Position.y[PUCK_ENTITY]!;
    this.#puck.velocityX = Velocity.x[PUCK_ENTITY]!;
    this.#puck.velocityY = Velocity.y[PUCK_ENTITY]!;
    this.#puck.isLoose = isLoose(world);
  }

  #gatherPads(world: World): void {
    const { readyTick } = world.components.Pad;
    const all = pads(world);
    this.#padRows.length = Math.min(this.#padRows.length, all.length);
    for (let i = 0; i < all.length; i++) {
      const row = (this.#padRows[i] ??= { index: 0, isReady: false });
      row.index = padIndexOf(all[i]!);
      row.isReady = world.tick >= readyTick[all[i]!]!;
    }
  }
}

function noFlag(): FlagSight {
  return { carrier: -1, isHome: true, isSeen: true, x: 0, y: 0 };
}

function nothing() {
  return { slot: 0, x: 0, y: 0, velocityX: 0, velocityY: 0 };
}
