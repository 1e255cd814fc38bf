import { describe, expect, test } from "vitest";
import { fighting, fightingTypes, rowLabel, timelineRows } from "../../src/views/timeline/rows";
import { type Told, graphOf } from "../sample";

const ACTORS = Object.fromEntries(["Army", "Guard", "League"].map((name) => [name, { role: "actor" as const }]));
const rowsOf = (told: Told[], grouping: "pairs" | "actors") => {
  const graph = graphOf(told, {}, ACTORS);
  return timelineRows(graph, told.keys(), grouping).map((row) => [plain(rowLabel(graph, row)), [...row.placed], [...row.undated]]);
};
const plain = (label: string) => label.replace(/[\u2068\u2069]/g, "");
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
  test("never pair those who may have fought side by side", () => {
    expect(rowsOf([{ doers: ["Army", "Guard"], ...DAY }], "pairs")).toEqual([
      ["Army – no party named on the other side", [0], []],
      ["Guard – no party named on the other side", [0], []],
    ]);
  });
  test("that name both sides come before those that do not", () => {
    expect(rowsOf([{ doers: ["Army"], ...DAY }, { doers: ["Army"], ...DAY }, { doers: ["Guard"], others: ["League"], ...DAY }], "pairs").map(([label]) => label)).toEqual(["Guard – League", "Army – no party named on the other side"]);
  });
  test("say that the other side is not named", () => {
    expect(rowsOf([{ doers: ["Army"], ...DAY }, { others: ["Guard"], ...DAY }], "pairs").map(([label]) => label)).toEqual(["Army – no party named on the other side", "Guard – no party named on the other side"]);
  });
  test("hold the parties of a clash together where nobody tells who stands on which side", () => {
    expect(rowsOf([{ type: "ArmedClash", doers: ["Guard", "Army", "League"], ...DAY }, { type: "ArmedClash", doers: ["Army"], ...DAY }], "pairs")).toEqual([
      ["sides not told apart: Army, Guard, League", [0], []],
      ["Army – no party named on the other side", [1], []],
    ]);
  });
  test("are of actors: a bridge is no party", () => {
    expect(rowsOf([{ doers: ["Army"], others: ["Bridge"], ...DAY }, { others: ["Bridge"], ...DAY }], "pairs")).toEqual([
      ["Army – no party named on the other side", [0], []],
      ["no party named", [1], []],
    ]);
  });
  test("hold what an actor is said to have done to itself", () => {
    expect(rowsOf([{ doers: ["Army"], others: ["Army"], ...DAY }], "pairs")).toEqual([["Army – no party named on the other side", [0], []]]);
  });
  test("leave no claim out that names nobody", () => {
    expect(rowsOf([{ places: ["Quay"], ...DAY }], "pairs")).toEqual([["no party named", [0], []]]);
    expect(rowsOf([{ places: ["Quay"], ...DAY }], "actors")).toEqual([["no party named", [0], []]]);
  });
  test("keep claims without a day apart", () => {
    expect(rowsOf([{ doers: ["Army"], others: ["Guard"] }, { doers: ["Army"], others: ["Guard"], by: "2013-01-01" }], "pairs")).toEqual([["Army – Guard", [1], [0]]]);
  });
});

test("rows of actors hold each claim once, whatever the actor's part, and are of actors alone", () => {
  expect(rowsOf([{ doers: ["Army"], others: ["Army", "Guard", "Talks"], ...DAY }], "actors")).toEqual([["Army", [0], []], ["Guard", [0], []]]);
});

test("a name in a row keeps its own direction", () => {
  const graph = graphOf([{ doers: ["Army"], others: ["Guard"], ...DAY }], {}, ACTORS);
  expect(timelineRows(graph, [0], "pairs").map((row) => rowLabel(graph, row))).toEqual(["\u2068Army\u2069 – \u2068Guard\u2069"]);
});

test("fighting is told by the types that make enemies", () => {
  const graph = graphOf([{ type: "Attack" }, { type: "Alliance" }, { type: "Visit" }, { type: "ArmedClash" }]);
  expect([...fighting(graph, Uint32Array.of(0, 1, 2, 3))]).toEqual([0, 3]);
  expect(fightingTypes(graph)).toEqual(["armedclash", "attack"]);
});
