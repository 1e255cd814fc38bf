import { type Outer, outerPlaces, withOuter } from "../../data/around";
import type { Graph } from "../../data/graph";
import { addTo } from "../../data/lists";
import { row } from "../../data/ragged";

export interface Place {
  readonly thing: number;
  /** Claims that name this very place, in the graph's order. */
  readonly claims: readonly number[];
}

export interface Located extends Place {
  readonly longitude: number;
  readonly latitude: number;
  /** Whether it is land (a province, a country): its position says nothing of where in it. */
  readonly isArea: boolean;
}

/** Classes of the ontology that are stretches of land; a town or an installation is a spot. */
const AREAS = new Set(["Country", "Province", "District", "Area"]);

/** Places without coordinates in one country; null: the graph does not say in which. */
export interface Group {
  readonly country: number | null;
  readonly places: readonly Place[];
  /** Claims at these places that name no place with coordinates. */
  readonly spotless: readonly number[];
}

export interface Laid {
  readonly located: readonly Located[];
  /** Those with most claims first; what lies nowhere known is last. */
  readonly groups: readonly Group[];
  /** Claims that name no place at all. */
  readonly placeless: readonly number[];
}

/**
 * Where *claims* are said to be, by what the graph says and nothing else: a place without coordinates gets none from around it.
 *
 * A place lies in a country that it is directly or further out within; in several, it is listed in each.
 */
export function layOut(graph: Graph, claims: Iterable<number>): Laid {
  const at = new Map(graph.places.thing.map((thing, i) => [thing, i]));
  const found = new Map<number, number[]>();
  const placeless: number[] = [];
  const spotless = new Set<number>();
  for (const claim of claims) {
    const places = row(graph.claims.places, claim);
    if (!places.length) placeless.push(claim);
    else if (!places.some((place) => at.has(place))) spotless.add(claim);
    for (const place of places) addTo(found, place, claim);
  }
  const places = [...found].map(([thing, own]) => ({ thing, claims: own })).sort(byClaims(graph));
  return {
    located: places.filter(({ thing }) => at.has(thing)).map((place) => ({ ...place, ...position(graph, at.get(place.thing)!), isArea: AREAS.has(graph.things.kind[place.thing]!) })),
    groups: grouped(graph, places.filter(({ thing }) => !at.has(thing)), spotless),
    placeless,
  };
}

function position(graph: Graph, i: number): { longitude: number; latitude: number } {
  return { longitude: graph.places.longitude[i]!, latitude: graph.places.latitude[i]! };
}

function grouped(graph: Graph, places: readonly Place[], spotless: ReadonlySet<number>): Group[] {
  const outer = outerPlaces(graph);
  const groups = new Map<number | null, Place[]>();
  for (const place of places) {
    const countries = countriesOf(graph, outer, place.thing);
    for (const country of countries.length ? countries : [null]) addTo(groups, country, place);
  }
  return [...groups].map(([country, own]) => ({ country, places: own, spotless: union(own, spotless) })).sort(bySize(graph));
}

/** The countries that *place* is, or lies within. */
export function countriesOf(graph: Graph, outer: Outer, place: number): number[] {
  return [...withOuter(outer, [place])].filter((thing) => graph.things.kind[thing] === "Country");
}

function union(places: readonly Place[], among: ReadonlySet<number>): number[] {
  return [...new Set(places.flatMap((place) => place.claims))].filter((claim) => among.has(claim)).sort((a, b) => a - b);
}

function byClaims(graph: Graph): (a: Place, b: Place) => number {
  return (a, b) => b.claims.length - a.claims.length || (graph.things.label[a.thing]! < graph.things.label[b.thing]! ? -1 : 1);
}

function bySize(graph: Graph): (a: Group, b: Group) => number {
  return (a, b) =>
    Number(a.country === null) - Number(b.country === null) ||
    b.spotless.length - a.spotless.length ||
    (groupLabel(graph, a) < groupLabel(graph, b) ? -1 : 1);
}

export function groupLabel(graph: Graph, { country }: Group): string {
  return country === null ? "Nowhere known" : graph.things.label[country]!;
}
