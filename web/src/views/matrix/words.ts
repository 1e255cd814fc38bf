import type { Graph } from "../../data/graph";
import { countedClaims } from "../../data/tally";
import { actorsOf } from "../../data/parties";
import { type SourceKind, isLocal } from "./cells";
import type { Resting } from "./resting";

/** "Of 37 actors 21 are spoken of by one source only." */
export function toldSole(actors: number, sole: number, kind: SourceKind): string {
  return `Of ${counted(actors, "actor")} ${sole} ${sole === 1 ? "is" : "are"} spoken of ${kind === "speakers" ? "by one source" : "in one document"} only.`;
}

/** What is left out since one document alone describes it; "" if nothing is. */
export function toldLocal(graph: Graph, claims: Iterable<number>): string {
  const left = new Set<number>();
  for (const claim of claims) for (const actor of actorsOf(graph, claim)) if (isLocal(graph, actor)) left.add(actor);
  if (!left.size) return "";
  return `Not counted: ${counted(left.size, "actor")} that one document alone describes (“${graph.things.label[[...left][0]!]}”), which no other can speak of.`;
}

export function toldResting({ actors, unjoined }: Resting): string {
  return `${counted(actors.length, "actor")}, ${countedClaims(unjoined.length)}`;
}

export function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? "" : "s"}`;
}
