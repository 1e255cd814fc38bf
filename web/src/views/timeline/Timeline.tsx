import { useMemo } from "preact/hooks";
import { Legend } from "../../parts/Legend";
import { AsTable } from "../../parts/Table";
import { claimColumns } from "../../parts/claimColumns";
import type { GraphView } from "../../parts/view";
import { hostile, rowLabel, timelineRows } from "./rows";

export function Timeline({ graph, chosen, open }: GraphView) {
  const claims = useMemo(() => hostile(graph, chosen.claims), [graph, chosen]);
  const rows = useMemo(() => timelineRows(graph, claims, "pairs"), [graph, claims]);
  return (
    <>
      <Legend />
      {rows.slice(0, 50).map((row) => (
        <div key={row.key} class="timeline-row">
          <span>{rowLabel(graph, row)}</span>
          <button type="button" class="link" onClick={() => open(row.placed, rowLabel(graph, row))}>{row.placed.length} claims</button>
        </div>
      ))}
      <AsTable caption="Claims of hostile acts" columns={claimColumns(graph, open)} rows={claims} />
    </>
  );
}
