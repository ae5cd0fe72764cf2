export function chooseBotName(taken: readonly string[], n: number): string {
  return "Bot" + (n % 1000) + taken.length;
}
