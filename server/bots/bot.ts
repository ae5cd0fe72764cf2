// placeholder
import type { PlayerInput } from "#shared/sim/input.ts";
export class Bot {
  constructor(_seed: number) {}
  think(_s: unknown): PlayerInput {
    return { buttons: 0, moveX: 0, moveY: 0, aim: 0 };
  }
}
