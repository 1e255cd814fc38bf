import type { Graph } from "../../data/graph";
import { type Cells, type Line, type SourceKind, sourceOf } from "./cells";

/** What rests on one source: actors that no other speaks of, and claims that no other joins. */
export interface Resting {
  readonly source: Line;
  readonly actors: readonly Line[];
  /** Claims of the source that are of no incident of which another source tells too. */
  readonly unjoined: readonly number[];
}

/** For each actor that one source alone speaks of: that source. */
export function soleSources(cells: Cells): Map<number, number> {
  const found = new Map<number, number>();
  for (const { index } of cells.actors) {
    const [source, ...others] = cells.about(index).keys();
    if (source !== undefined && !others.length) found.set(index, source);
  }
  return found;
}

/** What rests on each source, those with most such actors first, then with most such claims. */
export function restingOn(graph: Graph, cells: Cells, sole: ReadonlyMap<number, number>): Resting[] {
  const tellers = incidentTellers(graph, cells.kind);
  const actors = new Map<number, Line[]>(cells.sources.map(({ index }) => [index, []]));
  for (const actor of cells.actors) actors.get(sole.get(actor.index) ?? -1)?.push(actor);
  return cells.sources
    .map((source) => ({
      source,
      actors: actors.get(source.index) ?? [],
      unjoined: source.claims.filter((claim) => (tellers.get(graph.claims.incident[claim] ?? "")?.size ?? 1) === 1),
    }))
    .sort((a, b) => b.actors.length - a.actors.length || b.unjoined.length - a.unjoined.length);
}

function incidentTellers(graph: Graph, kind: SourceKind): Map<string, Set<number>> {
  const tellers = new Map<string, Set<number>>();
  graph.claims.incident.forEach((incident, claim) => {
    if (incident === null) return;
    const known = tellers.get(incident) ?? new Set<number>();
    tellers.set(incident, known.add(sourceOf(graph, claim, kind)));
  });
  return tellers;
}
