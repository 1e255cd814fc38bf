import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { HEIGHT, WIDTH, countriesOf, largestPart, projected, scaleBar } from "../../src/views/map/base";

test("the base map is had from its package, and each country has a name and a place for it on the sheet", () => {
  const base = countriesOf(JSON.parse(readFileSync("node_modules/world-atlas/countries-50m.json", "utf8")));
  expect(base.length).toBeGreaterThan(200);
  const projection = projected(0);
  for (const country of base) {
    const { point: [x, y], width } = largestPart(projection, country);
    expect(country.properties.name).not.toBe("");
    expect(x >= 0 && x <= WIDTH && y >= 0 && y <= HEIGHT && width >= 0).toBe(true);
  }
});

test("the middle of the sheet is the longitude that is asked for", () => {
  const [x, y] = projected(40)([40, 0])!;
  expect([x, y].map(Math.round)).toEqual([WIDTH / 2, Math.round(HEIGHT / 2)]);
});

test("the scale is a round number of kilometres: a degree of the equator is 111 km", () => {
  const bar = scaleBar(([x]) => [x / 100, 0], 0, 0)!;
  expect(bar.km).toBe(100);
  expect(bar.pixels).toBeCloseTo(100 / 1.11195, 1);
});
