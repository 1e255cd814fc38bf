import { toldDays, writtenDay } from "../../data/days";
import { ATTESTED, FACTUALITIES, type Graph } from "../../data/graph";
import { isolated } from "../../data/isolate";
import { type Item, extentOf } from "./items";

/** How many of *claims* are of each factuality, in the order of FACTUALITIES. */
export function suretyCounts(graph: Graph, claims: readonly number[]): number[] {
  const counts = FACTUALITIES.map(() => 0);
  for (const claim of claims) counts[graph.claims.factuality[claim]!]!++;
  return counts;
}

/** *item* in words: what a sighted reader takes from the mark, for all. */
export function describe(graph: Graph, item: Item): string {
  const { claims, things, types } = graph;
  const [first] = item.claims;
  if (item.claims.length === 1 && first !== undefined)
    return `${types.label[claims.type[first]!]}, ${FACTUALITIES[claims.factuality[first]!]}, ${toldDays(claims, first)}, said by ${isolated(things.label[claims.speaker[first]!]!)}${claims.comment[first] ? ", in a reader’s comment" : ""}`;
  const surety = suretyCounts(graph, item.claims).flatMap((n, i) => (n ? [`${n} ${FACTUALITIES[i]}`] : []));
  const held = item.claims.filter((i) => claims.dated[i] === ATTESTED).length;
  return `${item.claims.length} claims, ${daysOf(graph, item)}: ${surety.join(", ")}${held ? `; ${held} of states that hold on the day of the report` : ""}`;
}

function daysOf(graph: Graph, item: Item): string {
  const [from, to] = extentOf(graph.claims, item.claims).map((day, end) => writtenDay(day - end)) as [string, string];
  const days = from === to ? from : item.openLeft || item.openRight ? `days from ${from} to ${to}` : `${from} to ${to}`;
  if (item.openLeft && item.openRight) return `by, or on or after, ${days}`;
  if (item.openLeft) return `by ${days}`;
  return item.openRight ? `on or after ${days}` : days;
}
