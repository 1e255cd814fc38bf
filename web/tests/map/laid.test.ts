import { zoomIdentity } from "d3-zoom";
import { expect, test } from "vitest";
import { groupLabel, layOut } from "../../src/views/map/laid";
import { shadeClasses, shadeOf, shadedCountries } from "../../src/views/map/shades";
import type { Country } from "../../src/views/map/base";
import { countrySpots } from "../../src/views/map/spots";
import { graphOf } from "../sample";

const GRAPH = graphOf(
  [
    { places: ["Northford"] },
    { places: ["Northford", "Quay"] },
    { places: ["Quay"] },
    { places: ["Shire"] },
    { places: ["Lost Hill"] },
    {},
    { places: ["Freeland"] },
    { places: ["Ford Field"] },
  ],
  { "Ford Field": "Northford", Northford: "Shire", Quay: "Shire", Shire: "Freeland" },
  { Northford: { position: [10, 20] }, Freeland: { kind: "Country" } },
);
const laid = layOut(GRAPH, GRAPH.claims.path.keys());
const label = (thing: number) => GRAPH.things.label[thing];

test("a place with coordinates has its own claims at its own position", () => {
  expect(laid.located.map((place) => [label(place.thing), place.latitude, place.longitude, place.claims])).toEqual([["Northford", 10, 20, [0, 1]]]);
});

test("places without coordinates are listed by the country that they lie in, however deep, and borrow no position", () => {
  const [freeland, unknown] = laid.groups;
  expect(laid.groups.map((group) => groupLabel(GRAPH, group))).toEqual(["Freeland", "Nowhere known"]);
  expect(freeland!.places.map((place) => [label(place.thing), place.claims])).toEqual([
    ["Quay", [1, 2]],
    ["Ford Field", [7]],
    ["Freeland", [6]],
    ["Shire", [3]],
  ]);
  expect(unknown!.places.map((place) => label(place.thing))).toEqual(["Lost Hill"]);
});

test("a claim that names a place with coordinates too is not among those without a spot", () => {
  expect(laid.groups.map((group) => group.spotless)).toEqual([[2, 3, 6, 7], [4]]);
  expect(laid.placeless).toEqual([5]);
});

test("a country is shaded only if the base map calls it by just this name", () => {
  const base = ["Freeland", "Nowhere known"].map((name): Country => ({ type: "Feature", properties: { name }, geometry: { type: "Polygon", coordinates: [] } }));
  expect(shadedCountries(GRAPH, base, laid.groups).map(({ country }) => country.properties.name)).toEqual(["Freeland"]);
  const other = base.map((country): Country => ({ ...country, properties: { name: "freeland" } }));
  expect(shadedCountries(GRAPH, other, laid.groups)).toEqual([]);
});

test.each([
  [1, [1]],
  [3, [1, 2, 3]],
  [100, [1, 3, 7, 16, 40]],
])("the shades of at most %i claims begin at %j", (most, classes) => {
  expect(shadeClasses(most)).toEqual(classes);
  expect(shadeOf(classes, 1)).toBe(0);
  expect(shadeOf(classes, most)).toBe(classes.length - 1);
});

test("a country is shaded by the claims that say something was, and by none that it is intended or was not", () => {
  const graph = graphOf(
    [{ places: ["Freeland"] }, { places: ["Freeland"], factuality: "hedged" }, { places: ["Freeland"], factuality: "intended" }, { places: ["Freeland"], factuality: "denied" }],
    {}, { Freeland: { kind: "Country" } },
  );
  const base: Country[] = [{ type: "Feature", properties: { name: "Freeland" }, geometry: { type: "Polygon", coordinates: [] } }];
  const [shaded] = shadedCountries(graph, base, layOut(graph, graph.claims.path.keys()).groups);
  expect([shaded!.said, shaded!.group.spotless.length]).toEqual([2, 4]);
  const [spot] = countrySpots(graph, [{ ...shaded!, point: [0, 0] }], zoomIdentity);
  expect([spot!.text, spot!.told]).toEqual(["Freeland 2 + 2", "Freeland, spot unknown: 4 claims: 1 asserted, 1 hedged, 1 intended, 1 denied"]);
});

test("a province with a position is an area, a town is a spot", () => {
  const graph = graphOf([{ places: ["Shire"] }, { places: ["Northford"] }], {}, {
    Northford: { kind: "PopulatedPlace", position: [10, 20] }, Shire: { kind: "Province", position: [11, 21] },
  });
  expect(layOut(graph, graph.claims.path.keys()).located.map(({ isArea }) => isArea)).toEqual([false, true]);
});

test("tens of thousands of claims at one place are laid out in the time of a glance", () => {
  const graph = graphOf(Array.from({ length: 30_000 }, () => ({ places: ["Northford"] })));
  const begun = performance.now();
  layOut(graph, graph.claims.path.keys());
  expect(performance.now() - begun).toBeLessThan(1000);
});
