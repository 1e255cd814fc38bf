import { expect, test } from "vitest";
import { rowAt, rowTops, rowsBetween } from "../../src/views/timeline/geometry";
import { ticksOf } from "../../src/views/timeline/ticks";

const TOPS = rowTops([{ closed: true, open: true }, { closed: true, open: false }, { closed: false, open: true }], false);

test("rows lie one under the other", () => {
  for (const [row, top] of [...TOPS].slice(0, -1).entries()) {
    expect(rowAt(TOPS, top)).toBe(row);
    expect(rowAt(TOPS, TOPS[row + 1]! - 0.5)).toBe(row);
  }
  expect(rowAt(TOPS, -1)).toBe(-1);
});

test("the rows in view are those that any of it shows", () => {
  expect(rowsBetween(TOPS, 0, 1)).toEqual({ first: 0, end: 1 });
  expect(rowsBetween(TOPS, TOPS[1]! - 1, TOPS[1]! + 1)).toEqual({ first: 0, end: 2 });
  expect(rowsBetween(TOPS, 0, 1e6)).toEqual({ first: 0, end: 3 });
});

test.each([
  [0, 3653, ["1972", "1974", "1976", "1978"]],
  [0, 120, ["1970-01", "1970-02", "1970-03", "1970-04"]],
  [0, 4, ["1970-01-01", "1970-01-02", "1970-01-03", "1970-01-04", "1970-01-05"]],
])("days %i to %i are labelled as far as they differ", (from, to, labels) => {
  expect(ticksOf(from, to, 5).map(({ label }) => label)).toEqual(expect.arrayContaining(labels));
});
