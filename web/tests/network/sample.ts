import type { Day, Tie } from "../../src/data/contract";
import { dayOf } from "../../src/data/days";
import type { Graph } from "../../src/data/graph";
import { type Told, graphOf } from "../sample";

/** A tie in words; claims by their number among those that are told. */
export interface ToldTie {
  tie: Tie;
  a: string;
  b: string;
  began?: [string | null, string | null];
  ended?: [string | null, string | null];
  held?: string[];
  claims: number[];
  disputed?: number[];
  standing?: string;
}

export const day = (written: string): Day => dayOf(written)!;
const orNull = (written: string | null | undefined) => (written ? day(written) : null);

/** A graph whose parties are all actors but for *others*, with ties. */
export function tiedGraph(told: Told[], ties: ToldTie[], others: string[] = []): Graph {
  const graph = graphOf(told);
  const at = (name: string) => graph.things.label.indexOf(name);
  return {
    ...graph,
    things: { ...graph.things, role: graph.things.label.map((label) => (others.includes(label) ? "other" : "actor")) },
    ties: {
      path: ties.map((_, i) => `situation/${i}`),
      kind: ties.map(({ tie }) => tie),
      tie: ties.map(({ tie }) => tie),
      label: ties.map(({ a, b }) => `${a} – ${b}`),
      a: ties.map(({ a }) => at(a)),
      b: ties.map(({ b }) => at(b)),
      beganNotBefore: ties.map(({ began }) => orNull(began?.[0])),
      beganNotAfter: ties.map(({ began }) => orNull(began?.[1])),
      endedNotBefore: ties.map(({ ended }) => orNull(ended?.[0])),
      endedNotAfter: ties.map(({ ended }) => orNull(ended?.[1])),
      attested: ties.map(({ held }) => (held ?? []).map(day)),
      standing: ties.map(({ standing }) => standing ?? "StatedStanding"),
      claims: ties.map(({ claims }) => claims),
      disputed: ties.map(({ disputed }) => disputed ?? []),
    },
  };
}

export function everyClaim(graph: Graph): Uint32Array {
  return Uint32Array.from({ length: graph.claims.length }, (_, i) => i);
}
