import { addTo } from "../../data/lists";
import type { Located } from "./laid";

/** A circle on the sheet, in pixels: one place, or several that lie too close to be told apart at this zoom. */
export interface Circle {
  readonly x: number;
  readonly y: number;
  /** The place with most claims is first, and the circle is drawn at it: no middle between places is made up. */
  readonly places: readonly Located[];
  /** The distinct claims of all its places. */
  readonly claims: readonly number[];
}

/** Circles are at most so big, so that two that are CLOSE apart overlap little. */
export const LARGEST = 26;
/** Smaller ones could not be seen; the legend says so. */
export const SMALLEST = 3.5;
/** Places nearer to each other than this are one circle. */
const CLOSE = 40;

type At = (place: Located) => readonly [number, number] | null;

/**
 * *places*, those with most claims first, as circles at where *at* puts them (null: nowhere on this sheet).
 * An area is never in one circle with a spot.
 */
export function circlesOf(places: readonly Located[], at: At): Circle[] {
  return [...joined(places.filter(({ isArea }) => isArea), at), ...joined(places.filter(({ isArea }) => !isArea), at)];
}

function joined(places: readonly Located[], at: At): Circle[] {
  const cells = new Map<string, { x: number; y: number; places: Located[] }[]>();
  const found: { x: number; y: number; places: Located[] }[] = [];
  for (const place of places) {
    const where = at(place);
    if (!where) continue;
    const [x, y] = where;
    const [column, line] = [Math.floor(x / CLOSE), Math.floor(y / CLOSE)];
    const near = around(column, line).flatMap((key) => cells.get(key) ?? []).filter((one) => Math.hypot(one.x - x, one.y - y) < CLOSE);
    near.sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y));
    if (near[0]) near[0].places.push(place);
    else {
      const made = { x, y, places: [place] };
      found.push(made);
      addTo(cells, `${column},${line}`, made);
    }
  }
  return found.map((circle) => ({ ...circle, claims: distinct(circle.places) }));
}

function around(column: number, line: number): string[] {
  return [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => `${column + dx},${line + dy}`));
}

function distinct(places: readonly Located[]): readonly number[] {
  return places.length === 1 ? places[0]!.claims : [...new Set(places.flatMap((place) => place.claims))].sort((a, b) => a - b);
}

/** The radius of a circle of *claims* where the largest has *most*: the area is in proportion. */
export function radiusOf(claims: number, most: number): number {
  return Math.max(SMALLEST, LARGEST * Math.sqrt(claims / most));
}

type Point = { readonly x: number; readonly y: number };

/** Which of *points* is next to the one at *from* in the direction of an arrow key; *from* itself if there is none. */
export function nextTowards(points: readonly Point[], from: number, key: string): number {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] as [number, number];
  const here = points[from]!;
  let [best, least] = [from, Infinity];
  points.forEach((point, i) => {
    const along = (point.x - here.x) * dx + (point.y - here.y) * dy;
    const aside = Math.abs((point.x - here.x) * dy) + Math.abs((point.y - here.y) * dx);
    // What lies more aside than ahead is not in that direction; a little aside counts as farther.
    const far = along + 2 * aside;
    if (i !== from && along > 0 && aside <= along && far < least) [best, least] = [i, far];
  });
  return best;
}
