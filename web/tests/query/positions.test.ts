import { expect, test } from "vitest";
import { type Rows, readSolutions } from "../../src/data/solutions";
import { positionColumns, spotsOf } from "../../src/views/query/positions";

const rowsOf = (columns: string[], ...rows: (string | null)[][]): Rows =>
  readSolutions({
    head: { vars: columns },
    results: { bindings: rows.map((row) => Object.fromEntries(row.flatMap((value, i) => (value === null ? [] : [[columns[i]!, { type: "literal" as const, value }]])))) },
  });

function drawn(answer: Rows) {
  return spotsOf(answer, positionColumns(answer)!);
}

test("points are read longitude first, and rows of one position are one place", () => {
  const { spots, leftOut } = drawn(rowsOf(["wkt", "wktLabel"], ["POINT(-20.25 -40.5)", "Northford"], ["<http://www.opengis.net/def/crs/OGC/1.3/CRS84> Point Z (-20.25 -40.5 12)", "Northford Camp"], [null, "Nowhere"]));
  expect(spots).toEqual([{ longitude: -20.25, latitude: -40.5, labels: ["Northford", "Northford Camp"], rows: 2 }]);
  expect(leftOut).toBe(1);
});

test.each(["POLYGON((0 0,1 0,1 1,0 0))", "<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(-40.5 -20.25)", "POINT(200 0)", "POINT EMPTY", "Northford"])(
  "%s is not drawn, and counted as left out", (wkt) => expect(drawn(rowsOf(["wkt"], [wkt]))).toEqual({ spots: [], leftOut: 1 }),
);

test("degrees in two columns, plain texts too, with the label beside them", () => {
  const { spots, leftOut } = drawn(rowsOf(["placeLabel", "lat", "long"], ["Northford", "-40.5", "-20.25"], ["Eastmoor", "", "-10"]));
  expect(spots).toEqual([{ longitude: -20.25, latitude: -40.5, labels: ["Northford"], rows: 1 }]);
  expect(leftOut).toBe(1);
});

test("an answer without positions offers no map", () => {
  expect(positionColumns(rowsOf(["place", "lat"], ["Northford", "-40.5"]))).toBeNull();
});
