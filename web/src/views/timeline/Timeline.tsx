import { useMemo } from "preact/hooks";
import { UNDATED } from "../../data/graph";
import { countedClaims } from "../../data/tally";
import { Empty } from "../../parts/Status";
import { AsTable } from "../../parts/Table";
import { claimColumns } from "../../parts/claimColumns";
import type { GraphView } from "../../parts/view";
import { Plot } from "./Plot";
import { type Grouping, fighting, fightingTypes, timelineRows } from "./rows";

/** The fighting between parties, by day; or each actor with all that is told of it. */
export function Timeline({ graph, chosen, address, change, open }: GraphView) {
  const grouping: Grouping = address.own.rows === "actors" ? "actors" : "pairs";
  const claims = useMemo(() => (grouping === "pairs" ? fighting(graph, chosen.claims) : chosen.claims), [graph, chosen, grouping]);
  const rows = useMemo(() => timelineRows(graph, claims, grouping), [graph, claims, grouping]);
  const selected = useMemo(() => new Set(address.selected.flatMap((path) => graph.claimAt.get(path) ?? [])), [graph, address.selected]);
  const placed = useMemo(() => rows.filter((row) => row.placed.length), [rows]);
  const undated = useMemo(() => claims.filter((i) => graph.claims.dated[i] === UNDATED), [graph, claims]);
  const choose = (rows: Grouping) => change({ own: { ...address.own, rows } });
  const rowsChooser = <RowsChooser grouping={grouping} choose={choose} />;
  const columns = claimColumns(graph, open);
  const others = chosen.claims.length - claims.length;
  return (
    <>
      {claims.length > 0 && <p class="soft">{toldRows(placed.length, claims.length, grouping)}</p>}
      {others > 0 && <p class="soft">{toldOthers(others, claims.length, fightingTypes(graph))} <button type="button" onClick={() => choose("actors")}>Show all types, by actor</button></p>}
      {placed.length ? <Plot graph={graph} rows={placed} selected={selected} open={open}>{rowsChooser}</Plot> : rowsChooser}
      {claims.length > 0 && !placed.length && <Empty><p>None of these claims has a day; they are listed below.</p></Empty>}
      {undated.length > 0 && <AsTable title={`Without a day: ${countedClaims(undated.length)}, not placed above`} caption="Claims without a day" columns={columns} rows={undated} />}
      {claims.length > 0 && <AsTable caption="The claims of the timeline" columns={columns} rows={claims} />}
    </>
  );
}

function toldRows(rows: number, claims: number, grouping: Grouping): string {
  const what = grouping === "pairs" ? `${countedClaims(claims)} of fighting between parties` : countedClaims(claims);
  const order = grouping === "pairs" ? "those with most claims first, then those that do not tell both sides" : "one for each actor, those with most claims first";
  return `${what}; those with a day in ${rows} ${rows === 1 ? "row" : "rows"}, ${order}.`;
}

/** Of the claims that pass, *others* are not among the *shown*: they are of other types than *fighting*. */
function toldOthers(others: number, shown: number, fighting: readonly string[]): string {
  const types = fighting.length ? ` (${fighting.join(", ")})` : "";
  if (!shown) return `None of the ${others} that pass the filter is a claim of fighting between parties${types}.`;
  return `${countedClaims(others)} that ${others === 1 ? "passes" : "pass"} the filter ${others === 1 ? "is" : "are"} not shown, being of other types than fighting${types}.`;
}

const GROUPINGS: readonly [Grouping, string][] = [["pairs", "Fighting between parties"], ["actors", "All types, one row per actor"]];

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
