import { expect, test } from "vitest";
import { dayOf } from "../../src/data/days";
import { ticksOf } from "../../src/views/timeline/ticks";

test.each([
  ["2014-01-31", "2014-03-02", 9],
  ["2014-01-01", "2015-12-31", 9],
  ["2001-01-01", "2019-12-31", 5],
  ["2014-02-01", "2014-02-09", 3],
])("from %s to %s there are about %i days with a label, and never so many that they would touch", (from, to, count) => {
  const ticks = ticksOf(dayOf(from)!, dayOf(to)!, count);
  expect(ticks.length).toBeGreaterThan(1);
  expect(ticks.length).toBeLessThanOrEqual(count * 1.5);
});
