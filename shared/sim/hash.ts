/** One number to compare two worlds by. */
import { checkpoint } from "./checkpoint.ts";
import type { World } from "./world.ts";

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** 32-bit FNV-1a (Fowler, Noll, Vo) of `bytes`, going on from `seed`. */
export function hashBytes(bytes: Uint8Array, seed = FNV_OFFSET): number {
  let hash = seed;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, FNV_PRIME);
  return hash >>> 0;
}

/** Hash of the world's checkpoint: equal for worlds that will go on alike, whatever made them. */
export function hashWorld(world: World): number {
  return hashBytes(checkpoint(world));
}
