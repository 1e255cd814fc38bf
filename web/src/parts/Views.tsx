import { type Address, carried, writeAddress } from "../data/address";

const VIEWS = ["timeline", "network", "map", "matrix", "compare", "query"] as const;

/** The ways to look at the graph; the filter goes along. */
export function Views({ current, root, address }: { current: string; root: string; address: Address }) {
  const search = writeAddress(carried(address));
  return (
    <nav class="views" aria-label="Views">
      {VIEWS.map((view) => (
        <a key={view} href={`${root}/explore/${view}${search}`} {...(view === current && { "aria-current": "page" as const })}>
          {view[0]!.toUpperCase() + view.slice(1)}
        </a>
      ))}
    </nav>
  );
}
