import { expect, test } from "vitest";
import type { Told } from "../sample";
import { claimDays, claimsByActor, linksOf, mostTied } from "../../src/views/network/links";
import { ANY, type Line, type Window, lineName, linesOn } from "../../src/views/network/lines";
import { type ToldTie, day, everyClaim, tiedGraph } from "./sample";

const ATTACK = { doers: ["Army"], others: ["Front"] };

function linesOf(told: Told[], ties: ToldTie[], { on = "2014-02-12", window = 90 as Window, others = [] as string[], hidden = [] as ("ended" | "told")[] } = {}) {
  const graph = tiedGraph(told, ties, others);
  const links = linksOf(graph, everyClaim(graph));
  const lines = [...linesOn(graph, links, new Set(claimsByActor(links).keys()), { day: day(on), window, hidden: new Set(hidden) }).values()];
  return { graph, links, lines, names: lines.map((line) => lineName(graph, line)) };
}

test("who is allied by one source and hostile by another has two lines, and each factuality one of its own", () => {
  const { names } = linesOf(
    [
      { ...ATTACK, from: "2014-02-10", to: "2014-02-10" },
      { ...ATTACK, from: "2014-02-11", to: "2014-02-11", factuality: "denied" },
      { ...ATTACK, from: "2014-02-11", to: "2014-02-11", factuality: "hedged" },
      { doers: ["Army", "Front"], type: "Alliance", by: "2014-02-12" },
    ],
    [],
  );
  expect(names.sort()).toEqual([
    "Army, allied with Front, asserted, claims by their days: 1 claim (1 dated by the report alone)",
    "Army, hostile to Front, asserted, claims by their days: 1 claim",
    "Army, hostile to Front, denied, claims by their days: 1 claim",
    "Army, hostile to Front, hedged, claims by their days: 1 claim",
  ]);
});

test("a fight is drawn as what is told near the day, and beside it the tie that rests on it", () => {
  const fight = { ...ATTACK, from: "2014-02-10", to: "2014-02-10" };
  const { lines } = linesOf([fight], [{ tie: "hostile", a: "Front", b: "Army", began: [null, "2014-02-10"], claims: [0] }], { on: "2015-02-12" });
  expect(lines.map(({ form, state }) => [form, state])).toEqual([["tie", "open"]]);
  const near = linesOf([fight], [{ tie: "hostile", a: "Front", b: "Army", began: [null, "2014-02-10"], claims: [0] }]);
  expect(near.lines.map(({ form }) => form).sort()).toEqual(["tie", "told"]);
});

test.each([
  ["2014-05-11", 90, 1],
  ["2014-05-12", 90, 0],
  ["2013-11-12", 90, 1],
  ["2013-11-11", 90, 0],
  ["2020-01-01", ANY, 1],
  ["2014-02-09", ANY, 0],
])("of a claim of 2014-02-10 on %s with a window of %s days there are %s lines", (on, window, count) => {
  expect(linesOf([{ ...ATTACK, from: "2014-02-10", to: "2014-02-10" }], [], { on, window }).lines).toHaveLength(count);
});

test.each([
  ["2014-02-05", 7, 1],
  ["2014-02-02", 7, 0],
  ["2020-01-01", 7, 1],
])("what a report of 2014-02-10 says is intended, is told on %s with a window of %s days on %s lines: it may come any day after", (on, window, count) => {
  const intended = { ...ATTACK, after: "2014-02-10", factuality: "intended" as const };
  const { lines, links } = linesOf([intended], [], { on, window });
  expect(lines).toHaveLength(count);
  expect(claimDays(links)).toEqual([day("2014-02-10")]);
});

test("who founds a body belongs to it, and those who ally with one another are tied to each other", () => {
  const { names } = linesOf([{ type: "Formation", doers: ["Front"], others: ["Army"], from: "2014-02-10" }, { type: "Alliance", doers: ["Army", "League"], from: "2014-02-10" }], []);
  expect(names.sort()).toEqual([
    "Army, allied with League, asserted, claims by their days: 1 claim",
    "Army, belongs to Front, asserted, claims by their days: 1 claim",
  ]);
});

test("a claim without a day is on one line with the undated tie that rests on it, and never among the dated", () => {
  const { lines } = linesOf([ATTACK, ATTACK], [{ tie: "hostile", a: "Army", b: "Front", claims: [0] }]);
  expect(lines.map(({ form, claims }) => [form, claims])).toEqual([["undated", [0, 1]]]);
});

const MEMBER = { doers: ["Front"], others: ["Army"], type: "Visit" };
const MEMBERSHIP = { tie: "belonging" as const, a: "Front", b: "Army", began: [null, "2014-01-01"] as [null, string], held: ["2014-02-12"], claims: [0], disputed: [1] };

test("who denies a tie does so on the denial's own day, and never stands as the tie does by the word of others", () => {
  const told = [MEMBER, { ...MEMBER, factuality: "denied" as const, by: "2014-02-01" }];
  expect(linesOf(told, [MEMBERSHIP]).names).toEqual([
    "Front, belongs to Army, asserted, said to hold on the day: 1 claim",
    "Front, belongs to Army, denied, claims by their days: 1 claim (1 dated by the report alone)",
  ]);
  expect(linesOf(told, [MEMBERSHIP], { window: 7 }).names.filter((name) => name.includes("denied"))).toEqual([]);
  const undated = linesOf([MEMBER, { ...MEMBER, factuality: "denied" }], [MEMBERSHIP]).names;
  expect(undated[1]).toBe("Front, belongs to Army, denied, no day told: 1 claim");
});

test("a filter that leaves the denial alone leaves no tie", () => {
  const graph = tiedGraph([MEMBER, { ...MEMBER, factuality: "denied", by: "2014-02-01" }], [MEMBERSHIP]);
  const links = linksOf(graph, Uint32Array.of(1));
  expect([links.ties, links.claims.map(({ kind }) => kind), links.unpaired]).toEqual([[], ["belonging"], 0]);
});

test("a tie that is dated by claims not shown says so", () => {
  const graph = tiedGraph([MEMBER, MEMBER, MEMBER], [{ ...MEMBERSHIP, claims: [0, 1, 2], disputed: [] }]);
  const names = (chosen: number[]) => {
    const links = linksOf(graph, Uint32Array.from(chosen));
    return [...linesOn(graph, links, new Set(claimsByActor(links).keys()), { day: day("2014-02-12"), window: 90, hidden: new Set() }).values()].map((line) => lineName(graph, line));
  };
  expect(names([1])).toEqual(["Front, belongs to Army, asserted, said to hold on the day, dated by 2 other claims too: 1 claim"]);
  expect(names([0, 1, 2])).toEqual(["Front, belongs to Army, asserted, said to hold on the day: 3 claims"]);
});

test("a line is of own word only if none of the ties that stand so is said by others", () => {
  const own = { ...MEMBERSHIP, disputed: [], standing: "OwnWordStanding" };
  expect(linesOf([MEMBER], [own]).names).toEqual(["Front, belongs to Army, asserted, said to hold on the day, only a party says so, to its gain: 1 claim"]);
  expect(linesOf([MEMBER, MEMBER], [own, { ...MEMBERSHIP, claims: [1], disputed: [] }]).lines.map(({ isOwnWord }) => isOwnWord)).toEqual([false]);
  expect(linesOf([MEMBER, MEMBER], [own, { ...MEMBERSHIP, held: [], claims: [1], disputed: [] }]).lines.map(({ isOwnWord }) => isOwnWord)).toEqual([true]);
});

test("a name of another direction keeps its own among the words of a line", () => {
  const name = linesOf([{ doers: ["جيش"], others: ["Front"], from: "2014-02-12" }], []).names[0]!;
  expect(name).toContain("\u2068جيش\u2069");
});

test("those who fight side by side are no enemies of one another", () => {
  const { names, links } = linesOf([{ doers: ["Army", "Guard"], others: ["Front"], from: "2014-02-12" }, { doers: ["Army", "Guard"], from: "2014-02-12" }], []);
  expect(names.map((name) => name.split(":")[0])).toEqual([
    "Army, hostile to Front, asserted, claims by their days",
    "Front, hostile to Guard, asserted, claims by their days",
  ]);
  expect(links.unpaired).toBe(1);
});

test("whoever is no actor has no line", () => {
  expect(linesOf([{ doers: ["Army"], others: ["civilians"], from: "2014-02-12" }], [], { others: ["civilians"] }).lines).toEqual([]);
});

test("claims that the filter leaves out count for no tie", () => {
  const graph = tiedGraph([ATTACK, ATTACK], [{ tie: "hostile", a: "Army", b: "Front", began: [null, "2014-01-01"], claims: [0, 1] }]);
  const links = linksOf(graph, Uint32Array.of(1));
  expect(links.ties.map(({ claims }) => claims)).toEqual([[1]]);
  expect(linksOf(graph, new Uint32Array()).ties).toEqual([]);
});

test("hidden standings are not drawn", () => {
  const tie: ToldTie = { tie: "hostile", a: "Army", b: "Front", began: [null, "2014-01-01"], ended: [null, "2014-01-10"], claims: [0] };
  expect(linesOf([ATTACK], [tie]).lines.map(({ state }: Line) => state)).toContain("ended");
  expect(linesOf([ATTACK], [tie], { hidden: ["ended"] }).lines.map(({ state }: Line) => state)).not.toContain("ended");
});

test("the actors with most claims are shown, chosen ones before them", () => {
  const graph = tiedGraph([ATTACK, ATTACK, { doers: ["Guard"], others: ["Rangers"] }], []);
  const counts = claimsByActor(linksOf(graph, everyClaim(graph)));
  const shown = (always: number[]) => mostTied(graph, counts, 2, new Set(always)).map((actor) => graph.things.label[actor]);
  expect(shown([])).toEqual(["Army", "Front"]);
  expect(shown([graph.thingAt.get("thing/Rangers")!])).toEqual(["Rangers", "Army"]);
});
