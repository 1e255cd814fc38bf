import { describe, expect, test } from "vitest";
import type { GraphAnswer } from "../../src/data/contract";
import { readGraph } from "../../src/data/graph";
import { differ, type Quantity, readNumbers } from "../../src/views/compare/numbers";
import { pairUp, speakingOfTheSame } from "../../src/views/compare/pairing";
import { differenceOf } from "../../src/views/compare/difference";
import { headingOf } from "../../src/views/compare/What";
import { readCompared, sideOf, writeCompared } from "../../src/views/compare/state";

interface Told {
  type?: number;
  factuality?: "asserted" | "hedged" | "intended" | "denied";
  speaker?: number;
  doers?: number[];
  others?: number[];
  places?: number[];
  paragraph?: number;
  incident?: string;
  contradicted?: boolean;
  day?: number;
}

const [ALLIANCE, CLASH, CONTROL] = [1, 2, 3];
const [NORTHFORD, EASTMOOR] = [4, 5];

/** A graph of claims whose parties are things 0 and 1 and whose speakers are things 2 and 3, unless told otherwise. */
function graphOf(told: Told[], path = (i: number) => `claim/${i}`) {
  const of = <T>(value: (one: Told, i: number) => T) => told.map(value);
  const claims: GraphAnswer["claims"] = {
    path: of((_, i) => path(i)), type: of((one) => one.type ?? 0), factuality: of((one) => one.factuality ?? "asserted"),
    comment: of(() => false), speaker: of((one) => one.speaker ?? 2), document: of(() => 0), paragraph: of((one) => one.paragraph ?? 1),
    notBefore: of((one) => one.day ?? null), notAfter: of((one) => one.day ?? null), dated: of((one) => (one.day === undefined ? null : "claim")),
    doers: of((one) => one.doers ?? [0]), others: of((one) => one.others ?? [1]), places: of((one) => one.places ?? []),
    incident: of((one) => one.incident ?? null), contradicted: of((one) => one.contradicted ?? false), origin: of(() => null), reprint: of(() => null),
  };
  const names = ["Northford Army", "Eastmoor Guard", "The Courier", "Harbour Radio", "Northford", "Eastmoor", "قرية"];
  return readGraph({
    things: { path: names.map((_, i) => `thing/${i}`), label: names, kind: names.map(() => "Thing"), role: names.map(() => "other"), claims: names.map(() => 0), reprints: names.map(() => 0) },
    documents: { path: ["document/0"], label: ["Report"], file: ["0.txt"], issued: [null] },
    types: {
      name: ["Attack", "Alliance", "ArmedClash", "TerritorialControl"], label: ["attack", "alliance", "armed clash", "control of a place"], tie: ["hostile", "friendly", "hostile", null], backward: [false, false, false, false],
      state: [false, true, false, true], relation: [null, "mutual", "sides", null], doer: ["attacker", "ally", "side one", "holder"], other: ["attacked", "ally", "side two", "recipient"],
    },
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
const kindsOf = (told: Told[]) => pairUp(graphOf(told), [0], told.slice(1).map((_, i) => i + 1), NO_NUMBERS).map(({ kind }) => kind);

describe("pairing", () => {
  test("claims of one incident are one row, whatever their types", () => {
    const graph = graphOf([{ incident: "incident/a" }, { incident: "incident/a", type: 1, others: [] }]);
    expect(kinds(pairUp(graph, [0], [1], NO_NUMBERS))).toEqual([{ kind: "both", by: "incident", left: [0], right: [1], reasons: [] }]);
  });

  test("claims of a state are paired by type and parties, whoever of an alliance is named first", () => {
    const graph = graphOf([{ type: ALLIANCE, doers: [0, 1], others: [] }, { type: ALLIANCE, doers: [1, 0], others: [], factuality: "denied" }, { type: ALLIANCE, doers: [1], others: [0] }]);
    expect(kinds(pairUp(graph, [0], [1, 2], NO_NUMBERS))).toEqual([{ kind: "contested", by: "situation", left: [0], right: [1, 2], reasons: ["factuality"] }]);
  });

  test("who holds one place says nothing of another, be it denied or not", () => {
    const held = (place: number, factuality: Told["factuality"] = "asserted"): Told => ({ type: CONTROL, doers: [0], others: [], places: [place], factuality });
    expect(kindsOf([held(NORTHFORD), held(EASTMOOR)])).toEqual(["left", "right"]);
    expect(kindsOf([held(NORTHFORD, "denied"), held(EASTMOOR)])).toEqual(["left", "right"]);
    expect(kindsOf([held(NORTHFORD, "denied"), held(NORTHFORD)])).toEqual(["contested"]);
    expect(kindsOf([{ ...held(NORTHFORD), places: [NORTHFORD, EASTMOOR] }, held(NORTHFORD)])).toEqual(["perhaps"]);
  });

  test("events that are of no incident are perhaps the same, and never contested", () => {
    expect(kindsOf([{ day: 3 }, { day: 300, factuality: "intended" }])).toEqual(["perhaps"]);
    expect(kindsOf([{ places: [NORTHFORD] }, { places: [EASTMOOR], factuality: "intended" }])).toEqual(["left", "right"]);
    expect(kindsOf([{ places: [NORTHFORD] }, { factuality: "denied" }, { places: [EASTMOOR] }])).toEqual(["perhaps"]);
  });

  test("one fight is one whichever side is named first", () => {
    expect(kindsOf([{ type: CLASH, doers: [0], others: [1] }, { type: CLASH, doers: [1], others: [0] }])).toEqual(["perhaps"]);
    expect(kindsOf([{ type: CLASH, doers: [0, 1], others: [2] }, { type: CLASH, doers: [0], others: [1, 2] }])).toEqual(["left", "right"]);
  });

  test("two incidents of the same type and parties are perhaps the same, and differ in nothing that could be contested", () => {
    const graph = graphOf([{ incident: "incident/a" }, { incident: "incident/b", factuality: "denied" }]);
    expect(kinds(pairUp(graph, [0], [1], NO_NUMBERS))).toEqual([{ kind: "perhaps", by: "parties", left: [0], right: [1], reasons: [] }]);
  });

  test("what both tell, and tell otherwise, is said; what one leaves unsaid is no difference", () => {
    const apart = (one: Told, other: Told) => pairUp(graphOf([{ incident: "i", ...one }, { incident: "i", ...other }]), [0], [1], NO_NUMBERS)[0]!.apart;
    expect(apart({ day: 3, places: [NORTHFORD] }, { day: 4, places: [EASTMOOR] })).toEqual(["days", "places"]);
    expect(apart({ day: 3, places: [NORTHFORD] }, {})).toEqual([]);
    expect(apart({ type: CLASH }, { type: CLASH, doers: [1], others: [0] })).toEqual([]);
    expect(apart({}, { type: CLASH, doers: [0], others: [] })).toEqual(["types", "parties"]);
  });

  test("who attacked whom is not who was attacked by whom", () => {
    const graph = graphOf([{ incident: "incident/a" }, { incident: "incident/b", doers: [1], others: [0] }]);
    expect(pairUp(graph, [0], [1], NO_NUMBERS).map(({ kind }) => kind)).toEqual(["left", "right"]);
  });

  test("claims that name nobody are not taken for one another", () => {
    const graph = graphOf([{ doers: [], others: [] }, { doers: [], others: [] }]);
    expect(pairUp(graph, [0], [1], NO_NUMBERS).map(({ kind }) => kind)).toEqual(["left", "right"]);
  });

  test("contested comes first: contradicted, then factuality, then numbers, then what another contradicts; then left, right, both", () => {
    const graph = graphOf([
      { incident: "incident/both" }, { incident: "incident/both" },
      { incident: "incident/numbers" }, { incident: "incident/numbers" },
      { incident: "incident/surety" }, { incident: "incident/surety", factuality: "hedged" },
      { incident: "incident/contradicted", contradicted: true }, { incident: "incident/contradicted" },
      { incident: "incident/alone", contradicted: true, doers: [1], others: [] },
      { incident: "incident/right", doers: [], others: [1] }, { incident: "incident/left", doers: [1], others: [0] },
    ]);
    const numbers = new Map([[2, [killed(3, 3)]], [3, [killed(9, 9)]]]);
    const rows = pairUp(graph, [0, 2, 4, 6, 8, 10], [1, 3, 5, 7, 9], numbers);
    expect(rows.map(({ key, kind }) => `${kind} ${key.slice(9)}`)).toEqual([
      "contested contradicted", "contested surety", "contested numbers", "contested alone", "left left", "right right", "both both",
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

describe("releases", () => {
  const named = (names: string) => (i: number) => `claim/${names[i]}`;
  const compared = (here: Told[], beside: Told[], names = ["abcdef", "uvwxyz"]) => {
    const [ours, theirs] = [graphOf(here, named(names[0]!)), graphOf(beside, named(names[1]!))];
    return differenceOf(ours, here.keys(), theirs, beside.keys());
  };

  test("a claim of the same path is the same, and what is left is of one release alone", () => {
    const found = compared([{}, {}, { paragraph: 7 }], [{ paragraph: 9 }, {}, {}], ["bcd", "abc"]);
    expect([found.changed, found.here, found.beside]).toEqual([[], [2], [0]]);
    expect(found.same.map(({ here, beside }) => [here, beside])).toEqual([[0, 1], [1, 2]]);
  });

  test("a claim that is denied in one of them is changed, in words", () => {
    expect(compared([{}], [{ factuality: "denied" }]).changed).toEqual([{ here: 0, beside: 0, differences: [{ what: "factuality", here: "asserted", beside: "denied" }] }]);
  });

  test("what is told of a claim of one path may differ, too", () => {
    const [pair] = compared([{ contradicted: true }], [{}], ["a", "a"]).changed;
    expect(pair!.differences).toEqual([{ what: "standing", here: "contradicted by another claim", beside: "not contradicted" }]);
  });

  test("what is told alike at another path differs in what is not compared, and comes after what is", () => {
    const { changed, same } = compared([{}, { paragraph: 2 }], [{}, { paragraph: 2, factuality: "denied" }]);
    expect([changed.map(({ here }) => here), same]).toEqual([[1, 0], []]);
    expect(changed[1]!.differences).toMatchObject([{ here: "claim/a", beside: "claim/u" }]);
  });

  test("of several in a paragraph the likest are one", () => {
    const { changed } = compared([{ doers: [1], others: [] }, { places: [NORTHFORD] }], [{ places: [EASTMOOR] }, { doers: [1], others: [2] }]);
    expect(changed.map(({ here, beside, differences }) => [here, beside, differences.map(({ what }) => what)])).toEqual([[0, 1, ["the other side"]], [1, 0, ["place"]]]);
  });

  test("of another type it is the same claim with half of the parties, and another with fewer", () => {
    expect(compared([{}], [{ type: CLASH }]).changed.map(({ differences }) => differences.map(({ what }) => what))).toEqual([["type"]]);
    expect(compared([{ doers: [0], others: [] }], [{ type: CLASH, doers: [1], others: [] }]).changed).toEqual([]);
  });

  test("of another paragraph it is another claim", () => expect(compared([{}], [{ paragraph: 2, factuality: "denied" }]).changed).toEqual([]));

  test("what is contradicted comes first", () => {
    const { here } = compared([{ paragraph: 1 }, { paragraph: 2, contradicted: true }], []);
    expect(here).toEqual([1, 0]);
  });
});

test.each<[string, Told, string]>([
  ["a fight has two sides and no attacker", { type: CLASH }, "armed clash: Northford Army – Eastmoor Guard"],
  ["each has its role", { others: [1, 2] }, "attack: attacker Northford Army, attacked Eastmoor Guard, The Courier"],
  ["one alone has its role", { doers: [], others: [1] }, "attack: attacked Eastmoor Guard"],
  ["allies stand in one relation", { type: ALLIANCE }, "alliance: Northford Army, Eastmoor Guard"],
  ["nobody is named", { doers: [], others: [] }, "attack"],
])("a heading names the parties: %s", (_, told, heading) => expect(headingOf(graphOf([told]), 0)).toBe(heading));

test.each([{ by: "source", left: "person/a", right: "", beside: "" }, { by: "document", left: "document/a", right: "document/b", beside: "" }, { by: "release", left: "", right: "", beside: "claim/a" }] as const)(
  "the address brings back %j", (compared) => expect(readCompared(writeCompared(compared))).toEqual(compared),
);

test("an unknown way is the usual one", () => expect(readCompared({ by: "planet" }).by).toBe("source"));
