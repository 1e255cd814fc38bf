import { expect, test } from "vitest";
import { across, along, start } from "../../src/views/timeline/cursor";
import type { Item } from "../../src/views/timeline/items";

const item = (from: number, ...claims: number[]): Item => ({ kind: "mark", from, to: from + 1, openLeft: false, openRight: false, claims });
const ROWS: Item[][] = [[], [item(10, 0), item(50, 1, 2), item(30, 3)], [], [item(5, 4), item(45, 5)]];
const items = (row: number) => ROWS[row]!;

test("it begins at the first mark there is", () => expect(start(items, 4)).toEqual({ row: 1, claim: 0 }));
test("right and left go by day, and stop at the ends", () => {
  expect(along(items, { row: 1, claim: 0 }, 1)).toEqual({ row: 1, claim: 3 });
  expect(along(items, { row: 1, claim: 3 }, 1)).toEqual({ row: 1, claim: 1 });
  expect(along(items, { row: 1, claim: 2 }, 1)).toEqual({ row: 1, claim: 2 });
  expect(along(items, { row: 1, claim: 0 }, -1)).toEqual({ row: 1, claim: 0 });
});
test("down and up go to the nearest day of the next row that has marks", () => {
  expect(across(items, 4, { row: 1, claim: 2 }, 1)).toEqual({ row: 3, claim: 5 });
  expect(across(items, 4, { row: 3, claim: 4 }, -1)).toEqual({ row: 1, claim: 0 });
  expect(across(items, 4, { row: 1, claim: 0 }, -1)).toEqual({ row: 1, claim: 0 });
});
test("without marks there is nowhere to begin", () => expect(start(() => [], 3)).toBeNull());
