import { expect, test } from "vitest";
import { readAddress } from "../../src/data/address";
import { NOWHERE, cursorName, moved } from "../../src/views/network/cursor";
import { curvesOf, isAcross, nearestCurve, zigzag } from "../../src/views/network/curves";
import { layOut, taskOf } from "../../src/views/network/layout";
import { type Line, linesOn } from "../../src/views/network/lines";
import { claimsByActor, linksOf, mostTied } from "../../src/views/network/links";
import { newRoom } from "../../src/views/network/room";
import { readSettings, writeSettings } from "../../src/views/network/settings";
import { day, everyClaim, tiedGraph } from "./sample";

const graph = tiedGraph(
  [
    { doers: ["Army"], others: ["Front"], from: "2014-02-12" },
    { doers: ["Army", "Front"], type: "Alliance", from: "2014-02-12" },
    { doers: ["Army"], others: ["Guard"], from: "2014-02-12" },
  ],
  [],
);
const links = linksOf(graph, everyClaim(graph));
const counts = claimsByActor(links);
const actors = mostTied(graph, counts, 10, new Set());
const lines = linesOn(graph, links, new Set(actors), { day: day("2014-02-12"), window: 0, hidden: new Set() });
const [army, front] = [graph.thingAt.get("thing/Army")!, graph.thingAt.get("thing/Front")!];

test("the same actors lie in the same places, apart from one another", () => {
  const lay = () => layOut(taskOf(actors, links, counts, false), () => {});
  expect(lay()).toEqual(lay());
  const [one, other] = lay();
  expect(Math.hypot(one!.x - other!.x, one!.y - other!.y)).toBeGreaterThan(30);
});

test("how far it is with laying out is told, of many actors too", () => {
  for (const many of [2, 900]) {
    const shares: number[] = [];
    layOut({ radii: Array<number>(many).fill(5), pairs: [[0, 1]], isTall: false }, (share) => shares.push(share));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(shares.length).toBe(many === 2 ? 300 : 100);
  }
});

test("the lines of a pair lie side by side, and each is found where it is drawn", () => {
  const at = (actor: number) => ({ x: actor === army ? 0 : 200, y: actor === army ? 0 : actor * 40 });
  const curves = curvesOf(lines.values(), at, () => 5);
  const pair = curves.filter(({ line }) => line.b === front || line.a === front);
  expect(pair).toHaveLength(2);
  expect(Math.hypot(pair[0]!.middle.x - pair[1]!.middle.x, pair[0]!.middle.y - pair[1]!.middle.y)).toBeCloseTo(15);
  for (const { line, middle } of pair) expect(nearestCurve(curves, middle, 5)?.line).toBe(line);
  expect(nearestCurve(curves, { x: -50, y: -50 }, 5)).toBeNull();
});

test("two lines of a pair that begin at different ends do not lie on one another", () => {
  const line = (a: number, b: number): Line => ({ ...[...lines.values()][0]!, key: `${a}${b}`, a, b });
  const [one, other] = curvesOf([line(0, 1), line(1, 0)], (actor) => ({ x: actor * 100, y: 0 }), () => 5);
  expect(one!.middle.y).toBeCloseTo(-other!.middle.y);
  expect(Math.abs(one!.middle.y)).toBeGreaterThan(5);
});

test("a zigzag keeps its ends and goes to both sides", () => {
  const drawn = zigzag([{ x: 0, y: 0 }, { x: 50, y: 0 }, { x: 100, y: 0 }], 4);
  expect([drawn[0], drawn.at(-1)]).toEqual([{ x: 0, y: 0 }, { x: 100, y: 0 }]);
  expect([Math.min(...drawn.map(({ y }) => y)), Math.max(...drawn.map(({ y }) => y))]).toEqual([-4, 4]);
});

test("keys lead from actor to actor and through the lines of each", () => {
  const first = moved(NOWHERE, "ArrowRight", actors, lines)!;
  expect(cursorName(graph, first, lines)).toBe("Army: 3 lines");
  const down = moved(first, "ArrowDown", actors, lines)!;
  expect(cursorName(graph, down, lines)).toMatch(/^Army, (hostile to|allied with) Front, asserted/);
  const last = ["ArrowDown", "ArrowDown", "ArrowDown"].reduce((cursor, key) => moved(cursor, key, actors, lines)!, down);
  expect(cursorName(graph, last, lines)).toMatch(/^Army, hostile to Guard/);
  expect(moved(down, "ArrowUp", actors, lines)).toEqual(first);
  expect(moved(moved(NOWHERE, "End", actors, lines)!, "ArrowRight", actors, lines)!.actor).toBe(actors.at(-1));
  expect(moved(first, "x", actors, lines)).toBeNull();
});

test("what is chosen is read from the address and written to it, and what is as usual is not said", () => {
  const settings = readSettings(readAddress("?window=any&hide=ended,told&most=300&focus=group/x&rows=actors"));
  expect(writeSettings({ rows: "actors" }, settings)).toEqual({ rows: "actors", window: "any", hide: "ended,told", most: "300", focus: "group/x" });
  expect(writeSettings({ window: "7" }, readSettings(readAddress("?window=4&most=x")))).toEqual({});
});

test("what lies outside the picture on one side is not in view, what crosses it is", () => {
  const at = (x: number, y: number) => ({ x, y });
  const isSeen = (a: { x: number; y: number }, b: { x: number; y: number }) => isAcross(a, b, 10, 100, 50);
  expect(isSeen(at(-500, 20), at(900, 30))).toBe(true);
  expect(isSeen(at(-500, 20), at(-11, 30))).toBe(false);
  expect(isSeen(at(-500, 20), at(-9, 30))).toBe(true);
  expect(isSeen(at(20, 61), at(30, 400))).toBe(false);
});

test("a box is free where none that is taken overlaps it, across the edges of cells too", () => {
  const room = newRoom();
  room.take([10, 10, 200, 30]);
  expect(room.isFree([190, 25, 260, 60])).toBe(false);
  expect(room.isFree([200, 10, 260, 30])).toBe(true);
  expect(room.isFree([-40, -40, 9, 9])).toBe(true);
  room.take([-40, -40, 9, 9]);
  expect(room.isFree([-5, -5, 2, 2])).toBe(false);
});
