import { expect, test } from "vitest";
import { LARGEST, circlesOf, nextTowards, radiusOf } from "../../src/views/map/circles";
import { roomFor } from "../../src/views/map/labels";
import { sectorsOf } from "../../src/views/map/sectors";

const place = (thing: number, claims: number[], x: number) => ({ thing, claims, longitude: x, latitude: 0, isArea: false });
const PLACES = [place(0, [1, 2, 3], 0), place(1, [3, 4], 30), place(2, [5], 100)];
const circles = (zoom: number) => circlesOf(PLACES, ({ longitude }) => [longitude * zoom, 0]);

test("places too close are one circle at the place with most claims, each claim counted once", () => {
  expect(circles(1).map(({ x, claims, places }) => [x, claims, places.length])).toEqual([[0, [1, 2, 3, 4], 2], [100, [5], 1]]);
});

test("zooming in parts them, zooming out joins them", () => {
  expect(circles(2).map(({ places }) => places.length)).toEqual([1, 1, 1]);
  expect(circles(0.1).map(({ places }) => places.length)).toEqual([3]);
});

test("an area is never in one circle with a spot", () => {
  const [area, ...spots] = PLACES;
  expect(circlesOf([{ ...area!, isArea: true }, ...spots], ({ longitude }) => [longitude / 10, 0]).map(({ places }) => places.map(({ thing }) => thing))).toEqual([[0], [1, 2]]);
});

test("what the projection has no point for is in no circle", () => {
  expect(circlesOf(PLACES, () => null)).toEqual([]);
});

test("four times the claims have four times the area", () => {
  expect(radiusOf(100, 100)).toBe(LARGEST);
  expect(radiusOf(100, 100) / radiusOf(25, 100)).toBeCloseTo(2);
});

test("arrow keys lead to what lies that way", () => {
  const points = [{ x: 0, y: 0 }, { x: 50, y: 10 }, { x: 20, y: 60 }, { x: -30, y: 0 }];
  expect(["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"].map((key) => nextTowards(points, 0, key))).toEqual([1, 2, 3, 0]);
});

test("a label that would cover one that matters more is left out, and none sticks out", () => {
  const label = (x: number, text: string) => ({ key: text, x, y: 0, text, isMark: true });
  expect(roomFor([label(0, "Northford 12"), label(10, "Quay 3"), label(300, "Eastmoor 1")], 310).map(({ text }) => text)).toEqual(["Northford 12", "Eastmoor 1"]);
  for (const { x } of roomFor([label(0, "Northford 12"), label(300, "Eastmoor 1")], 310)) expect(x > 30 && x < 280).toBe(true);
});

test("a circle has a sector for each factuality that occurs, and is whole where only one does", () => {
  const told = (asserted: number, denied: number) => ({ claims: asserted + denied, by: { asserted, hedged: 0, intended: 0, denied }, contradicted: 0, comment: 0, reprints: 0 });
  expect(sectorsOf(told(1, 1), 10)).toEqual([
    { factuality: "asserted", d: "M0 0L0.00 -10.00A10 10 0 0 1 0.00 10.00Z" },
    { factuality: "denied", d: "M0 0L0.00 10.00A10 10 0 0 1 -0.00 -10.00Z" },
  ]);
  expect(sectorsOf(told(3, 0), 10).map(({ d }) => d.startsWith("M0 -10A"))).toEqual([true]);
});
