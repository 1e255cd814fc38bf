import { useEffect, useState } from "preact/hooks";
import { loadJson } from "../../data/load";
import type { Release } from "./releases";

/** The releases that the server has, this one first; none while they are not known. */
export function useReleases(root: string): readonly Release[] {
  const [releases, setReleases] = useState<readonly Release[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    loadJson<{ releases: Release[] }>(`${root}/explore/releases.json`, undefined, stop.signal).then((told) => setReleases(told.releases), () => undefined);
    return () => stop.abort();
  }, [root]);
  return releases;
}
