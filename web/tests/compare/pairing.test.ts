import { describe, expect, test } from "vitest";
import type { GraphAnswer } from "../../src/data/contract";
import { readGraph } from "../../src/data/graph";
import { differ, type Quantity, readNumbers } from "../../src/views/compare/numbers";
import { pairUp, speakingOfTheSame } from "../../src/views/compare/pairing";
import { differenceOf } from "../../src/views/compare/releases";
import { readCompared, sideOf, writeCompared } from "../../src/views/compare/state";

interface Told {
  type?: number;
  factuality?: "asserted" | "hedged" | "denied";
  speaker?: number;
  doers?: number[];
  others?: number[];
  incident?: string;
  contradicted?: boolean;
  day?: number;
}

/** A graph of claims whose parties are things 0 and 1 and whose speakers are things 2 and 3, unless told otherwise. */
function graphOf(told: Told[], path = (i: number) => `claim/${i}`) {
  const of = <T>(value: (one: Told, i: number) => T) => told.map(value);
  const claims: GraphAnswer["claims"] = {
    path: of((_, i) => path(i)), type: of((one) => one.type ?? 0), factuality: of((one) => one.factuality ?? "asserted"),
    comment: of(() => false), speaker: of((one) => one.speaker ?? 2), document: of(() => 0), paragraph: of(() => 1),
    notBefore: of((one) => one.day ?? null), notAfter: of((one) => one.day ?? null), dated: of((one) => (one.day === undefined ? null : "claim")),
    doers: of((one) => one.doers ?? [0]), others: of((one) => one.others ?? [1]), places: of(() => []),
    incident: of((one) => one.incident ?? null), contradicted: of((one) => one.contradicted ?? false),
  };
  const names = ["Northford Army", "Eastmoor Guard", "The Courier", "Harbour Radio"];
  return readGraph({
    things: { path: names.map((_, i) => `thing/${i}`), label: names, kind: names.map(() => "Thing"), role: names.map(() => "other"), claims: names.map(() => 0) },
    documents: { path: ["document/0"], label: ["Report"], file: ["0.txt"], issued: [null] },
    types: { name: ["Attack", "Alliance"], label: ["attack", "alliance"], tie: ["hostile", "friendly"], relation: [null, "mutual"], backward: [false, false] },
    claims,
    ties: { path: [], kind: [], tie: [], label: [], a: [], b: [], beganNotBefore: [], beganNotAfter: [], endedNotBefore: [], endedNotAfter: [], attested: [], standing: [], claims: [], disputed: [] },
    places: { thing: [], latitude: [], longitude: [] },
    within: { thing: [], in: [] },
    total: { claims: told.length, shown: told.length },
  });
}

const killed = (least: number, most: number): Quantity => ({ kind: "killed", text: `${least}`, least, most });
const NO_NUMBERS = new Map();
const kinds = (rows: ReturnType<typeof pairUp>) => rows.map(({ kind, by, left, right, reasons }) => ({ kind, by, left, right, reasons }));

describe("pairing", () => {
  test("claims of one incident are one row, whatever their types", () => {
    const graph = graphOf([{ incident: "incident/a" }, { incident: "incident/a", type: 1, others: [] }]);
    expect(kinds(pairUp(graph, [0], [1], NO_NUMBERS))).toEqual([{ kind: "alike", by: "incident", left: [0], right: [1], reasons: [] }]);
  });

  test("claims without an incident are paired by type and parties, in whatever order a side names them", () => {
    const graph = graphOf([{ type: 1, doers: [0, 1], others: [] }, { type: 1, doers: [1, 0], others: [] }, { type: 1, doers: [1], others: [0] }]);
    expect(kinds(pairUp(graph, [0], [1, 2], NO_NUMBERS))).toEqual([
      { kind: "right", by: "situation", left: [], right: [2], reasons: [] },
      { kind: "alike", by: "situation", left: [0], right: [1], reasons: [] },
    ]);
  });

  test("two incidents of the same type and parties stand beside one another, but differ in nothing that could be contested", () => {
    const graph = graphOf([{ incident: "incident/a" }, { incident: "incident/b", factuality: "denied" }]);
    expect(kinds(pairUp(graph, [0], [1], NO_NUMBERS))).toEqual([{ kind: "alike", by: "parties", left: [0], right: [1], reasons: [] }]);
  });

  test("who attacked whom is not who was attacked by whom", () => {
    const graph = graphOf([{ incident: "incident/a" }, { incident: "incident/b", doers: [1], others: [0] }]);
    expect(pairUp(graph, [0], [1], NO_NUMBERS).map(({ kind }) => kind)).toEqual(["left", "right"]);
  });

  test("claims that name nobody are not taken for one another", () => {
    const graph = graphOf([{ doers: [], others: [] }, { doers: [], others: [] }]);
    expect(pairUp(graph, [0], [1], NO_NUMBERS).map(({ kind }) => kind)).toEqual(["left", "right"]);
  });

  test("contested comes first: contradicted, then factuality, then numbers, then what another contradicts; then left, right, alike", () => {
    const graph = graphOf([
      { incident: "incident/alike" }, { incident: "incident/alike" },
      { incident: "incident/numbers" }, { incident: "incident/numbers" },
      { incident: "incident/surety" }, { incident: "incident/surety", factuality: "hedged" },
      { incident: "incident/contradicted", contradicted: true }, { incident: "incident/contradicted" },
      { incident: "incident/alone", contradicted: true, doers: [1], others: [] },
      { incident: "incident/right", doers: [], others: [1] }, { incident: "incident/left", doers: [1], others: [0] },
    ]);
    const numbers = new Map([[2, [killed(3, 3)]], [3, [killed(9, 9)]]]);
    const rows = pairUp(graph, [0, 2, 4, 6, 8, 10], [1, 3, 5, 7, 9], numbers);
    expect(rows.map(({ key, kind }) => `${kind} ${key.slice(9)}`)).toEqual([
      "contested contradicted", "contested surety", "contested numbers", "contested alone", "left left", "right right", "alike alike",
    ]);
    expect(rows[1]!.reasons).toEqual(["factuality"]);
    expect(rows[2]!.reasons).toEqual(["numbers"]);
  });

  test("within a section the earlier comes first, and what has no day last", () => {
    const graph = graphOf([{ doers: [0], others: [] }, { doers: [1], others: [], day: 20 }, { day: 10 }]);
    expect(pairUp(graph, [0, 1, 2], [], NO_NUMBERS).map(({ left }) => left[0])).toEqual([2, 1, 0]);
  });

  test("every claim is in exactly one row", () => {
    const graph = graphOf(Array.from({ length: 60 }, (_, i) => ({ type: i % 2, doers: [i % 3 % 2], ...(i % 4 === 0 && { incident: `incident/${i % 12}` }) })));
    const all = Array.from({ length: 60 }, (_, i) => i);
    const rows = pairUp(graph, all.filter((i) => i % 5 < 2), all.filter((i) => i % 5 >= 2), NO_NUMBERS);
    expect(rows.flatMap(({ left, right }) => [...left, ...right]).sort((a, b) => a - b)).toEqual(all);
  });
});

test("sides that speak of the same are found, with most in common first", () => {
  const graph = graphOf([{ incident: "incident/a" }, { incident: "incident/a", speaker: 3 }, { type: 1 }, { type: 1, speaker: 3 }, { type: 1, speaker: 1 }]);
  const speaker = (i: number) => sideOf(graph, "source", i);
  expect(speakingOfTheSame(graph, [0, 1, 2, 3, 4], speaker, 2)).toEqual([["thing/2", "thing/3", 2], ["thing/1", "thing/2", 1]]);
});

test.each<[string, Quantity[], Quantity[], boolean]>([
  ["three and nine", [killed(3, 3)], [killed(9, 9)], true],
  ["at least ten and twelve", [killed(10, Infinity)], [killed(12, 12)], false],
  ["one of several numbers is the same", [killed(3, 3), killed(9, 9)], [killed(9, 9)], false],
  ["one side gives none", [killed(3, 3)], [], false],
])("numbers differ if no two ranges meet: %s", (_, left, right, expected) => expect(differ(left, right)).toBe(expected));

test("numbers of another kind are not compared", () => {
  expect(differ([killed(3, 3)], [{ ...killed(9, 9), kind: "wounded" }])).toBe(false);
});

test("numbers are read with their ranges; one without any bound is none", () => {
  const literal = (value: string) => ({ type: "literal" as const, value, datatype: "http://www.w3.org/2001/XMLSchema#integer" });
  const row = { claim: { type: "uri" as const, value: "urn:c" }, kind: literal("killed"), text: literal("dozens") };
  const told = { head: { vars: [] }, results: { bindings: [row, { ...row, minimum: literal("24") }, { ...row, claim: { type: "uri" as const, value: "urn:unknown" }, value: literal("1") }] } };
  expect([...readNumbers(told, (iri) => (iri === "urn:c" ? 7 : undefined))]).toEqual([[7, [{ kind: "killed", text: "dozens", least: 24, most: Infinity }]]]);
});

test("releases differ by the paths of claims", () => {
  const before = graphOf([{}, {}, {}], (i) => `claim/${"abc"[i]}`);
  const now = graphOf([{}, {}, {}], (i) => `claim/${"bcd"[i]}`);
  expect(differenceOf(before, [0, 1, 2], now, [0, 1, 2])).toEqual({ added: [2], gone: [0], same: [0, 1] });
  expect(differenceOf(before, [1], now, [])).toEqual({ added: [], gone: [1], same: [] });
});

test.each([{ by: "source", left: "person/a", right: "" }, { by: "document", left: "document/a", right: "document/b" }, { by: "release", left: "", right: "" }] as const)(
  "the address brings back %j", (compared) => expect(readCompared(writeCompared(compared))).toEqual(compared),
);

test("an unknown way is the usual one", () => expect(readCompared({ by: "planet" }).by).toBe("source"));
