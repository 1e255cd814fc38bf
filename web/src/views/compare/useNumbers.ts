import { useEffect, useMemo, useState } from "preact/hooks";
import type { Graph } from "../../data/graph";
import { loadJson } from "../../data/load";
import { askSolutions } from "../../data/sparql";
import type { Facts } from "../query/iris";
import { MOST_NAMED, type Numbers, type Quantity, numbersQuery, readNumbers } from "./numbers";

export type NumbersState = { state: "loading" } | { state: "failed"; detail: string } | { state: "ready"; numbers: Numbers };

/** The numbers that the claims of both sides give, asked of the endpoint. */
export function useNumbers(root: string, graph: Graph, left: Uint32Array, right: Uint32Array): NumbersState {
  const asked = useMemo(() => ({ root, graph, claims: [...left, ...right] }), [root, graph, left, right]);
  const [told, setTold] = useState<NumbersState & { of?: typeof asked }>({ state: "loading" });
  useEffect(() => {
    const stop = new AbortController();
    load(asked.root, asked.graph, asked.claims, stop.signal)
      .then((numbers) => !stop.signal.aborted && setTold({ state: "ready", numbers, of: asked }))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setTold({ state: "failed", detail: error instanceof Error ? error.message : String(error), of: asked });
      });
    return () => stop.abort();
  }, [asked]);
  // What was told of other claims is not shown of these, not even for the moment before they are asked for.
  return told.of === asked ? told : { state: "loading" };
}

async function load(root: string, graph: Graph, claims: readonly number[], signal: AbortSignal): Promise<Numbers> {
  const { base } = await loadJson<Facts>(`${root}/explore/editor.json`, undefined, signal);
  const at = (iri: string) => graph.claimAt.get(iri.slice(base.length));
  const numbers = new Map<number, Quantity[]>();
  for (let first = 0; first < claims.length; first += MOST_NAMED) {
    const iris = claims.slice(first, first + MOST_NAMED).map((i) => base + graph.claims.path[i]!);
    for (const [claim, given] of readNumbers(await askSolutions(root, numbersQuery(iris), signal), at)) numbers.set(claim, given);
  }
  return numbers;
}
