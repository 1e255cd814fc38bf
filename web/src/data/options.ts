import { outerPlaces, withOuter } from "./around";
import type { Graph } from "./graph";
import { actorsOf } from "./parties";
import { row } from "./ragged";

/** A value that a filter offers: what the address says, what the reader sees, and how many claims it leaves by itself. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly claims: number;
}

export interface Options {
  readonly actor: readonly Option[];
  readonly place: readonly Option[];
  readonly type: readonly Option[];
  readonly source: readonly Option[];
  readonly document: readonly Option[];
}

/** All that may be chosen of *graph*: the most frequent first, then by label. */
export function optionsOf(graph: Graph): Options {
  const { claims, things, types, documents } = graph;
  return {
    actor: ofThings(counted(claims.length, (i) => actorsOf(graph, i))),
    place: ofThings(counted(claims.length, placesWithOuter(graph))),
    source: ofThings(counted(claims.length, (i) => [claims.speaker[i]!])),
    type: ordered(counted(claims.length, (i) => [claims.type[i]!]), (i) => [types.name[i]!, types.label[i]!]),
    document: ordered(counted(claims.length, (i) => [claims.document[i]!]), (i) => [documents.path[i]!, documents.label[i]!]),
  };

  function ofThings(counts: Map<number, number>): Option[] {
    return ordered(counts, (i) => [things.path[i]!, things.label[i]!]);
  }
}

function placesWithOuter(graph: Graph): (claim: number) => Iterable<number> {
  const outer = outerPlaces(graph);
  return (i) => withOuter(outer, row(graph.claims.places, i));
}

function counted(claims: number, of: (claim: number) => Iterable<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < claims; i++) for (const one of of(i)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

function ordered(counts: Map<number, number>, told: (i: number) => [string, string]): Option[] {
  const options = [...counts].map(([i, claims]) => ({ value: told(i)[0], label: told(i)[1], claims }));
  return options.sort((a, b) => b.claims - a.claims || (a.label < b.label ? -1 : 1));
}

/** *options* whose label holds every word of *typed*, those that begin with it first. Case and marks on letters do not count. */
export function matching(options: readonly Option[], typed: string): readonly Option[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (!words.length) return options;
  const found = options.filter((option) => words.every((word) => plain(option.label).includes(word)));
  const begins = (option: Option) => Number(plain(option.label).startsWith(words[0]!));
  return found.sort((a, b) => begins(b) - begins(a));
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
