import { describe, expect, test } from "vitest";
import { labelsApart } from "../../src/data/apart";
import { readAddress } from "../../src/data/address";
import { tally, toldTally } from "../../src/data/tally";
import { type Line, cellsOf } from "../../src/views/matrix/cells";
import { arranged } from "../../src/views/matrix/order";
import { restingOn, soleSources } from "../../src/views/matrix/resting";
import { ownOf, settingsOf } from "../../src/views/matrix/settings";
import { toldLocal, toldSole } from "../../src/views/matrix/words";
import { graphOf } from "../sample";

const ACTOR = { role: "actor" } as const;
const GRAPH = graphOf(
  [
    { doers: ["Army"], others: ["Guard"], speaker: "Courier", incident: "raid" },
    { doers: ["Army"], speaker: "Radio", incident: "raid", contradicted: true },
    { doers: ["Guard"], speaker: "Courier", factuality: "denied" },
    { doers: ["League", "League"], speaker: "Activist", document: "2.txt" },
    { doers: ["factions"], speaker: "Activist", document: "2.txt" },
    { doers: ["talks"], speaker: "Radio" },
  ],
  {},
  { Army: ACTOR, Guard: ACTOR, League: ACTOR, factions: { ...ACTOR, path: "document/2.txt/actor/factions" } },
);
const all = () => GRAPH.claims.path.keys();
const labels = (lines: readonly Line[]) => lines.map((line) => line.label);
const cells = cellsOf(GRAPH, all(), "speakers", false);
const at = (lines: readonly Line[], label: string) => lines.find((line) => line.label === label)!;

describe("the cells", () => {
  test("hold the claims that a source makes about an actor, on either side, once each", () => {
    const of = (actor: string, source: string) => cells.of(at(cells.actors, actor).index, at(cells.sources, source).index);
    expect([of("Army", "Courier"), of("Guard", "Courier"), of("Army", "Radio"), of("Guard", "Radio"), of("League", "Activist")]).toEqual([[0], [0, 2], [1], [], [3]]);
    expect(labels(cells.actors)).toEqual(["Army", "Guard", "League"]);
    expect(labels(cells.sources)).toEqual(["Courier", "Activist", "Radio"]);
  });

  test("have documents as columns where they are asked for", () => {
    expect(labels(cellsOf(GRAPH, all(), "documents", false).sources)).toEqual(["1.txt", "2.txt"]);
  });

  test("leave out what one document alone describes, say so, and take it in where asked", () => {
    expect(labels(cellsOf(GRAPH, all(), "speakers", true).actors)).toContain("factions");
    expect(toldLocal(GRAPH, all())).toMatch(/^Not counted: 1 actor .*“factions”/);
  });
});

describe("what rests on one source alone", () => {
  const sole = soleSources(GRAPH, cells);

  test("is told of actors", () => {
    expect([...sole].map(([actor, source]) => [GRAPH.things.label[actor], GRAPH.things.label[source]])).toEqual([["Guard", "Courier"], ["League", "Activist"]]);
    expect(toldSole(3, 2, "speakers")).toBe("Of 3 actors 2 are spoken of by one source only.");
    expect(toldSole(1, 1, "documents")).toBe("Of 1 actor 1 is spoken of in one document only.");
  });

  test("is told of claims: those of no incident that another source tells of", () => {
    const told = restingOn(GRAPH, cells, sole).map(({ source, actors, unjoined }) => [source.label, labels(actors), unjoined]);
    expect(told).toEqual([["Courier", ["Guard"], [2]], ["Activist", ["League"], [3]], ["Radio", [], []]]);
  });
});

test("alike stands beside alike, from the line with most claims on", () => {
  const numbers: Record<string, number[]> = { a: [9, 0, 0], b: [0, 5, 0], c: [3, 0, 0], d: [1, 5, 0] };
  const lines = Object.keys(numbers).map((label, index): Line => ({ index, label, path: label, claims: [] }));
  expect(labels(arranged(lines, "similarity", ({ label }) => numbers[label]!))).toEqual(["a", "c", "d", "b"]);
  expect(labels(arranged([...lines].reverse(), "name", () => []))).toEqual(["a", "b", "c", "d"]);
});

test("things of one label are told apart by the document that describes them", () => {
  const graph = graphOf([{ doers: ["x", "y", "z"] }], {}, { x: { label: "group", path: "document/1.txt/actor/group" }, y: { label: "group", path: "group/group" } });
  expect([...labelsApart(graph)].sort()).toEqual(["Courier", "group", "group (in 1.txt)", "z"]);
});

test("a tally says how sure, and what is contradicted", () => {
  expect(toldTally(tally(GRAPH, [0, 1, 2]))).toBe("3 claims: 2 asserted, 1 denied; 1 contradicted");
});

test("what is chosen of the matrix stands in the address", () => {
  const settings = { kind: "documents", order: "name", onlySole: true, withLocal: true, alone: "document/1.txt" } as const;
  const search = `?${new URLSearchParams(ownOf(settings))}`;
  expect(settingsOf(readAddress(search))).toEqual(settings);
  expect(ownOf(settingsOf(readAddress("?order=none")))).toEqual({});
});
