import type { GeoProjection } from "d3-geo";
import type { Middle } from "./useZoom";

/** What the map's address says of where it is: "latitude,longitude,scale" of its middle, the scale in pixels a unit of the drawing. */
export function writtenMiddle({ x, y, k }: Middle, projection: GeoProjection): string | null {
  const position = projection.invert?.([x, y]);
  if (!position || !position.every(Number.isFinite)) return null;
  return `${position[1].toFixed(4)},${position[0].toFixed(4)},${Number(k.toPrecision(4))}`;
}

/** The middle that *written* says; null where it says none. */
export function readMiddle(written: string | undefined, projection: GeoProjection): Middle | null {
  const [latitude, longitude, k] = (written ?? "").split(",").map((part) => (part.trim() ? Number(part) : NaN));
  if (!isWithin(latitude, 90) || !isWithin(longitude, 180) || !(k! > 0 && k! < Infinity)) return null;
  const point = projection([longitude!, latitude!]);
  return point && { x: point[0], y: point[1], k: k! };
}

function isWithin(degrees: number | undefined, most: number): boolean {
  return Math.abs(degrees ?? NaN) <= most;
}
