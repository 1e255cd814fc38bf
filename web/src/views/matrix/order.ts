import type { Line } from "./cells";

export const ORDERS = ["count", "name", "similarity"] as const;
export type Order = (typeof ORDERS)[number];

/**
 * *lines*, which come with most claims first, in *order*.
 *
 * By similarity, each line follows the one that it is most like: the first is that with most claims, then always the one
 * not yet placed whose numbers have the greatest cosine with the last (the nearest-neighbour chain; of equals the earlier).
 */
export function arranged(lines: readonly Line[], order: Order, numbers: (line: Line) => readonly number[]): readonly Line[] {
  if (order === "name") return [...lines].sort((a, b) => a.label.localeCompare(b.label, "en"));
  if (order === "similarity") return chained(lines, numbers);
  return lines;
}

function chained(lines: readonly Line[], numbers: (line: Line) => readonly number[]): Line[] {
  const waiting = lines.map((line) => ({ line, numbers: normed(numbers(line)) }));
  const found: typeof waiting = waiting.splice(0, 1);
  while (waiting.length) {
    const last = found.at(-1)!.numbers;
    const alike = waiting.map((one) => one.numbers.reduce((sum, n, i) => sum + n * last[i]!, 0));
    const best = alike.reduce((at, value, i) => (value > alike[at]! + 1e-12 ? i : at), 0);
    found.push(...waiting.splice(best, 1));
  }
  return found.map(({ line }) => line);
}

function normed(numbers: readonly number[]): readonly number[] {
  const length = Math.hypot(...numbers) || 1;
  return numbers.map((n) => n / length);
}
