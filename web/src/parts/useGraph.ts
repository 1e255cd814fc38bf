import { useCallback, useEffect, useState } from "preact/hooks";
import type { GraphAnswer } from "../data/contract";
import { type Graph, readGraph } from "../data/graph";
import { LoadError, type Progress, loadJson } from "../data/load";

export type Loaded = { state: "loading"; progress: Progress | null } | { state: "failed"; detail: string } | { state: "ready"; graph: Graph };

/** The whole graph, loaded once; the second value loads again after a failure. */
export function useGraph(root: string): [Loaded, () => void] {
  const [loaded, setLoaded] = useState<Loaded>({ state: "loading", progress: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setLoaded({ state: "loading", progress: null });
    loadJson<GraphAnswer>(`${root}/explore/graph.json`, (progress) => setLoaded({ state: "loading", progress }), stop.signal)
      .then((answer) => setLoaded({ state: "ready", graph: readGraph(answer) }))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setLoaded({ state: "failed", detail: error instanceof LoadError ? error.message : `The data are not as this page expects them: ${error}` });
      });
    return () => stop.abort();
  }, [root, attempt]);
  return [loaded, useCallback(() => setAttempt((n) => n + 1), [])];
}
