import { useMemo } from "preact/hooks";
import { UNDATED } from "../../data/graph";
import { Empty } from "../../parts/Status";
import { AsTable } from "../../parts/Table";
import { claimColumns } from "../../parts/claimColumns";
import type { GraphView } from "../../parts/view";
import { Plot } from "./Plot";
import { type Grouping, hostile, timelineRows } from "./rows";

/** Who fought whom, by day; or each actor with all that is told of it. */
export function Timeline({ graph, chosen, address, change, open }: GraphView) {
  const grouping: Grouping = address.own.rows === "actors" ? "actors" : "pairs";
  const isHostile = grouping === "pairs" && !address.type.length;
  const claims = useMemo(() => (isHostile ? hostile(graph, chosen.claims) : chosen.claims), [graph, chosen, isHostile]);
  const rows = useMemo(() => timelineRows(graph, claims, grouping), [graph, claims, grouping]);
  const selected = useMemo(() => new Set(address.selected.flatMap((path) => graph.claimAt.get(path) ?? [])), [graph, address.selected]);
  const placed = useMemo(() => rows.filter((row) => row.placed.length), [rows]);
  const undated = useMemo(() => claims.filter((i) => graph.claims.dated[i] === UNDATED), [graph, claims]);
  const rowsChooser = <RowsChooser grouping={grouping} choose={(rows) => change({ own: { ...address.own, rows } })} />;
  const columns = claimColumns(graph, open);
  return (
    <>
      <p class="soft">{toldRows(rows.length, claims.length, chosen.claims.length, grouping)}</p>
      {placed.length ? <Plot graph={graph} rows={placed} selected={selected} open={open}>{rowsChooser}</Plot> : <>{rowsChooser}<Empty><p>None of these claims has a day{rows.length ? "; they are listed below" : ""}.</p></Empty></>}
      {undated.length > 0 && <AsTable title={`Without a day: ${undated.length} ${undated.length === 1 ? "claim" : "claims"}, not placed above`} caption="Claims without a day" columns={columns} rows={undated} />}
      <AsTable caption="The claims of the timeline" columns={columns} rows={claims} />
    </>
  );
}

function toldRows(rows: number, claims: number, all: number, grouping: Grouping): string {
  const what = claims < all ? `${claims} of these claims, those of hostile acts,` : `${claims} claims`;
  return `${what} in ${rows} ${grouping === "pairs" ? "pairs of parties" : "actors"}; those with most claims first${grouping === "pairs" ? ", then those that name one side only" : ""}.`;
}

const GROUPINGS: readonly [Grouping, string][] = [["pairs", "Who fought whom: pairs of parties, hostile acts"], ["actors", "One row per actor, all types"]];

function RowsChooser({ grouping, choose }: { grouping: Grouping; choose: (grouping: Grouping) => void }) {
  return (
    <label class="rows-chooser">
      Rows
      <select value={grouping} onChange={(event) => choose(event.currentTarget.value as Grouping)}>
        {GROUPINGS.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
      </select>
    </label>
  );
}
