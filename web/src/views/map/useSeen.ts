import type { GeoProjection } from "d3-geo";
import { useEffect, useRef } from "preact/hooks";
import type { Address } from "../../data/address";
import type { GraphView } from "../../parts/view";
import { readMiddle, writtenMiddle } from "./seen";
import { type Box, type Zoomed, fitted, middleOf } from "./useZoom";

/** The address has where the map is when it has rested so long. */
const REST_MS = 400;

/** Keep where the map is in the address (`at`), but for where it begins; and go where the address says, as by the back button. */
export function useSeen(zoomed: Zoomed, projection: GeoProjection, home: Box, width: number, height: number, address: Address, change: GraphView["change"]): void {
  const { transform } = zoomed;
  const said = address.own.at ?? null;
  const written = useRef(said);
  useEffect(() => {
    if (said === written.current) return;
    written.current = said;
    zoomed.fit(readMiddle(said ?? undefined, projection) ?? home);
  }, [said]);
  useEffect(() => {
    // Before the sheet has its width nothing is shown.
    if (!width || transform.k === 1) return;
    const timer = setTimeout(() => {
      const [at, first] = [middleOf(transform, width, height), middleOf(fitted(home, width, height), width, height)].map((middle) => writtenMiddle(middle, projection));
      const now = at === first ? null : at!;
      if (now === written.current) return;
      written.current = now;
      const { at: _before, ...own } = address.own;
      change({ own: now === null ? own : { ...own, at: now } }, false);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [transform, projection, home, width, height, address, change]);
}
