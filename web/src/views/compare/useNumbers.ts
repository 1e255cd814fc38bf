import { useEffect, useState } from "preact/hooks";
import type { Graph } from "../../data/graph";
import { loadJson } from "../../data/load";
import { askSolutions } from "../../data/sparql";
import type { Facts } from "../query/iris";
import { MOST_NAMED, type Numbers, numbersQuery, readNumbers } from "./numbers";

const NONE: Numbers = new Map();

/** The numbers that the claims of both sides give, asked of the endpoint; the second value says what went wrong. */
export function useNumbers(root: string, graph: Graph, left: Uint32Array, right: Uint32Array): [Numbers, string | null] {
  const [told, setTold] = useState<[Numbers, string | null]>([NONE, null]);
  useEffect(() => {
    const stop = new AbortController();
    setTold([NONE, null]);
    load(root, graph, [...left, ...right], stop.signal)
      .then((numbers) => !stop.signal.aborted && setTold([numbers, null]))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setTold([NONE, error instanceof Error ? error.message : String(error)]);
      });
    return () => stop.abort();
  }, [root, graph, left, right]);
  return told;
}

async function load(root: string, graph: Graph, claims: readonly number[], signal: AbortSignal): Promise<Numbers> {
  const { base } = await loadJson<Facts>(`${root}/explore/editor.json`, undefined, signal);
  const at = (iri: string) => graph.claimAt.get(iri.slice(base.length));
  let numbers: Numbers = NONE;
  for (let first = 0; first < claims.length; first += MOST_NAMED) {
    const iris = claims.slice(first, first + MOST_NAMED).map((i) => base + graph.claims.path[i]!);
    numbers = new Map([...numbers, ...readNumbers(await askSolutions(root, numbersQuery(iris), signal), at)]);
  }
  return numbers;
}
