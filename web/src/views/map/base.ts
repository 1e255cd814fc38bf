import { type GeoPermissibleObjects, type GeoProjection, geoDistance, geoEqualEarth, geoPath } from "d3-geo";
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { useEffect, useState } from "preact/hooks";
import address from "world-atlas/countries-50m.json?url";
import { LoadError, loadJson } from "../../data/load";

export type Country = Feature<Polygon | MultiPolygon, { name: string }>;
export type Base = readonly Country[];
export type LoadedBase = { state: "loading" } | { state: "failed"; detail: string } | { state: "ready"; base: Base };

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;

/** The units of the drawing; zooming leads from them to pixels. */
export const WIDTH = 1000;
export const HEIGHT = 487;
const EARTH_KM = 6371;

export function useBase(): LoadedBase {
  const [loaded, setLoaded] = useState<LoadedBase>({ state: "loading" });
  useEffect(() => {
    const stop = new AbortController();
    loadJson<World>(new URL(address, import.meta.url).href, undefined, stop.signal)
      .then((world) => setLoaded({ state: "ready", base: countriesOf(world) }))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setLoaded({ state: "failed", detail: error instanceof LoadError ? error.message : String(error) });
      });
    return () => stop.abort();
  }, []);
  return loaded;
}

export function countriesOf(world: World): Base {
  return (feature(world, world.objects.countries) as FeatureCollection<Polygon | MultiPolygon, { name: string }>).features;
}

/**
 * The Equal Earth projection of the whole earth into WIDTH by HEIGHT, with *longitude* in the middle.
 *
 * Areas are true, so that a shade does not weigh more in the north. Source: Šavrič, Patterson & Jenny (2018),
 * doi:10.1080/13658816.2018.1504949.
 */
export function projected(longitude: number): GeoProjection {
  return geoEqualEarth().rotate([-longitude, 0]).fitSize([WIDTH, HEIGHT], { type: "Sphere" });
}

export function outline(projection: GeoProjection, what: GeoPermissibleObjects): string {
  return geoPath(projection).digits(2)(what) ?? "";
}

/** Where the name of *country* stands and how wide it is there: in its largest part, for between its islands is the sea. */
export function largestPart(projection: GeoProjection, { geometry }: Country): { point: [number, number]; width: number } {
  const path = geoPath(projection);
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const largest: Polygon = { type: "Polygon", coordinates: parts.reduce((a, b) => (roughArea(b) > roughArea(a) ? b : a)) };
  const [[west], [east]] = path.bounds(largest);
  return { point: path.centroid(largest), width: east - west };
}

/** The area of a polygon's outer ring in square degrees: enough to tell a country's mainland from its islands. */
function roughArea([ring]: Polygon["coordinates"]): number {
  return Math.abs(ring!.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring![(i + 1) % ring!.length]!;
    return sum + x! * nextY! - nextX! * y!;
  }, 0)) / 2;
}

/** A round number of kilometres and how many pixels it takes, from the middle of the sheet eastwards; null off the earth. */
export function scaleBar(invert: (point: [number, number]) => [number, number] | null, width: number, height: number): { km: number; pixels: number } | null {
  const [a, b] = [invert([width / 2, height / 2]), invert([width / 2 + 10, height / 2])];
  if (!a || !b) return null;
  const kmAPixel = (geoDistance(a, b) * EARTH_KM) / 10;
  if (!(kmAPixel > 0)) return null;
  const power = 10 ** Math.floor(Math.log10(kmAPixel * 120));
  const km = [5, 2, 1].map((n) => n * power).find((n) => n / kmAPixel <= 120) ?? power;
  return { km, pixels: km / kmAPixel };
}
