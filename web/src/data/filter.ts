import type { Address } from "./address";
import { FACTUALITIES, type Graph, NO_DAY, UNDATED } from "./graph";
import { type Ragged } from "./ragged";

export interface Chosen {
  /** Claims that pass, in the graph's order. */
  readonly claims: Uint32Array;
  /** So many more would pass but for the period: they have no day at all. */
  readonly undatedLeftOut: number;
}

type Test = (claim: number) => boolean;

/**
 * The claims that *address* leaves: any of the values of one name, and all of the names.
 * A place stands for itself and all within it; a period keeps claims whose days may lie in it, and none without a day.
 */
export function choose(graph: Graph, address: Address): Chosen {
  const tests = [...nameTests(graph, address)];
  const inPeriod = periodTest(graph, address);
  const claims = new Uint32Array(graph.claims.length);
  let [n, undatedLeftOut] = [0, 0];
  for (let i = 0; i < graph.claims.length; i++) {
    if (!tests.every((passes) => passes(i))) continue;
    if (!inPeriod || inPeriod(i)) claims[n++] = i;
    else if (graph.claims.dated[i] === UNDATED) undatedLeftOut++;
  }
  return { claims: claims.slice(0, n), undatedLeftOut };
}

function* nameTests(graph: Graph, address: Address): Generator<Test> {
  const { claims } = graph;
  const actors = indices(address.actor, graph.thingAt);
  if (actors) yield (i) => meets(claims.doers, i, actors) || meets(claims.others, i, actors);
  const places = indices(address.place, graph.thingAt);
  if (places) {
    const all = withInside(graph, places);
    yield (i) => meets(claims.places, i, all);
  }
  const types = indices(address.type, graph.typeAt);
  if (types) yield (i) => types.has(claims.type[i]!);
  const speakers = indices(address.source, graph.thingAt);
  if (speakers) yield (i) => speakers.has(claims.speaker[i]!);
  const documents = indices(address.document, graph.documentAt);
  if (documents) yield (i) => documents.has(claims.document[i]!);
  const surety = new Set(address.factuality.map((word) => FACTUALITIES.indexOf(word)));
  if (surety.size) yield (i) => surety.has(claims.factuality[i]!);
}

function periodTest(graph: Graph, { from, to }: Address): Test | null {
  if (from === null && to === null) return null;
  const { dated, notBefore, notAfter } = graph.claims;
  return (i) =>
    dated[i] !== UNDATED &&
    (from === null || notAfter[i] === NO_DAY || notAfter[i]! >= from) &&
    (to === null || notBefore[i]! <= to); // NO_DAY is before every day
}

function indices(names: readonly string[], at: ReadonlyMap<string, number>): Set<number> | null {
  return names.length ? new Set(names.flatMap((name) => at.get(name) ?? [])) : null;
}

function meets(of: Ragged, i: number, wanted: ReadonlySet<number>): boolean {
  for (let at = of.starts[i]!; at < of.starts[i + 1]!; at++) if (wanted.has(of.items[at]!)) return true;
  return false;
}

/** *places* and all that lie within them, however deep. */
export function withInside(graph: Graph, places: ReadonlySet<number>): Set<number> {
  const all = new Set(places);
  for (const place of all) for (const inner of graph.inside.get(place) ?? []) all.add(inner);
  return all;
}
