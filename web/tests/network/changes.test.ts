import { expect, test } from "vitest";
import { changedLines, changesBetween, changesWords, monthsOn, nextDay } from "../../src/views/network/changes";
import { claimsByActor, linksOf } from "../../src/views/network/links";
import { linesOn } from "../../src/views/network/lines";
import { day, everyClaim, tiedGraph } from "./sample";

const graph = tiedGraph(
  [
    { doers: ["Army"], others: ["Front"], from: "2014-02-12", to: "2014-02-12" },
    { doers: ["Army"], others: ["Guard"] },
    { doers: ["Front"], others: ["Guard"] },
  ],
  [
    { tie: "hostile", a: "Army", b: "Front", began: [null, "2014-02-12"], claims: [0] },
    { tie: "hostile", a: "Army", b: "Guard", began: ["2014-02-12", "2014-02-12"], ended: ["2014-02-20", "2014-02-20"], claims: [1] },
    { tie: "hostile", a: "Front", b: "Guard", claims: [2] },
  ],
);
const links = linksOf(graph, everyClaim(graph));
const actors = new Set(claimsByActor(links).keys());
const told = (one: string, other: string, window = 1) => changesWords(changesBetween(graph, links, actors, day(one), day(other), window));

test("what changes from one day to another is told forward, whichever way the slider goes", () => {
  expect(told("2014-02-11", "2014-02-12")).toBe("Between 2014-02-11 and 2014-02-12: 2 ties begin or are said to hold.");
  expect(told("2014-02-12", "2014-02-11")).toBe(told("2014-02-11", "2014-02-12"));
  expect(told("2014-02-20", "2014-02-21")).toBe("Between 2014-02-20 and 2014-02-21: 1 tie ends.");
  expect(told("2014-02-10", "2014-02-13", 0)).toContain("2 ties begin");
  expect(told("2014-02-13", "2014-02-14")).toBe("Between 2014-02-13 and 2014-02-14: 1 claim leaves the window.");
  expect(told("2014-03-01", "2014-03-02")).toBe("Between 2014-03-01 and 2014-03-02: nothing changes.");
});

test("lines that came or stand otherwise are marked", () => {
  const on = (written: string) => linesOn(graph, links, actors, { day: day(written), window: 0, hidden: new Set() });
  const changed = changedLines(on("2014-02-11"), on("2014-02-12"));
  const lines = [...on("2014-02-12").values()].filter(({ key }) => changed.has(key));
  expect(lines.map(({ form, state }) => [form, state])).toEqual([["tie", "open"], ["told", null], ["tie", "holds"]]);
  expect(changedLines(on("2014-02-12"), on("2014-02-12")).size).toBe(0);
});

test("steps lead to the next day that matters, and stay at the ends", () => {
  expect([nextDay([3, 7], 3, 1), nextDay([3, 7], 7, 1), nextDay([3, 7], 5, -1), nextDay([3, 7], 3, -1)]).toEqual([7, 7, 3, 3]);
});

test("a month on is the same day, or the last of a shorter month", () => {
  expect(monthsOn(day("2014-01-31"), 1)).toBe(day("2014-02-28"));
  expect(monthsOn(day("2014-01-15"), -1)).toBe(day("2013-12-15"));
});
