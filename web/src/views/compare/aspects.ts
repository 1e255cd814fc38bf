import { toldDays } from "../../data/days";
import { BY_CLAIM, type Graph } from "../../data/graph";
import { row } from "../../data/ragged";
import { sidesOf } from "./sameness";

/** In what the sides of a row may differ beside what makes it contested. */
export type Aspect = "types" | "parties" | "days" | "places";

/** What both *left* and *right* tell, and tell otherwise; what one side leaves unsaid is no difference. */
export function aspectsApart(graph: Graph, left: readonly number[], right: readonly number[]): Aspect[] {
  const { claims } = graph;
  const told: Readonly<Record<Aspect, (i: number) => Iterable<string | number>>> = {
    types: (i) => [claims.type[i]!],
    parties: (i) => [sidesOf(graph, i)].filter(Boolean),
    days: (i) => (claims.dated[i] === BY_CLAIM ? [toldDays(claims, i)] : []),
    places: (i) => row(claims.places, i),
  };
  const all = (of: readonly number[], aspect: Aspect) => [...new Set(of.flatMap((i) => [...told[aspect](i)]))].sort().join();
  return (Object.keys(told) as Aspect[]).filter((aspect) => {
    const [ours, theirs] = [all(left, aspect), all(right, aspect)];
    return ours && theirs && ours !== theirs;
  });
}
