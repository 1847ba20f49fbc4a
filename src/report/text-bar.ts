const longest = 20;

/** A bar of block characters, at most 20; the smallest for anything above 0. */
export function textBar(value: number, most: number): string {
  const length = most <= 0 ? 0 : Math.max(0, value / most) * longest;
  const blocks = "█".repeat(Math.floor(length)) + (length % 1 >= 0.5 ? "▌" : "");
  return value > 0 && blocks === "" ? "▏" : blocks;
}
