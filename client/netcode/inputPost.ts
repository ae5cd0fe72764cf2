/**
 * Which inputs have to be sent. Of a tick that it hears nothing of the server makes what it heard last, so one that is
 * the same need not be told; and reading messages is the largest part of what a player costs a server. Never two in a
 * row: acks and aim go with inputs, and a snapshot is of every second tick.
 */
import { LIMIT, type ClientMessage } from "#shared/protocol/messages.ts";
import { IDLE_INPUT, type PlayerInput } from "#shared/sim/input.ts";

export class InputPost {
  #sentTick = -1;
  readonly #sent: PlayerInput = { ...IDLE_INPUT };

  /**
   * Whether the input of `tick` may be left out; `isAct` is whether something was done in it, as a shot, for which its
   * aim counts. If not, it is to be sent at once, and is what the next one is held against.
   */
  leavesOut(tick: number, input: Readonly<PlayerInput>, isAct: boolean): boolean {
    const isNext = tick === this.#sentTick + 1;
    if (isNext && !isAct && isHeldAs(this.#sent, input)) return true;
    this.#sentTick = tick;
    Object.assign(this.#sent, input);
    return false;
  }
}

/** Aim alone moves nothing. */
function isHeldAs(before: Readonly<PlayerInput>, { buttons, moveX, moveY }: Readonly<PlayerInput>) {
  return before.buttons === buttons && before.moveX === moveX && before.moveY === moveY;
}

/** What tells of so many ticks in a row, pressed in sight of one picture: as many messages as it takes. */
export function toMessages(
  inputs: readonly PlayerInput[],
  firstTick: number,
  ackTick: number,
  viewAgeAt: (tick: number) => number,
): ClientMessage[] {
  const messages: ClientMessage[] = [];
  for (let i = 0; i < inputs.length; i += LIMIT.inputsPerMessage) {
    const some = inputs.slice(i, i + LIMIT.inputsPerMessage);
    const tick = firstTick + i;
    const viewAge = viewAgeAt(tick);
    messages.push({ type: "inputs", firstTick: tick, ackTick, viewAge, inputs: some });
  }
  return messages;
}
