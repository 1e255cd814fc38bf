import { useEffect, useState } from "preact/hooks";
import { type Point, layOut } from "./layout";
import type { Links } from "./links";

/** Where *actors* lie; null while that is being worked out. */
export function useLayout(actors: readonly number[], links: Links, counts: ReadonlyMap<number, number>): ReadonlyMap<number, Point> | null {
  const [laid, setLaid] = useState<{ actors: readonly number[]; places: ReadonlyMap<number, Point> } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    void layOut(actors, links, counts, stop.signal).then((places) => stop.signal.aborted || setLaid({ actors, places }));
    return () => stop.abort();
  }, [actors, links, counts]);
  return laid?.actors === actors ? laid.places : null;
}
