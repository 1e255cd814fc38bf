import { type GeoPermissibleObjects, geoCentroid, geoPath } from "d3-geo";
import { useMemo } from "preact/hooks";
import { outerPlaces } from "../../data/around";
import type { Graph } from "../../data/graph";
import { tally, toldTally } from "../../data/tally";
import { Legend } from "../../parts/Legend";
import { Failed, Loading } from "../../parts/Status";
import { AsTable, type Column } from "../../parts/Table";
import type { GraphView } from "../../parts/view";
import { type Base, HEIGHT, WIDTH, projected, useBase } from "./base";
import { type Laid, type Place, countriesOf, groupLabel, layOut } from "./laid";
import { Borders, NoCircles } from "./Notes";
import { Sheet } from "./Sheet";
import { type Shaded, shadeClasses, shadedCountries } from "./shades";
import { Unplaced } from "./Unplaced";
import type { Box } from "./useZoom";

export function MapView({ graph, chosen, address, change, open }: GraphView) {
  const loaded = useBase();
  const laid = useMemo(() => layOut(graph, chosen.claims), [graph, chosen]);
  const shaded = useMemo(() => (loaded.state === "ready" ? shadedCountries(graph, loaded.base, laid.groups) : []), [graph, loaded, laid]);
  const rows = useMemo(() => placesOf(graph, laid), [graph, laid]);
  return (
    <>
      {!laid.located.length && <NoCircles graph={graph} />}
      <div class="map-and-list">
        <div>
          {loaded.state === "loading" && <Loading told="The base map is being loaded." />}
          {loaded.state === "failed" && <Failed title="The base map could not be loaded" detail={loaded.detail} />}
          {loaded.state === "ready" && <Drawn graph={graph} base={loaded.base} laid={laid} shaded={shaded} address={address} change={change} open={open} />}
          <Borders />
        </div>
        <Unplaced graph={graph} laid={laid} shaded={new Set(shaded.map(({ group }) => group.country))} open={open} />
      </div>
      <AsTable caption="Places that claims name" columns={placeColumns(graph, open)} rows={rows} />
    </>
  );
}

interface DrawnProps extends Pick<GraphView, "graph" | "address" | "change" | "open"> {
  base: Base;
  laid: Laid;
  shaded: readonly Shaded[];
}

function Drawn({ graph, base, laid, shaded, address, change, open }: DrawnProps) {
  // The middle of the drawing is that of the whole graph, so that a filter does not turn the earth.
  const projection = useMemo(() => {
    const all = layOut(graph, graph.claims.path.keys());
    return projected(geoCentroid(whereClaimsAre(all, shadedCountries(graph, base, all.groups)))[0] || 0);
  }, [graph, base]);
  const home = useMemo(() => boxOf(geoPath(projection).bounds(whereClaimsAre(laid, shaded))), [projection, laid, shaded]);
  const classes = useMemo(() => shadeClasses(Math.max(0, ...shaded.map(({ said }) => said))), [shaded]);
  return (
    <>
      <Sheet graph={graph} base={base} projection={projection} located={laid.located} shaded={shaded} classes={classes} home={home} address={address} change={change} open={open} />
      <Legend>
        {laid.located.length > 0 && <li>circle: its area is the number of claims at the place, its sectors how surely they are made (plain: asserted, hatched: hedged, dotted: intended, crossed: denied); places that would overlap are one circle, at the one with most claims: zoom in to part them</li>}
        {laid.located.some(({ isArea }) => isArea) && <li>circle in a diamond: an area (a province, a country) at the one point that the graph gives it; where in it is not known</li>}
        {shaded.length > 0 && <li>after a plus: claims that something is intended, or was not so; they shade nothing</li>}
        {classes.length > 0 && (
          <li class="shade-legend">
            fainter to stronger: claims, asserted or hedged, somewhere in the country, spot unknown
            {classes.map((first, i) => <span key={first}><i class={`swatch shade-${i}`} />{i + 1 < classes.length ? range(first, classes[i + 1]! - 1) : `${first} or more`}</span>)}
          </li>
        )}
      </Legend>
    </>
  );
}

/** The places with coordinates; if there are none the country with most claims. */
function whereClaimsAre(laid: Laid, shaded: readonly Shaded[]): GeoPermissibleObjects {
  if (laid.located.length) return { type: "MultiPoint", coordinates: laid.located.map((place) => [place.longitude, place.latitude]) };
  return shaded[0]?.country ?? { type: "Sphere" };
}

function boxOf([[x0, y0], [x1, y1]]: [[number, number], [number, number]]): Box {
  return Number.isFinite(x0 + y0 + x1 + y1) ? [[x0, y0], [x1, y1]] : [[0, 0], [WIDTH, HEIGHT]];
}

function range(first: number, last: number): string {
  return first === last ? String(first) : `${first}–${last}`;
}

interface PlaceRow {
  readonly place: Place;
  readonly position: string;
  readonly country: string;
}

function placesOf(graph: Graph, laid: Laid): PlaceRow[] {
  const outer = outerPlaces(graph);
  const located = laid.located.map((place) => ({ place, position: `${place.latitude}, ${place.longitude}`, country: countriesOf(graph, outer, place.thing).map((country) => graph.things.label[country]).join(", ") || "not known" }));
  const others = laid.groups.flatMap((group) => group.places.map((place) => ({ place, position: "none", country: groupLabel(graph, group) })));
  return [...located, ...others];
}

function placeColumns(graph: Graph, open: GraphView["open"]): Column<PlaceRow>[] {
  const label = ({ place }: PlaceRow) => graph.things.label[place.thing]!;
  return [
    { label: "Place", cell: (row) => <button type="button" class="link" onClick={() => open(row.place.claims, label(row))}>{label(row)}</button> },
    { label: "Country", cell: (row) => row.country },
    { label: "Latitude, longitude", cell: (row) => row.position },
    { label: "Claims", cell: (row) => toldTally(tally(graph, row.place.claims)) },
  ];
}
