import { expect, test } from "vitest";
import { tally, toldTally } from "../../src/data/tally";
import { cellsOf } from "../../src/views/matrix/cells";
import { restingOn, soleSources } from "../../src/views/matrix/resting";
import { graphOf } from "../sample";

const ACTOR = { role: "actor" } as const;
const KNOWN = { Army: ACTOR, Guard: ACTOR };
const DAYS = { "a.txt": 7, "b.txt": 5, "c.txt": 6 };
const PRINTED = ["a.txt", "b.txt", "c.txt"].map((document) => ({ doers: ["Army"], speaker: `paper of ${document}`, document, incident: "raid", origin: "Agency", reprint: 0 }));
const told = (more: Parameters<typeof graphOf>[0] = [], kind: "documents" | "speakers" = "documents") => {
  const graph = graphOf([...PRINTED, ...more], {}, KNOWN, DAYS);
  const cells = cellsOf(graph, graph.claims.path.keys(), kind, false);
  const sole = soleSources(graph, cells);
  const label = (source: number) => cells.sources.find(({ index }) => index === source)!.label;
  const resting = restingOn(graph, cells, sole).map(({ source, unjoined, reprints }) => [source.label, unjoined, reprints] as const);
  return { graph, sole: [...sole].map(([actor, source]) => [graph.things.label[actor], label(source)]), resting: resting.sort() };
};

test("publications of one text do not join one another, and the first of them alone speaks of its actors", () => {
  const { sole, resting } = told();
  expect(resting).toEqual([["a.txt", [0], 1], ["b.txt", [1], 0], ["c.txt", [2], 1]]);
  expect(sole).toEqual([["Army", "b.txt"]]);
  expect(told([], "speakers").sole).toEqual([["Army", "paper of b.txt"]]);
});

test("a report on the word of another joins each of them", () => {
  const { sole, resting } = told([{ doers: ["Army"], speaker: "Radio", document: "d.txt", incident: "raid", origin: "Radio" }]);
  expect(resting).toEqual([["a.txt", [], 0], ["b.txt", [], 0], ["c.txt", [], 0], ["d.txt", [], 0]]);
  expect(sole).toEqual([]);
});

test("another report on the same word joins none, and speaks of the actors in words of its own", () => {
  const { sole, resting } = told([{ doers: ["Army"], speaker: "Radio", document: "d.txt", incident: "raid", origin: "Agency" }]);
  expect(resting.map(([, unjoined]) => unjoined)).toEqual([[0], [1], [2], [3]]);
  expect(sole).toEqual([]);
});

test("a source that tells an incident on two words is joined by nobody but another source", () => {
  const more = { doers: ["Guard"], document: "d.txt", incident: "fire" };
  const { resting } = told([{ ...more, origin: "Agency" }, { ...more, origin: "Radio" }]);
  expect(resting.at(-1)).toEqual(["d.txt", [3, 4], 0]);
});

test("a tally says how many claims are reprints: all but that of the earliest document", () => {
  const { graph } = told();
  expect(toldTally(tally(graph, [0, 1, 2]))).toBe("3 claims: 3 asserted; 2 reprints");
  expect(toldTally(tally(graph, [0]))).toBe("1 claim: 1 asserted; 1 reprint");
  expect(toldTally(tally(graph, [1]))).toBe("1 claim: 1 asserted");
});
