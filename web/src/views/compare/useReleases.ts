import { useCallback, useEffect, useState } from "preact/hooks";
import { loadJson } from "../../data/load";
import type { Release } from "./difference";

export type ReleasesState = { state: "loading" } | { state: "failed"; detail: string } | { state: "ready"; releases: readonly Release[] };

/** The releases that the server has, this one first; the second value asks again after a failure. */
export function useReleases(root: string): [ReleasesState, () => void] {
  const [told, setTold] = useState<ReleasesState>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setTold({ state: "loading" });
    loadJson<{ releases: Release[] }>(`${root}/explore/releases.json`, undefined, stop.signal)
      .then(({ releases }) => setTold({ state: "ready", releases }))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setTold({ state: "failed", detail: error instanceof Error ? error.message : String(error) });
      });
    return () => stop.abort();
  }, [root, attempt]);
  return [told, useCallback(() => setAttempt((n) => n + 1), [])];
}
