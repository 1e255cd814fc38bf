import type { Item } from "./items";

/** Where the keyboard is: a row, and a claim in it, so that the place stays when the items are parted anew. */
export interface Cursor {
  readonly row: number;
  readonly claim: number;
}

/** The items of a row in one order: by day, those with both days known first. */
export type RowItems = (row: number) => readonly Item[];

const middle = (item: Item) => (item.from + item.to) / 2;

export function itemAt(items: readonly Item[], cursor: Cursor): number {
  return items.findIndex((item) => item.claims.includes(cursor.claim));
}

/** The cursor one item on (+1) or back (-1) in its row; the same at the row's ends. */
export function along(rowItems: RowItems, cursor: Cursor, step: 1 | -1): Cursor {
  const items = [...rowItems(cursor.row)].sort((a, b) => middle(a) - middle(b));
  const next = items[itemAt(items, cursor) + step];
  return next ? { row: cursor.row, claim: next.claims[0]! } : cursor;
}

/** The cursor in the next row below (+1) or above (-1) that has items, at the item nearest in time. */
export function across(rowItems: RowItems, rows: number, cursor: Cursor, step: 1 | -1): Cursor {
  const here = rowItems(cursor.row);
  const from = here[itemAt(here, cursor)];
  for (let row = cursor.row + step; row >= 0 && row < rows; row += step) {
    const items = rowItems(row);
    if (!items.length) continue;
    const day = from ? middle(from) : middle(items[0]!);
    const nearest = items.reduce((best, item) => (Math.abs(middle(item) - day) < Math.abs(middle(best) - day) ? item : best));
    return { row, claim: nearest.claims[0]! };
  }
  return cursor;
}

/** The first item of the first row that has any. */
export function start(rowItems: RowItems, rows: number): Cursor | null {
  for (let row = 0; row < rows; row++) {
    const [first] = rowItems(row);
    if (first) return { row, claim: first.claims[0]! };
  }
  return null;
}
