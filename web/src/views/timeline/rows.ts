import { type Graph, UNDATED } from "../../data/graph";
import { isolated } from "../../data/isolate";
import { actorsOf, sidesOf } from "../../data/parties";

export type Grouping = "pairs" | "actors";

/** Who a row is of; *without* says what is not told of them: on which sides they stand, or who else is a party. */
interface Parties {
  readonly parties: readonly number[];
  readonly without: "sides" | "other" | "any" | null;
}

/** One line of the timeline: a pair of parties, several parties whose sides are not told, or an actor. */
export interface TimelineRow extends Parties {
  readonly key: string;
  /** Claims with days, in the graph's order. */
  readonly placed: Uint32Array;
  /** Claims without any day: listed, never placed. */
  readonly undated: Uint32Array;
}

/**
 * The rows for *claims*: those that name all parties first; then those with most claims that have days; then by label.
 *
 * A pair is the same whichever side is told to have acted. Several actors of one claim are never paired with one another: they
 * may have fought side by side. Where a claim has two sides and does not tell who stands on which, its parties share a row.
 */
export function timelineRows(graph: Graph, claims: Iterable<number>, grouping: Grouping): TimelineRow[] {
  const found = new Map<string, Parties & { claims: number[] }>();
  for (const claim of claims)
    for (const parties of grouping === "pairs" ? pairsOf(graph, claim) : eachActor(graph, claim)) {
      const key = [...parties.parties, parties.without].join("|");
      const at = found.get(key) ?? { ...parties, claims: [] };
      if (at.claims.at(-1) !== claim) at.claims.push(claim);
      found.set(key, at);
    }
  return [...found].map(([key, { parties, without, claims }]) => ({ key, parties, without, ...parted(graph, claims) })).sort(byClaims(graph));
}

function parted(graph: Graph, claims: number[]): Pick<TimelineRow, "placed" | "undated"> {
  const isPlaced = (i: number) => graph.claims.dated[i] !== UNDATED;
  return { placed: Uint32Array.from(claims.filter(isPlaced)), undated: Uint32Array.from(claims.filter((i) => !isPlaced(i))) };
}

const KNOWN_FIRST = [null, "sides", "other", "any"] as const;

function byClaims(graph: Graph): (a: TimelineRow, b: TimelineRow) => number {
  const unknown = (one: TimelineRow) => KNOWN_FIRST.indexOf(one.without);
  return (a, b) =>
    unknown(a) - unknown(b) ||
    b.placed.length - a.placed.length ||
    b.undated.length - a.undated.length ||
    (rowLabel(graph, a) < rowLabel(graph, b) ? -1 : 1);
}

interface RowParts {
  readonly before: string;
  readonly names: readonly string[];
  readonly between: string;
  readonly after: string;
}

const NONE_NAMED = { other: " – no party named on the other side", any: "no party named" } as const;

/** The names of a row, and the words before, between and after them. */
export function rowParts(graph: Graph, { parties, without }: Parties): RowParts {
  const names = parties.map((party) => graph.things.label[party]!);
  if (without === "sides") return { before: "sides not told apart: ", names, between: ", ", after: "" };
  return { before: "", names, between: " – ", after: without ? NONE_NAMED[without] : "" };
}

/** The row in words, each name in its own direction. */
export function rowLabel(graph: Graph, row: Parties): string {
  const { before, names, between, after } = rowParts(graph, row);
  return before + names.map(isolated).join(between) + after;
}

/** The claims of types that make enemies of their parties. */
export function fighting(graph: Graph, claims: Uint32Array): Uint32Array {
  return claims.filter((i) => graph.types.tie[graph.claims.type[i]!] === "hostile");
}

/** What *fighting* keeps, by the labels of the types. */
export function fightingTypes({ types }: Graph): string[] {
  return types.label.filter((_, i) => types.tie[i] === "hostile").sort();
}

function pairsOf(graph: Graph, claim: number): Parties[] {
  const { doers, others } = sidesOf(graph, claim);
  if (!others.length && doers.length > 1 && graph.types.relation[graph.claims.type[claim]!] === "sides") return [{ parties: ascending(doers), without: "sides" }];
  const pairs = doers.flatMap((a) => others.filter((b) => b !== a).map((b) => ascending([a, b])));
  if (pairs.length) return distinct(pairs).map((parties) => ({ parties, without: null }));
  const alone = [...actorsOf(graph, claim)];
  return alone.length ? alone.map((one) => ({ parties: [one], without: "other" })) : [{ parties: [], without: "any" }];
}

function eachActor(graph: Graph, claim: number): Parties[] {
  const actors = [...actorsOf(graph, claim)];
  return actors.length ? actors.map((one) => ({ parties: [one], without: null })) : [{ parties: [], without: "any" }];
}

function ascending(things: readonly number[]): number[] {
  return [...things].sort((a, b) => a - b);
}

function distinct(pairs: number[][]): number[][] {
  return [...new Map(pairs.map((pair) => [pair.join("|"), pair])).values()];
}
