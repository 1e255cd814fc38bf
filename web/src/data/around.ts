import type { Graph } from "./graph";
import { addTo } from "./lists";

/** For each place, those that it lies directly within. */
export type Outer = ReadonlyMap<number, readonly number[]>;

export function outerPlaces(graph: Graph): Outer {
  const outer = new Map<number, number[]>();
  for (const [place, inner] of graph.inside) for (const one of inner) addTo(outer, one, place);
  return outer;
}

/** *places* and all that they lie within, however far out. */
export function withOuter(outer: Outer, places: Iterable<number>): Set<number> {
  const all = new Set(places);
  for (const place of all) for (const around of outer.get(place) ?? []) all.add(around);
  return all;
}
