import type { Graph } from "../../data/graph";
import { row } from "../../data/ragged";

/** Who stands against whom in claim *i*, the same in whatever order they are named; "" where it names nobody. */
export function sidesOf({ claims, types }: Graph, i: number): string {
  const told = (of: Iterable<number>) => [...new Set(of)].sort((a, b) => a - b).join(",");
  const [doers, others] = [row(claims.doers, i), row(claims.others, i)];
  const relation = types.relation[claims.type[i]!];
  if (!doers.length && !others.length) return "";
  if (relation === "mutual") return told([...doers, ...others]);
  const sides = [told(doers), told(others)];
  return (relation === "sides" ? sides.sort() : sides).join("|");
}

/** Type and parties of a claim; null where it names nobody. */
export function partiesKey(graph: Graph, i: number): string | null {
  const sides = sidesOf(graph, i);
  return sides && `${graph.claims.type[i]} ${sides}` || null;
}

/** Type, parties and places of a claim of a state: who holds one place says nothing of another. Null for an event, or nobody's state. */
export function situationKey(graph: Graph, i: number): string | null {
  const { claims, types } = graph;
  const parties = types.state[claims.type[i]!] ? partiesKey(graph, i) : null;
  return parties && `${parties} in ${[...row(claims.places, i)].sort((a, b) => a - b).join(",")}`;
}
