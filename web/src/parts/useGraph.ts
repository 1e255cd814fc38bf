import { useCallback, useEffect, useState } from "preact/hooks";
import type { Graph } from "../data/graph";
import { LoadError, type Progress } from "../data/load";
import { loadGraph } from "../data/loadGraph";

export type Loaded = { state: "loading"; progress: Progress | null } | { state: "failed"; detail: string; isTooLarge: boolean } | { state: "ready"; graph: Graph; isPart: boolean };

/**
 * The whole graph of *release*, loaded once, or of one that is too large what *filter* leaves, loaded for each filter.
 * The second value loads again after a failure.
 */
export function useGraph(root: string, filter: string, release = "this"): [Loaded, () => void] {
  const [loaded, setLoaded] = useState<Loaded>({ state: "loading", progress: null });
  const [attempt, setAttempt] = useState(0);
  const isWhole = loaded.state === "ready" && !loaded.isPart;
  useEffect(() => {
    if (isWhole) return;
    const stop = new AbortController();
    setLoaded({ state: "loading", progress: null });
    loadGraph(root, filter, (progress) => setLoaded({ state: "loading", progress }), stop.signal, release)
      .then((ready) => setLoaded({ state: "ready", ...ready }))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setLoaded({ state: "failed", detail: inWords(error), isTooLarge: error instanceof LoadError && error.status === 403 });
      });
    return () => stop.abort();
  }, [root, filter, release, attempt]);
  return [loaded, useCallback(() => setAttempt((n) => n + 1), [])];
}

function inWords(error: unknown): string {
  return error instanceof LoadError ? error.message : `The data are not as this page expects them: ${error}`;
}
