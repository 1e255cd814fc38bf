import { expect, test } from "vitest";
import { dayOf, toldDays, writtenDay } from "../../src/data/days";
import { graphOf } from "../sample";

test.each([["1970-01-01", 0], ["1969-12-31", -1], ["2012-02-29", 15399]])("%s is day %i", (written, day) => {
  expect(dayOf(written)).toBe(day);
  expect(writtenDay(day)).toBe(written);
});

test.each(["2013-02-29", "2013-13-01", "2013", "2013-1-1", ""])("%j is no day", (written) => expect(dayOf(written)).toBeNull());

test.each([
  [{ from: "2013-01-01", to: "2013-01-01" }, "2013-01-01"],
  [{ from: "2013-01-01", to: "2013-01-09" }, "2013-01-01 to 2013-01-09"],
  [{ from: "2013-01-01" }, "on or after 2013-01-01"],
  [{ to: "2013-01-09" }, "by 2013-01-09"],
  [{ by: "2013-01-09" }, "by 2013-01-09 (day of the report)"],
  [{ after: "2013-01-09" }, "after the report of 2013-01-09, if at all"],
  [{ held: "2013-01-09" }, "holds on 2013-01-09, the day of the report"],
  [{}, ""],
])("%j is told as %j", (told, words) => expect(toldDays(graphOf([told]).claims, 0)).toBe(words));
