import { expect, test } from "vitest";
import { stateOn, toldTieDays, turns } from "../../src/views/network/states";
import { type ToldTie, day, tiedGraph } from "./sample";

const CLAIMS = [{ doers: ["Army"], others: ["Front"] }];
const tie = (days: Partial<ToldTie>) => tiedGraph(CLAIMS, [{ tie: "hostile", a: "Army", b: "Front", claims: [0], ...days }]).ties;

test.each([
  ["2014-01-09", "before"],
  ["2014-01-10", "may"],
  ["2014-01-19", "may"],
  ["2014-01-20", "holds"],
  ["2014-03-01", "holds"],
  ["2014-03-02", "may"],
  ["2014-03-05", "may"],
  ["2014-03-06", "ended"],
])("a tie with all four days stands on %s as: %s", (written, state) => {
  expect(stateOn(tie({ began: ["2014-01-10", "2014-01-20"], ended: ["2014-03-01", "2014-03-05"] }), 0, day(written))).toBe(state);
});

test("a tie whose end nobody tells is not said to last", () => {
  const open = tie({ began: [null, "2014-02-12"], ended: ["2014-02-12", null], held: ["2014-02-12"] });
  expect(["2014-02-11", "2014-02-12", "2014-02-13"].map((written) => stateOn(open, 0, day(written)))).toEqual(["may", "holds", "open"]);
});

test("a tie without any day has none on any day", () => {
  expect(stateOn(tie({}), 0, day("2014-02-12"))).toBe("undated");
  expect(turns(tie({}), 0)).toEqual([]);
  expect(toldTieDays(tie({}), 0)).toBe("no day told");
});

test("between two turns of a tie it stands the same", () => {
  const ties = tie({ began: ["2014-01-10", "2014-01-20"], ended: ["2014-03-01", "2014-03-05"], held: ["2014-02-01"] });
  const changes = [];
  for (let at = day("2014-01-01"); at < day("2014-04-01"); at++) if (stateOn(ties, 0, at) !== stateOn(ties, 0, at - 1)) changes.push(at);
  expect(turns(ties, 0)).toEqual(expect.arrayContaining(changes));
});

test("the days are told in words, with what nobody tells", () => {
  expect(toldTieDays(tie({ began: [null, "2014-02-12"], held: ["2014-02-12"] }), 0)).toBe("began by 2014-02-12; said to hold on 2014-02-12; no end told");
  expect(toldTieDays(tie({ began: ["2014-01-10", "2014-01-10"], ended: ["2014-03-01", "2014-03-05"] }), 0)).toBe("began 2014-01-10; ended 2014-03-01 to 2014-03-05");
});
