import { addTo } from "../../data/lists";
import type { Point } from "./layout";
import type { Line } from "./lines";

/** A line as drawn: points in the picture's pixels, from its end `a` to its end `b`. */
export interface Curve {
  readonly line: Line;
  readonly points: readonly Point[];
  readonly middle: Point;
}

const STEPS = 20;
/** Pixels between the lines of one pair, and at most between the outermost. */
const BESIDE = 15;
const ALL_BESIDE = 90;

/** How far a line may lie beside the straight one between its ends. */
export const MOST_BESIDE = ALL_BESIDE / 2;

/** Whether what lies within *reach* of the straight line from *a* to *b* may be in a picture of *width* by *height*. */
export function isAcross(a: Point, b: Point, reach: number, width: number, height: number): boolean {
  const isIn = (one: number, other: number, end: number) => Math.max(one, other) + reach >= 0 && Math.min(one, other) - reach <= end;
  return isIn(a.x, b.x, width) && isIn(a.y, b.y, height);
}

/** The lines side by side: those of one pair bend away from one another, each the same way whichever is its end `a`. */
export function curvesOf(lines: Iterable<Line>, at: (actor: number) => Point, radius: (actor: number) => number): Curve[] {
  const pairs = new Map<string, Line[]>();
  for (const line of lines) {
    const pair = `${Math.min(line.a, line.b)}|${Math.max(line.a, line.b)}`;
    addTo(pairs, pair, line);
  }
  return [...pairs.values()].flatMap((beside) => {
    const gap = Math.min(BESIDE, ALL_BESIDE / beside.length);
    return beside.map((line, i) => curveOf(line, (i - (beside.length - 1) / 2) * gap, at, radius));
  });
}

function curveOf(line: Line, away: number, at: (actor: number) => Point, radius: (actor: number) => number): Curve {
  const [a, b] = [at(line.a), at(line.b)];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const side = line.a < line.b ? away : -away;
  const [nx, ny] = [(-dy / length) * side, (dx / length) * side];
  const bend = { x: (a.x + b.x) / 2 + 2 * nx, y: (a.y + b.y) / 2 + 2 * ny };
  const [first, last] = [Math.min(0.45, radius(line.a) / length), 1 - Math.min(0.45, (radius(line.b) + 2) / length)];
  const points = Array.from({ length: STEPS + 1 }, (_, i) => onCurve(a, bend, b, first + ((last - first) * i) / STEPS));
  return { line, points, middle: onCurve(a, bend, b, 0.5) };
}

function onCurve(a: Point, bend: Point, b: Point, t: number): Point {
  const [p, q, r] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
  return { x: p * a.x + q * bend.x + r * b.x, y: p * a.y + q * bend.y + r * b.y };
}

/** *points* as a zigzag about the same way, *high* pixels to either side. */
export function zigzag(points: readonly Point[], high: number): Point[] {
  const length = points.slice(1).reduce((sum, point, i) => sum + distance(points[i]!, point), 0);
  const teeth = Math.max(2, Math.round(length / (high * 2.2)));
  const last = points.length - 1;
  return Array.from({ length: teeth + 1 }, (_, i) => {
    const place = (i / teeth) * last;
    const from = Math.min(last - 1, Math.floor(place));
    const [p, q] = [points[from]!, points[from + 1]!];
    const [x, y] = [p.x + (q.x - p.x) * (place - from), p.y + (q.y - p.y) * (place - from)];
    const away = i === 0 || i === teeth ? 0 : i % 2 ? high : -high;
    const long = distance(p, q) || 1;
    return { x: x - ((q.y - p.y) / long) * away, y: y + ((q.x - p.x) / long) * away };
  });
}

/** The curve nearest to *to* within *reach* pixels. */
export function nearestCurve(curves: readonly Curve[], to: Point, reach: number): Curve | null {
  let [best, nearest] = [reach, null as Curve | null];
  for (const curve of curves)
    for (let i = 1; i < curve.points.length; i++) {
      const away = distanceTo(to, curve.points[i - 1]!, curve.points[i]!);
      if (away <= best) [best, nearest] = [away, curve];
    }
  return nearest;
}

function distanceTo(to: Point, p: Point, q: Point): number {
  const [dx, dy] = [q.x - p.x, q.y - p.y];
  const t = Math.max(0, Math.min(1, ((to.x - p.x) * dx + (to.y - p.y) * dy) / (dx * dx + dy * dy || 1)));
  return distance(to, { x: p.x + t * dx, y: p.y + t * dy });
}

export function distance(p: Point, q: Point): number {
  return Math.hypot(p.x - q.x, p.y - q.y);
}
