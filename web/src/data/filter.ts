import type { Address } from "./address";
import { FACTUALITIES, type Graph, NO_DAY, UNDATED } from "./graph";
import { isActor } from "./parties";
import { type Ragged } from "./ragged";

export interface Chosen {
  /** Claims that pass, in the graph's order. */
  readonly claims: Uint32Array;
  /** Those of them that are known only by a day, and may have been before the period. */
  readonly perhapsEarlier: number;
  /** Those of them that are known only from a day on, and may be after the period. */
  readonly perhapsLater: number;
  /** So many more would pass but for the period: they have no day at all. */
  readonly undatedLeftOut: number;
  /** So many more would pass with `earlier`: they are known only by a day after the period. */
  readonly earlierLeftOut: number;
}

type Test = (claim: number) => boolean;

/**
 * The claims that *address* leaves: any of the values of one name, and all of the names.
 *
 * A place stands for itself and all within it. A period keeps claims whose days may lie in it, and none without a day; what is
 * known only *by* a day is kept where this day lies in it, with `earlier` also where the day comes after it.
 */
export function choose(graph: Graph, address: Address): Chosen {
  const tests = [...nameTests(graph, address)];
  const period = periodOf(graph, address);
  const claims = new Uint32Array(graph.claims.length);
  let [n, perhapsEarlier, perhapsLater, undatedLeftOut, earlierLeftOut] = [0, 0, 0, 0, 0];
  for (let i = 0; i < graph.claims.length; i++) {
    if (!tests.every((passes) => passes(i))) continue;
    if (period?.isUndated(i)) undatedLeftOut++;
    else if (period?.isAfter(i)) earlierLeftOut += Number(period.mayBeEarlier(i));
    else if (!period?.isBefore(i)) {
      claims[n++] = i;
      perhapsEarlier += Number(period?.mayBeEarlier(i) ?? false);
      perhapsLater += Number(period?.mayBeLater(i) ?? false);
    }
  }
  return { claims: claims.slice(0, n), perhapsEarlier, perhapsLater, undatedLeftOut, earlierLeftOut };
}

function* nameTests(graph: Graph, address: Address): Generator<Test> {
  const { claims } = graph;
  const named = indices(address.actor, graph.thingAt);
  if (named) {
    const actors = new Set([...named].filter((thing) => isActor(graph, thing)));
    yield (i) => meets(claims.doers, i, actors) || meets(claims.others, i, actors);
  }
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

interface Period {
  readonly isUndated: Test;
  readonly isBefore: Test;
  /** Also of what is known only by a day after the period, unless the address takes it in. */
  readonly isAfter: Test;
  readonly mayBeEarlier: Test;
  readonly mayBeLater: Test;
}

function periodOf(graph: Graph, { from, to, earlier }: Address): Period | null {
  if (from === null && to === null) return null;
  const { dated, notBefore, notAfter } = graph.claims;
  const [first, last] = [from ?? -Infinity, to ?? Infinity];
  const isByADay = (i: number) => notBefore[i] === NO_DAY;
  return {
    isUndated: (i) => dated[i] === UNDATED,
    isBefore: (i) => notAfter[i] !== NO_DAY && notAfter[i]! < first,
    isAfter: (i) => (isByADay(i) ? !earlier && notAfter[i]! > last : notBefore[i]! > last),
    mayBeEarlier: (i) => isByADay(i) && (from !== null || notAfter[i]! > last),
    mayBeLater: (i) => notAfter[i] === NO_DAY && (to !== null || notBefore[i]! < first),
  };
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
