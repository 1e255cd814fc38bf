import type { Item } from "./items";

/** Pixels: a row's name above its lanes on a narrow screen, the lanes, and the least height of a row. */
export const NAME = 24;
const CLOSED = 32;
const OPEN = 24;
const LEAST = 44;

/** Where each row begins, in pixels from the top; one more than there are rows, the last being the whole height. */
export function rowTops(rows: readonly Lanes[], isNarrow: boolean): Float64Array {
  const tops = new Float64Array(rows.length + 1);
  rows.forEach(({ closed, open }, i) => {
    const height = (closed ? CLOSED : 0) + (open ? OPEN : 0) + 4;
    tops[i + 1] = tops[i]! + (isNarrow ? NAME + height : Math.max(LEAST, height));
  });
  return tops;
}

export interface Lanes {
  readonly closed: boolean;
  readonly open: boolean;
}

/** The rows that are seen, *first* up to, not with, *end*, between *top* and *bottom*. */
export function rowsBetween(tops: Float64Array, top: number, bottom: number): { first: number; end: number } {
  const first = Math.max(0, rowAt(tops, top));
  let end = first;
  while (end < tops.length - 1 && tops[end]! < bottom) end++;
  return { first, end };
}

/** The row at *y*, by halving; -1 above the first. */
export function rowAt(tops: Float64Array, y: number): number {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tops[middle + 1]! > y) high = middle;
    else low = middle + 1;
  }
  return y < 0 ? -1 : Math.min(low, tops.length - 2);
}

/** An item with its place in the plot, in pixels from the row's top. */
export interface Box {
  readonly item: Item;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** Where the items of a row lie: *toX* turns days into pixels, *top* is where the lanes begin. */
export function boxesOf(items: { closed: readonly Item[]; open: readonly Item[] }, lanes: Lanes, toX: (day: number) => number, top: number): Box[] {
  const box = (item: Item, y0: number, y1: number): Box => ({ item, x0: toX(item.from), x1: toX(item.to), y0, y1 });
  const below = top + (lanes.closed ? CLOSED : 0);
  return [
    ...items.closed.map((item) => (item.kind === "span" ? box(item, top + 22, top + 30) : box(item, top + 4, top + 20))),
    ...items.open.map((item) => box(item, below + 4, below + 20)),
  ];
}

/** The box at (x, y), with a little room around marks that are hard to hit. */
export function boxAt(boxes: readonly Box[], x: number, y: number): Box | null {
  const hit = (room: number) => boxes.find((box) => x >= box.x0 - room && x <= box.x1 + room && y >= box.y0 - 2 && y <= box.y1 + 2);
  return hit(0) ?? hit(8) ?? null;
}
