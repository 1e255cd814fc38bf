import type { Factuality } from "./contract";
import { FACTUALITIES, type Graph } from "./graph";

/** How many claims there are, and of which kinds. */
export interface Tally {
  readonly claims: number;
  readonly by: Readonly<Record<Factuality, number>>;
  readonly contradicted: number;
  /** Made in a reader's comment. */
  readonly comment: number;
  /** The same words as in an earlier publication of the text. */
  readonly reprints: number;
}

export function tally(graph: Graph, claims: Iterable<number>): Tally {
  const by: Record<Factuality, number> = { asserted: 0, hedged: 0, intended: 0, denied: 0 };
  let [all, contradicted, comment, reprints] = [0, 0, 0, 0];
  for (const i of claims) {
    all++;
    by[FACTUALITIES[graph.claims.factuality[i]!]!]++;
    contradicted += graph.claims.contradicted[i]!;
    comment += graph.claims.comment[i]!;
    reprints += graph.claims.reprint[i]!;
  }
  return { claims: all, by, contradicted, comment, reprints };
}

/** How many are said to be so, surely or not: what is intended or denied is no sign of something that was. */
export function saidSo({ by }: Tally): number {
  return by.asserted + by.hedged;
}

export function countedClaims(n: number): string {
  return n === 1 ? "1 claim" : `${n} claims`;
}

/** "12 claims: 9 asserted, 3 denied; 1 contradicted; 2 reprints". */
export function toldTally(told: Tally): string {
  const sure = FACTUALITIES.filter((word) => told.by[word]).map((word) => `${told.by[word]} ${word}`).join(", ");
  const more = [told.contradicted && `${told.contradicted} contradicted`, told.comment && `${told.comment} in readers’ comments`, told.reprints && (told.reprints === 1 ? "1 reprint" : `${told.reprints} reprints`)].filter(Boolean);
  return [`${countedClaims(told.claims)}${sure && `: ${sure}`}`, ...more].join("; ");
}
