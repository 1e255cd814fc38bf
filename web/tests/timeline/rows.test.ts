import { describe, expect, test } from "vitest";
import { hostile, rowLabel, timelineRows } from "../../src/views/timeline/rows";
import { type Told, graphOf } from "../sample";

const rowsOf = (told: Told[], grouping: "pairs" | "actors") => {
  const graph = graphOf(told);
  return timelineRows(graph, told.keys(), grouping).map((row) => [rowLabel(graph, row), [...row.placed], [...row.undated]]);
};
const DAY = { from: "2013-01-01", to: "2013-01-01" };

describe("rows of pairs", () => {
  test("are the same whoever acted, with most claims first", () => {
    expect(rowsOf([{ doers: ["League"], others: ["Army"], ...DAY }, { doers: ["Army"], others: ["Guard"], ...DAY }, { doers: ["Guard"], others: ["Army"], ...DAY }], "pairs")).toEqual([
      ["Army – Guard", [1, 2], []],
      ["Army – League", [0], []],
    ]);
  });
  test("hold each doer with each other side", () => {
    expect(rowsOf([{ doers: ["Army", "Guard"], others: ["League"], ...DAY }], "pairs").map(([label]) => label)).toEqual(["Army – League", "Guard – League"]);
  });
  test("pair those who clash when no other side is told", () => {
    expect(rowsOf([{ doers: ["Army", "Guard"], ...DAY }], "pairs")).toEqual([["Army – Guard", [0], []]]);
  });
  test("that name both sides come before those that do not", () => {
    expect(rowsOf([{ doers: ["Army"], ...DAY }, { doers: ["Army"], ...DAY }, { doers: ["Guard"], others: ["League"], ...DAY }], "pairs").map(([label]) => label)).toEqual(["Guard – League", "Army – other side not named"]);
  });
  test("say that the other side is not named", () => {
    expect(rowsOf([{ doers: ["Army"], ...DAY }, { others: ["Guard"], ...DAY }], "pairs").map(([label]) => label)).toEqual(["Army – other side not named", "Guard – other side not named"]);
  });
  test("leave no claim out that names nobody", () => {
    expect(rowsOf([{ places: ["Quay"], ...DAY }], "pairs")).toEqual([["no party named", [0], []]]);
    expect(rowsOf([{ places: ["Quay"], ...DAY }], "actors")).toEqual([["no party named", [0], []]]);
  });
  test("keep claims without a day apart", () => {
    expect(rowsOf([{ doers: ["Army"], others: ["Guard"] }, { doers: ["Army"], others: ["Guard"], by: "2013-01-01" }], "pairs")).toEqual([["Army – Guard", [1], [0]]]);
  });
});

test("rows of actors hold each claim once, whatever the actor's part", () => {
  expect(rowsOf([{ doers: ["Army"], others: ["Army", "Guard"], ...DAY }], "actors")).toEqual([["Army", [0], []], ["Guard", [0], []]]);
});

test("hostile claims are those of hostile types", () => {
  const graph = graphOf([{ type: "Attack" }, { type: "Alliance" }, { type: "Visit" }]);
  expect([...hostile(graph, Uint32Array.of(0, 1, 2))]).toEqual([0]);
});
