import { geoCentroid, geoPath } from "d3-geo";
import type { MultiPoint } from "geojson";
import { useMemo, useRef } from "preact/hooks";
import type { Rows } from "../../data/solutions";
import { Failed, Loading } from "../../parts/Status";
import { useWidth } from "../../parts/useWidth";
import { Borders } from "../map/Notes";
import { Ground, Scale } from "../map/Sheet";
import { type Base, projected, useBase } from "../map/base";
import { type Box, useZoom } from "../map/useZoom";
import { EARTH, ZoomBar, onZoomKey } from "../map/ZoomBar";
import { type PositionColumns, type Spot, spotsOf } from "./positions";
import "../map/map.css";

/** The places of an answer on the base map of the explorer. */
export function AnswerMap({ answer, columns }: { answer: Rows; columns: PositionColumns }) {
  const loaded = useBase();
  const { spots, leftOut } = useMemo(() => spotsOf(answer, columns), [answer, columns]);
  return (
    <figure class="chart">
      {loaded.state === "loading" && <Loading told="The base map is being loaded." />}
      {loaded.state === "failed" && <Failed title="The base map could not be loaded" detail={loaded.detail} />}
      {loaded.state === "ready" && spots.length > 0 && <Drawn base={loaded.base} spots={spots} />}
      <figcaption class="soft">
        {spots.length} {spots.length === 1 ? "place" : "places"}, as the answer gives them.
        {leftOut > 0 && ` ${leftOut} rows have no point in degrees of longitude and latitude and are not drawn.`}
      </figcaption>
      <Borders />
    </figure>
  );
}

function Drawn({ base, spots }: { base: Base; spots: readonly Spot[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const width = useWidth(frame);
  const height = Math.round(Math.max(280, width * 0.55));
  const all: MultiPoint = useMemo(() => ({ type: "MultiPoint", coordinates: spots.map(({ longitude, latitude }) => [longitude, latitude]) }), [spots]);
  const projection = useMemo(() => projected(geoCentroid(all)[0] || 0), [all]);
  const home = useMemo(() => geoPath(projection).bounds(all) as Box, [projection, all]);
  const zoomed = useZoom(svg, EARTH, home, width, height);
  const ground = useMemo(() => <Ground base={base} projection={projection} />, [base, projection]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (onZoomKey(event.key, zoomed, home)) event.preventDefault();
  };
  return (
    <div class="map-sheet" ref={frame}>
      <ZoomBar zoomed={zoomed} home={home} homeLabel="All places" />
      <svg ref={svg} class="map-drawing" width={width} height={height} tabIndex={0} role="group" aria-label={`Map of ${spots.length} places; the table has the same. Plus and minus zoom, arrows move.`} onKeyDown={onKeyDown}>
        <g transform={zoomed.transform.toString()}>{ground}</g>
        {spots.map((spot) => {
          const [x, y] = zoomed.transform.apply(projection([spot.longitude, spot.latitude]) ?? [NaN, NaN]);
          const name = spot.labels.join(", ") || `${spot.latitude}, ${spot.longitude}`;
          return (
            <g key={`${spot.longitude},${spot.latitude}`} class="answer-spot" role="img" aria-label={`${name}: ${spot.rows} ${spot.rows === 1 ? "row" : "rows"}`} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
              <title>{name}: {spot.rows} {spot.rows === 1 ? "row" : "rows"}</title>
              <circle r={6} />
              {spots.length <= 40 && <text class="map-label" x={9} y={4}>{name}</text>}
            </g>
          );
        })}
        {width > 0 && <Scale projection={projection} zoomed={zoomed} width={width} height={height} />}
      </svg>
    </div>
  );
}
