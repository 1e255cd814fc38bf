import { type Rows, type Term, columnKind, numberOf } from "../../data/solutions";

/** A place on the map with the rows that have it. */
export interface Spot {
  readonly longitude: number;
  readonly latitude: number;
  readonly labels: readonly string[];
  readonly rows: number;
}

/** Where an answer has positions: points in one column, or degrees in two; and the column that names them, -1 for none. */
export interface PositionColumns {
  readonly wkt: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly label: number;
}

const NUMBER = "([-+]?\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d+)?)";
/** A point as GeoSPARQL writes it: longitude first, which is so without a reference system or with CRS 84. */
const POINT = new RegExp(`^\\s*(?:<http://www\\.opengis\\.net/def/crs/OGC/1\\.3/CRS84>\\s*)?POINT\\s*Z?\\s*\\(\\s*${NUMBER}\\s+${NUMBER}(?:\\s+${NUMBER})?\\s*\\)\\s*$`, "i");
const LATITUDES = ["lat", "latitude"];
const LONGITUDES = ["long", "lon", "lng", "longitude"];

/** The columns that a map can be drawn of, as YASGUI names them (`?wkt`, `?wktLabel`) or by degrees; null where there are none. */
export function positionColumns(answer: Rows): PositionColumns | null {
  const of = (names: readonly string[]) => answer.columns.findIndex((name) => names.includes(name.toLowerCase()));
  const [wkt, latitude, longitude] = [of(["wkt"]), of(LATITUDES), of(LONGITUDES)];
  if (wkt >= 0) return { wkt, latitude: -1, longitude: -1, label: of(["wktlabel"]) };
  if (latitude < 0 || longitude < 0) return null;
  const named = of(["label", "placelabel", "name"]);
  return { wkt, latitude, longitude, label: named >= 0 ? named : answer.columns.findIndex((_, i) => columnKind(answer, i) === "label") };
}

/** The places of *answer*, each position once, and how many rows have none that can be read. */
export function spotsOf(answer: Rows, columns: PositionColumns): { spots: Spot[]; leftOut: number } {
  const spots = new Map<string, Spot>();
  let leftOut = 0;
  for (const row of answer.rows) {
    const found = columns.wkt >= 0 ? pointOf(row[columns.wkt]) : onEarth(degrees(row[columns.longitude]), degrees(row[columns.latitude]));
    if (!found) {
      leftOut++;
      continue;
    }
    const [longitude, latitude] = found;
    const known = spots.get(found.join());
    const label = row[columns.label]?.value ?? "";
    const labels = known?.labels ?? [];
    spots.set(found.join(), { longitude, latitude, labels: label && !labels.includes(label) ? [...labels, label] : labels, rows: (known?.rows ?? 0) + 1 });
  }
  return { spots: [...spots.values()], leftOut };
}

function pointOf(term: Term | null | undefined): [number, number] | null {
  const found = POINT.exec(term?.value ?? "");
  return found && onEarth(Number(found[1]), Number(found[2]));
}

/** Degrees are often given as plain texts (wgs84:lat has no datatype). */
function degrees(term: Term | null | undefined): number {
  return numberOf(term) ?? (term?.type === "literal" && term.value.trim() ? Number(term.value) : NaN);
}

function onEarth(longitude: number, latitude: number): [number, number] | null {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 ? [longitude, latitude] : null;
}
