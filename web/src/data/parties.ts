import type { Graph } from "./graph";
import { row } from "./ragged";

export function isActor(graph: Graph, thing: number): boolean {
  return graph.things.role[thing] === "actor";
}

/** The actors that *claim* says to act, and those to whom it says it done: what else fills these roles (talks, a bridge) is none. */
export function sidesOf(graph: Graph, claim: number): { doers: number[]; others: number[] } {
  const actorsAmong = (things: Uint32Array) => [...things].filter((thing) => isActor(graph, thing));
  return { doers: actorsAmong(row(graph.claims.doers, claim)), others: actorsAmong(row(graph.claims.others, claim)) };
}

/** The actors that *claim* is about, whatever their part. */
export function actorsOf(graph: Graph, claim: number): Set<number> {
  const { doers, others } = sidesOf(graph, claim);
  return new Set([...doers, ...others]);
}
