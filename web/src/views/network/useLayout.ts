import { useEffect, useState } from "preact/hooks";
import { type Point, layOut } from "./layout";
import type { Links } from "./links";

/** Where the window is narrower, in pixels, the picture is laid out higher than wide. */
const TALL = 560;

/** Where *actors* lie; null while that is being worked out. */
export function useLayout(actors: readonly number[], links: Links, counts: ReadonlyMap<number, number>): ReadonlyMap<number, Point> | null {
  const [laid, setLaid] = useState<{ actors: readonly number[]; places: ReadonlyMap<number, Point> } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    void layOut(actors, links, counts, innerWidth < TALL, stop.signal).then((places) => stop.signal.aborted || setLaid({ actors, places }));
    return () => stop.abort();
  }, [actors, links, counts]);
  return laid?.actors === actors ? laid.places : null;
}
