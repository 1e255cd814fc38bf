import type { Graph } from "../../data/graph";
import { row } from "../../data/ragged";

/**
 * *keys* in groups: of one group are those that have a place in common, and where any has no place, all of them, since it
 * may be of each. *claimsOf* gives the claims of a key.
 */
export function sharingPlaces<Key>(graph: Graph, keys: readonly Key[], claimsOf: (key: Key) => readonly number[]): Key[][] {
  const placesOf = new Map(keys.map((key) => [key, claimsOf(key).flatMap((i) => [...row(graph.claims.places, i)])]));
  if (keys.some((key) => !placesOf.get(key)!.length)) return [[...keys]];
  const groups = new Map<number, Key[]>();
  for (const key of keys) {
    const places = placesOf.get(key)!;
    const [group = [], ...more] = new Set(places.map((place) => groups.get(place)).filter((known) => known !== undefined));
    group.push(key);
    for (const other of more) for (const one of other) group.push(one);
    for (const one of [key, ...more.flat()]) for (const place of placesOf.get(one)!) groups.set(place, group);
  }
  return [...new Set(groups.values())];
}
