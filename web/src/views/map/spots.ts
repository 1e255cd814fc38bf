import type { ZoomTransform } from "d3-zoom";
import type { Graph } from "../../data/graph";
import { isolated } from "../../data/isolated";
import { type Tally, saidSo, tally, toldTally } from "../../data/tally";
import { type Circle, LARGEST, radiusOf } from "./circles";
import { type Label, widthOf } from "./labels";
import { type Group, groupLabel } from "./laid";

/** Something on the sheet that can be reached, told and opened, at its place in pixels: a circle, or a shaded country. */
export interface Spot {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly told: string;
  readonly claims: readonly number[];
  readonly tally: Tally;
  /** Of a circle, in pixels; null for a country. */
  readonly radius: number | null;
  /** Whether a circle stands for land, not for a spot on it. */
  readonly isArea: boolean;
  /** What is written at it. */
  readonly text: string;
}

/** A country with the point of the drawing where its name stands. */
export interface Named {
  readonly group: Group;
  readonly point: readonly [number, number];
}

export function countrySpots(graph: Graph, countries: readonly Named[], transform: ZoomTransform): Spot[] {
  return countries.map(({ group, point }) => {
    const [x, y] = transform.apply([...point]);
    const [label, told] = [groupLabel(graph, group), tally(graph, group.spotless)];
    return { key: countryKey(group), x, y, label, told: `${label}, spot unknown: ${toldTally(told)}`, claims: group.spotless, tally: told, radius: null, isArea: true, text: `${isolated(label)} ${countWords(told)}` };
  });
}

/** "12 + 2": those said to be so, by which the country is shaded, and those intended or denied. */
function countWords(told: Tally): string {
  const said = saidSo(told);
  return told.claims > said ? `${said} + ${told.claims - said}` : String(said);
}

export function countryKey(group: Group): string {
  return `country ${group.country}`;
}

/** *step* is how many pixels a unit of the drawing was when the circles were joined. */
export function circleSpots(graph: Graph, circles: readonly Circle[], transform: ZoomTransform, step: number): Spot[] {
  const most = Math.max(1, ...circles.map((circle) => circle.claims.length));
  return circles.map((circle) => {
    const [x, y] = transform.apply([circle.x / step, circle.y / step]);
    const [label, told] = [circleLabel(graph, circle), tally(graph, circle.claims)];
    const radius = radiusOf(circle.claims.length, most);
    const { isArea, thing } = circle.places[0]!;
    const what = isArea ? `${label}, an area, spot unknown` : label;
    return { key: `place ${thing}`, x, y, label, told: `${what}: ${toldTally(told)}`, claims: circle.claims, tally: told, radius, isArea, text: `${isolated(label)} ${told.claims}` };
  });
}

function circleLabel(graph: Graph, { places }: Circle): string {
  const first = graph.things.label[places[0]!.thing]!;
  return places.length > 1 ? `${first} and ${places.length - 1} more` : first;
}

export function isInView({ x, y }: Spot, width: number, height: number): boolean {
  return x > -LARGEST && y > -LARGEST && x < width + LARGEST && y < height + LARGEST;
}

/** What would be written at *spots*, what matters most first. */
export function labelsOf(spots: readonly Spot[]): Label[] {
  const ordered = [...spots].sort((a, b) => b.claims.length - a.claims.length);
  return ordered.map(({ key, x, y, radius, text }) => ({ key, x, y: y + (radius === null ? 4 : radius + 13), text, isMark: true }));
}

/** A country of the base map, with the point of the drawing where its name stands, and how wide it is there. */
export interface NamedArea {
  readonly name: string;
  readonly point: readonly [number, number];
  readonly width: number;
}

/** The names of those *areas* that are large enough for them. */
export function nameLabels(areas: readonly NamedArea[], transform: ZoomTransform): Label[] {
  return areas
    .filter(({ name, width }) => width * transform.k > widthOf(name))
    .map(({ name, point }) => {
      const [x, y] = transform.apply([...point]);
      return { key: `name ${name}`, x, y, text: name, isMark: false };
    });
}
