import { useEffect, useState } from "preact/hooks";
import { LoadError, loadJson } from "../../data/load";
import type { BundledQuery } from "./catalogue";
import type { Facts } from "./iris";

export interface Known {
  readonly facts: Facts;
  readonly queries: readonly BundledQuery[];
}

export type KnownState = { state: "loading" } | { state: "failed"; detail: string } | { state: "ready"; known: Known };

/** What the editor has to know before anything is asked: prefixes, and the bundled queries. */
export function useFacts(root: string): KnownState {
  const [told, setTold] = useState<KnownState>({ state: "loading" });
  useEffect(() => {
    const stop = new AbortController();
    const load = <T>(path: string) => loadJson<T>(root + path, undefined, stop.signal);
    Promise.all([load<Facts>("/explore/editor.json"), load<BundledQuery[]>("/api/queries")])
      .then(([facts, queries]) => setTold({ state: "ready", known: { facts, queries } }))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setTold({ state: "failed", detail: error instanceof LoadError ? error.message : String(error) });
      });
    return () => stop.abort();
  }, [root]);
  return told;
}
