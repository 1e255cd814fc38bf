import type { GeoProjection } from "d3-geo";
import { useMemo, useRef, useState } from "preact/hooks";
import type { Address } from "../../data/address";
import type { Graph } from "../../data/graph";
import { countedClaims } from "../../data/tally";
import { useWidth } from "../../parts/useWidth";
import type { GraphView } from "../../parts/view";
import { type Base, largestPart, outline, scaleBar } from "./base";
import { circlesOf, nextTowards } from "./circles";
import { roomFor } from "./labels";
import { type Located, groupLabel } from "./laid";
import { Patterns, SpotMark } from "./SpotMark";
import { readMiddle } from "./seen";
import { type Shaded, shadeOf } from "./shades";
import { type Spot, circleSpots, countryKey, countrySpots, isInView, labelsOf, nameLabels } from "./spots";
import { useSeen } from "./useSeen";
import { type Box, type Zoomed, useZoom } from "./useZoom";
import { ARROWS, EARTH, ZoomBar, onZoomKey } from "./ZoomBar";

interface Props {
  graph: Graph;
  base: Base;
  projection: GeoProjection;
  located: readonly Located[];
  shaded: readonly Shaded[];
  classes: readonly number[];
  /** What is seen first, and again by the button. */
  home: Box;
  address: Address;
  change: GraphView["change"];
  open: (claims: Iterable<number>, title: string) => void;
}

/** The map itself: the base map, countries shaded, circles; moved and zoomed by buttons, keys, mouse and fingers. */
export function Sheet({ graph, base, projection, located, shaded, classes, home, address, change, open }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const width = useWidth(frame);
  const height = Math.round(Math.max(300, Math.min(innerHeight * 0.68, width * 0.62)));
  const zoomed = useZoom(svg, EARTH, readMiddle(address.own.at, projection) ?? home, width, height);
  useSeen(zoomed, projection, home, width, height, address, change);
  const { transform } = zoomed;
  const [at, setAt] = useState<string | null>(null);
  const [told, setTold] = useState("");
  const ground = useMemo(() => <Ground base={base} projection={projection} />, [base, projection]);
  const countries = useMemo(
    () => shaded.map(({ group, country, said }) => ({ group, said, d: outline(projection, country), point: largestPart(projection, country).point })),
    [projection, shaded],
  );
  const areas = useMemo(() => base.map((country) => ({ name: country.properties.name, ...largestPart(projection, country) })), [base, projection]);
  // Circles are joined anew in steps of zoom, not at each movement.
  const step = 2 ** (Math.round(Math.log2(transform.k) * 2) / 2);
  const circles = useMemo(
    () => circlesOf(located, (place) => scaled(projection([place.longitude, place.latitude]), step)),
    [located, projection, step],
  );
  const spots = [...countrySpots(graph, countries, transform), ...circleSpots(graph, circles, transform, step)].filter((spot) => isInView(spot, width, height));
  const labels = roomFor([...labelsOf(spots), ...nameLabels(areas.filter(({ name }) => shaded.every(({ country }) => country.properties.name !== name)), transform)], width);
  const focused = Math.max(0, spots.findIndex((spot) => spot.key === at));
  const onSpotKey = (key: string) => {
    const spot = spots[focused]!;
    if (key === "Enter" || key === " ") return open(spot.claims, spot.label);
    const next = spots[nextTowards(spots, focused, key)]!;
    svg.current?.querySelector<SVGElement>(`[data-key="${next.key}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== svg.current && (ARROWS[event.key] || event.key === "Enter" || event.key === " ")) onSpotKey(event.key);
    else if (!onZoomKey(event.key, zoomed, home)) return;
    event.preventDefault();
  };
  return (
    <div class="map-sheet" ref={frame}>
      <ZoomBar zoomed={zoomed} home={home} homeLabel="Where claims are" />
      <svg
        ref={svg} class="map-drawing" width={width} height={height} tabindex={0} role="group" onKeyDown={onKeyDown}
        aria-label={`Map with ${spots.length} marks. Plus and minus zoom, arrows move; Tab leads to the marks, arrows from mark to mark, Enter opens the claims.`}
      >
        <Patterns />
        <g transform={transform.toString()}>
          {ground}
          {countries.map(({ group, said, d }) => (
            <path
              key={group.country} class={`shaded ${said ? `shade-${shadeOf(classes, said)}` : "unshaded"}`} d={d}
              onClick={() => open(group.spotless, groupLabel(graph, group))}
              onMouseEnter={() => setTold(spots.find((spot) => spot.key === countryKey(group))?.told ?? "")}
            />
          ))}
        </g>
        {spots.map((spot, i) => (
          <SpotMark
            key={spot.key} spot={spot} isFirst={i === focused} open={() => open(spot.claims, spot.label)}
            told={() => setTold(spot.told)} focused={() => { setAt(spot.key); setTold(spot.told); }}
          />
        ))}
        {labels.map(({ key, x, y, text, isMark }) => <text key={key} class={isMark ? "map-label" : "map-name"} x={x.toFixed(1)} y={y.toFixed(1)}>{text}</text>)}
        {width > 0 && <Scale projection={projection} zoomed={zoomed} width={width} height={height} />}
      </svg>
      <p class="told soft" role="status">{told || inWords(located.length, circles.length, spots)}</p>
    </div>
  );
}

function scaled(point: [number, number] | null, by: number): [number, number] | null {
  return point && [point[0] * by, point[1] * by];
}

function inWords(places: number, circles: number, spots: readonly Spot[]): string {
  const most = Math.max(0, ...spots.map((spot) => spot.claims.length));
  const said = places ? `${places} ${places === 1 ? "place" : "places"} with coordinates in ${circles} ${circles === 1 ? "circle" : "circles"}` : "No circles";
  return `${said}; the largest mark in view has ${countedClaims(most)}.`;
}

export function Ground({ base, projection }: { base: Base; projection: GeoProjection }) {
  return (
    <>
      <path class="sea" d={outline(projection, { type: "Sphere" })} />
      <path class="land" d={base.map((country) => outline(projection, country)).join("")} />
    </>
  );
}

export function Scale({ projection, zoomed, width, height }: { projection: GeoProjection; zoomed: Zoomed; width: number; height: number }) {
  const bar = scaleBar((point) => projection.invert?.(zoomed.transform.invert(point)) ?? null, width, height);
  if (!bar) return null;
  return (
    <g class="scale" transform={`translate(12 ${height - 12})`}>
      <path d={`M0 -5V0H${bar.pixels.toFixed(1)}V-5`} />
      <text x={4} y={-5}>{bar.km.toLocaleString("en")} km</text>
    </g>
  );
}
