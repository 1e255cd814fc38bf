import type { GraphAnswer } from "./contract";
import { type Graph, readGraph } from "./graph";
import { LoadError, type Progress, loadJson } from "./load";

/** The graph, and whether it is only what *filter* leaves of one that is too large to be had whole. */
export interface LoadedGraph {
  readonly graph: Graph;
  readonly isPart: boolean;
}

/** Load the whole graph of *release*; where the server refuses that for its size (403), what *filter* ("?actor=…") leaves of it. */
export async function loadGraph(root: string, filter: string, progress: (told: Progress) => void, signal: AbortSignal, release = "this"): Promise<LoadedGraph> {
  const of = release === "this" ? "" : `release=${encodeURIComponent(release)}`;
  const load = async (search: string) => {
    const asked = of && (search ? `${search}&${of}` : `?${of}`);
    return readGraph(await loadJson<GraphAnswer>(`${root}/explore/graph.json${asked || search}`, progress, signal));
  };
  try {
    return { graph: await load(""), isPart: false };
  } catch (error) {
    if (!(error instanceof LoadError) || error.status !== 403 || !filter) throw error;
    return { graph: await load(filter), isPart: true };
  }
}
