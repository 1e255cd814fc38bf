import { useEffect, useState } from "preact/hooks";
import { type Point, taskOf } from "./layout";
import type { Told } from "./layout.worker";
import type { Links } from "./links";

/** Where the window is narrower, in pixels, the picture is laid out higher than wide. */
const TALL = 560;

/** Where actors lie; before that is worked out, what share of the work is done. */
export type Layout = { state: "going"; share: number } | { state: "failed" } | { state: "ready"; places: ReadonlyMap<number, Point> };

/** Where *actors* lie, worked out beside the page, which goes on meanwhile. */
export function useLayout(actors: readonly number[], links: Links, counts: ReadonlyMap<number, number>): Layout {
  const [laid, setLaid] = useState<{ actors: readonly number[]; layout: Layout } | null>(null);
  useEffect(() => {
    const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Told>) => setLaid({ actors, layout: layoutOf(actors, data) });
    worker.onerror = () => setLaid({ actors, layout: { state: "failed" } });
    worker.postMessage(taskOf(actors, links, counts, innerWidth < TALL));
    return () => worker.terminate();
  }, [actors, links, counts]);
  return laid?.actors === actors ? laid.layout : { state: "going", share: 0 };
}

function layoutOf(actors: readonly number[], told: Told): Layout {
  if ("share" in told) return { state: "going", share: told.share };
  return { state: "ready", places: new Map(actors.map((actor, i) => [actor, told.points[i]!])) };
}
