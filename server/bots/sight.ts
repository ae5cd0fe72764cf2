export function createSight() {
  return {};
}
export function look(..._a: unknown[]) {}
