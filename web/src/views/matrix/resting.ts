import { type Graph, NOBODY } from "../../data/graph";
import { type Cells, type Line, type SourceKind, sourceOf } from "./cells";

/** What rests on one source: actors that no other speaks of, and claims that no other joins. */
export interface Resting {
  readonly source: Line;
  readonly actors: readonly Line[];
  /** Claims of the source that are of no incident of which another source tells too, on the word of another. */
  readonly unjoined: readonly number[];
  /** Those of them whose words another publication of the same text has earlier. */
  readonly reprints: number;
}

/** For each actor that one source alone speaks of: that source. A reprint is the word of whoever printed it first. */
export function soleSources(graph: Graph, cells: Cells): Map<number, number> {
  const found = new Map<number, number>();
  for (const { index, claims } of cells.actors) {
    const own = claims.filter((claim) => !graph.claims.reprint[claim]);
    const [source, ...others] = new Set((own.length ? own : claims).map((claim) => sourceOf(graph, claim, cells.kind)));
    if (source !== undefined && !others.length) found.set(index, source);
  }
  return found;
}

/** What rests on each source, those with most such actors first, then with most such claims. */
export function restingOn(graph: Graph, cells: Cells, sole: ReadonlyMap<number, number>): Resting[] {
  const isJoined = joining(graph, cells.kind);
  const actors = new Map<number, Line[]>(cells.sources.map(({ index }) => [index, []]));
  for (const actor of cells.actors) actors.get(sole.get(actor.index) ?? -1)?.push(actor);
  return cells.sources
    .map((source) => {
      const unjoined = source.claims.filter((claim) => !isJoined(claim));
      return { source, actors: actors.get(source.index) ?? [], unjoined, reprints: unjoined.filter((claim) => graph.claims.reprint[claim]).length };
    })
    .sort((a, b) => b.actors.length - a.actors.length || b.unjoined.length - a.unjoined.length);
}

/** Tells of a claim whether another source tells of its incident on the word of another: publications of one text do not join one another. */
function joining(graph: Graph, kind: SourceKind): (claim: number) => boolean {
  const { incident, origin } = graph.claims;
  const tellers = new Map<string, Map<number, Set<number>>>();
  // Where nobody tells whose word it is, it is that of the source.
  const wordOf = (claim: number, source: number) => (origin[claim] === NOBODY ? -1 - source : origin[claim]!);
  incident.forEach((told, claim) => {
    if (told === null) return;
    const source = sourceOf(graph, claim, kind);
    const words = tellers.get(told) ?? new Map<number, Set<number>>();
    tellers.set(told, words.set(source, (words.get(source) ?? new Set<number>()).add(wordOf(claim, source))));
  });
  return (claim) => {
    const source = sourceOf(graph, claim, kind);
    const word = wordOf(claim, source);
    const others = [...(tellers.get(incident[claim] ?? "") ?? [])].filter(([one]) => one !== source);
    return others.some(([, words]) => words.size > 1 || !words.has(word));
  };
}
