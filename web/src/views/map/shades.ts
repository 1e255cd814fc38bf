import type { Graph } from "../../data/graph";
import { saidSo, tally } from "../../data/tally";
import type { Base, Country } from "./base";
import { type Group, groupLabel } from "./laid";

export interface Shaded {
  readonly group: Group;
  readonly country: Country;
  /** How many of the claims say that something was, surely or not: the shade is of these. */
  readonly said: number;
}

/** The countries of the base map that are called, to the letter, as a group is: no name is guessed at. */
export function shadedCountries(graph: Graph, base: Base, groups: readonly Group[]): Shaded[] {
  const named = new Map(base.map((country) => [country.properties.name, country]));
  return groups.flatMap((group) => {
    const country = group.country === null ? undefined : named.get(groupLabel(graph, group));
    return country && group.spotless.length ? [{ group, country, said: saidSo(tally(graph, group.spotless)) }] : [];
  });
}

/** The first number of each class of shade, lightest first: at most five, each about as many times the one before. */
export function shadeClasses(most: number): number[] {
  const steps = Math.min(5, most);
  return [...new Set(Array.from({ length: steps }, (_, i) => Math.max(1, Math.ceil(most ** (i / steps)))))];
}

/** In which of *classes* the number is, from 0; -1 where there are none. */
export function shadeOf(classes: readonly number[], claims: number): number {
  return classes.filter((first) => first <= claims).length - 1;
}
