import { expect, test } from "vitest";
import { type Term, columnKind, readSolutions, sortedBy } from "../../src/data/solutions";
import { COUNT, axesOf, chosenAxes, seriesOf } from "../../src/views/query/chart";
import { readTriples } from "../../src/views/query/triples";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const text = (value: string): Term => ({ type: "literal", value });
const number = (value: string): Term => ({ type: "literal", value, datatype: `${XSD}integer` });
const iri = (value: string): Term => ({ type: "uri", value });
const told = (term: Term) => term.value;

const ANSWER = readSolutions({
  head: { vars: ["claim", "day", "place", "killed"] },
  results: {
    bindings: [
      { claim: iri("urn:1"), day: text("2014-02-10"), place: text("Northford"), killed: number("9") },
      { claim: iri("urn:2"), day: text("2014-02-03"), place: text("Northford"), killed: number("12") },
      { claim: iri("urn:3"), place: text("Eastmoor") },
    ],
  },
});

test("what is unbound is null, and the answer to ASK is one cell", () => {
  expect(ANSWER.rows[2]).toEqual([iri("urn:3"), null, text("Eastmoor"), null]);
  expect(readSolutions({ head: {}, boolean: false }).rows[0]![0]!.value).toBe("false");
});

test("a column is of numbers or dates only if all that it has are such", () => {
  expect(ANSWER.columns.map((_, i) => columnKind(ANSWER, i))).toEqual(["label", "date", "label", "number"]);
  const mixed = readSolutions({ head: { vars: ["n"] }, results: { bindings: [{ n: number("1") }, { n: text("2") }] } });
  expect(columnKind(mixed, 0)).toBe("label");
});

test("numbers are sorted by size, and rows without a value come last either way", () => {
  const order = (isDescending: boolean) => sortedBy(ANSWER, 3, isDescending).map((row) => row[0]!.value);
  expect(order(false)).toEqual(["urn:1", "urn:2", "urn:3"]);
  expect(order(true)).toEqual(["urn:2", "urn:1", "urn:3"]);
});

test("a chart counts rows of a label, and says which rows it leaves out", () => {
  const counted = seriesOf(ANSWER, "place", COUNT, told);
  expect(counted.marks.map((mark) => [mark.label, mark.value])).toEqual([["Northford", 2], ["Eastmoor", 1]]);
  expect(seriesOf(ANSWER, "day", COUNT, told).leftOut).toBe(1);
});

test("different things of one label are counted apart and say which they are", () => {
  const rows = [["urn:a", "factions"], ["urn:b", "factions"], ["urn:a", "factions"], ["urn:c", "Northford Army"]] as const;
  const answer = readSolutions({ head: { vars: ["actor", "actorLabel"] }, results: { bindings: rows.map(([actor, label]) => ({ actor: iri(actor), actorLabel: text(label) })) } });
  expect(seriesOf(answer, "actorLabel", COUNT, told).marks.map((mark) => [mark.label, mark.value])).toEqual([["factions (urn:a)", 2], ["factions (urn:b)", 1], ["Northford Army", 1]]);
});

test("many rows of one label are counted in a moment", () => {
  const answer = readSolutions({ head: { vars: ["place"] }, results: { bindings: Array.from({ length: 30_000 }, () => ({ place: text("Northford") })) } });
  const begun = performance.now();
  expect(seriesOf(answer, "place", COUNT, told).marks).toEqual([{ label: "Northford", time: null, value: 30_000 }]);
  expect(performance.now() - begun).toBeLessThan(1_000);
});

test("numbers of several rows are never added up", () => {
  const { marks } = seriesOf(ANSWER, "place", "killed", told);
  expect(marks.map((mark) => [mark.label, mark.value])).toEqual([["Northford", 9], ["Northford", 12]]);
});

test("dates stand in the order of time", () => {
  const { isDated, marks } = seriesOf(ANSWER, "day", "killed", told);
  expect(isDated).toBe(true);
  expect(marks.map((mark) => mark.label)).toEqual(["2014-02-03", "2014-02-10"]);
});

test("axes that the answer has not are replaced by those that it has", () => {
  const axes = axesOf(ANSWER)!;
  expect(chosenAxes(axes, ANSWER, "nothing", "nothing")).toEqual({ label: "day", number: COUNT });
  expect(chosenAxes(axes, ANSWER, "place", "killed")).toEqual({ label: "place", number: "killed" });
  expect(axesOf(readSolutions({ head: { vars: ["x"] }, results: { bindings: [] } }))).toBeNull();
});

test("triples are rows of three columns", () => {
  const { form, columns, rows } = readTriples('<urn:a> <urn:b> "c"@en .\n_:d <urn:b> <urn:e> .\n');
  expect([form, columns]).toEqual(["triples", ["subject", "predicate", "object"]]);
  expect(rows[0]).toEqual([iri("urn:a"), iri("urn:b"), expect.objectContaining({ value: "c", "xml:lang": "en" })]);
  expect(rows[1]![0]!.type).toBe("bnode");
});
