import { type Graph, UNDATED } from "../../data/graph";
import { row } from "../../data/ragged";

export type Grouping = "pairs" | "actors";

/** One line of the timeline: a pair of parties, or an actor; `null` is a party that the claim does not name. */
export interface TimelineRow {
  readonly key: string;
  readonly parties: readonly (number | null)[];
  /** Claims with days, in the graph's order. */
  readonly placed: Uint32Array;
  /** Claims without any day: listed, never placed. */
  readonly undated: Uint32Array;
}

/**
 * The rows for *claims*: those that name all parties first; then those with most claims that have days; then by label.
 *
 * A pair is the same whichever side is told to have acted. Where one side is not named, the pair is of the other and nobody
 * (null); where none is, of nobody and nobody. Where several doers have no other side (a clash), they are paired with one another.
 */
export function timelineRows(graph: Graph, claims: Iterable<number>, grouping: Grouping): TimelineRow[] {
  const found = new Map<string, { parties: (number | null)[]; claims: number[] }>();
  for (const claim of claims)
    for (const parties of grouping === "pairs" ? pairsOf(graph, claim) : actorsOf(graph, claim)) {
      const key = parties.join("|");
      const at = found.get(key) ?? { parties, claims: [] };
      if (at.claims.at(-1) !== claim) at.claims.push(claim);
      found.set(key, at);
    }
  return [...found].map(([key, { parties, claims }]) => made(graph, key, parties, claims)).sort(byClaims(graph));
}

function made(graph: Graph, key: string, parties: (number | null)[], claims: number[]): TimelineRow {
  const isPlaced = (i: number) => graph.claims.dated[i] !== UNDATED;
  return {
    key,
    parties,
    placed: Uint32Array.from(claims.filter(isPlaced)),
    undated: Uint32Array.from(claims.filter((i) => !isPlaced(i))),
  };
}

function byClaims(graph: Graph): (a: TimelineRow, b: TimelineRow) => number {
  const unnamed = (one: TimelineRow) => one.parties.filter((party) => party === null).length;
  return (a, b) =>
    unnamed(a) - unnamed(b) ||
    b.placed.length - a.placed.length ||
    b.undated.length - a.undated.length ||
    (rowLabel(graph, a) < rowLabel(graph, b) ? -1 : 1);
}

export function rowLabel(graph: Graph, { parties }: TimelineRow): string {
  if (parties.every((party) => party === null)) return "no party named";
  return parties.map((party) => (party === null ? "other side not named" : graph.things.label[party]!)).join(" – ");
}

/** The claims that tell of hostile acts or ties. */
export function hostile(graph: Graph, claims: Uint32Array): Uint32Array {
  return claims.filter((i) => graph.types.tie[graph.claims.type[i]!] === "hostile");
}

function pairsOf(graph: Graph, claim: number): (number | null)[][] {
  const [doers, others] = [[...row(graph.claims.doers, claim)], [...row(graph.claims.others, claim)]];
  if (doers.length && others.length) return distinct(doers.flatMap((a) => others.filter((b) => b !== a).map((b) => ordered(a, b))));
  if (doers.length > 1) return doers.flatMap((a, i) => doers.slice(i + 1).map((b) => ordered(a, b)));
  return doers.length + others.length ? [...doers, ...others].map((one) => [one, null]) : [[null, null]];
}

function actorsOf(graph: Graph, claim: number): (number | null)[][] {
  const actors = new Set([...row(graph.claims.doers, claim), ...row(graph.claims.others, claim)]);
  return actors.size ? [...actors].map((one) => [one]) : [[null]];
}

function ordered(a: number, b: number): number[] {
  return a < b ? [a, b] : [b, a];
}

function distinct(pairs: number[][]): number[][] {
  return [...new Map(pairs.map((pair) => [pair.join("|"), pair])).values()];
}
