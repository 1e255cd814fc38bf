import type { GraphAnswer } from "./contract";
import { type Graph, readGraph } from "./graph";
import { LoadError, type Progress, loadJson } from "./load";

/** The graph, and whether it is only what *filter* leaves of one that is too large to be had whole. */
export interface LoadedGraph {
  readonly graph: Graph;
  readonly isPart: boolean;
}

/** Load the whole graph; where the server refuses that for its size (403), what *filter* ("?actor=…") leaves of it. */
export async function loadGraph(root: string, filter: string, progress: (told: Progress) => void, signal: AbortSignal): Promise<LoadedGraph> {
  const load = async (search: string) => readGraph(await loadJson<GraphAnswer>(`${root}/explore/graph.json${search}`, progress, signal));
  try {
    return { graph: await load(""), isPart: false };
  } catch (error) {
    if (!(error instanceof LoadError) || error.status !== 403 || !filter) throw error;
    return { graph: await load(filter), isPart: true };
  }
}
