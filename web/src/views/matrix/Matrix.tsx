import { useMemo, useState } from "preact/hooks";
import type { Address } from "../../data/address";
import { choose } from "../../data/filter";
import type { Graph } from "../../data/graph";
import { tally, toldTally } from "../../data/tally";
import { Legend } from "../../parts/Legend";
import { Empty } from "../../parts/Status";
import { AsTable, type Column } from "../../parts/Table";
import type { GraphView } from "../../parts/view";
import { Alone } from "./Alone";
import { type Cells, type Line, type SourceKind, cellsOf } from "./cells";
import { Controls } from "./Controls";
import { Grid } from "./Grid";
import { type Order, arranged } from "./order";
import { restingOn, soleSources } from "./resting";
import { type Settings, ownOf, settingsOf } from "./settings";
import { toldLocal, toldSole } from "./words";

const A_STEP = 40;

/** Who speaks of whom: a row for each actor, a column for each source, how many claims in each cell. */
export function Matrix({ root, graph, isPart, chosen, address, change, open }: GraphView) {
  const settings = settingsOf(address);
  const { kind, order, withLocal, onlySole } = settings;
  const set = (some: Partial<Settings>) => change({ own: ownOf({ ...settings, ...some }) });
  const cells = useMemo(() => cellsOf(graph, chosen.claims, kind, withLocal), [graph, chosen, kind, withLocal]);
  const { sole, resting, isKnown } = useSole(graph, isPart, address, kind, withLocal);
  const local = useMemo(() => toldLocal(graph, chosen.claims), [graph, chosen]);
  const alone = resting.find(({ source }) => source.path === settings.alone);
  const actors = useMemo(
    () => cells.actors.filter(({ index }) => (alone ? sole.get(index) === alone.source.index : !onlySole || sole.has(index))),
    [cells, sole, alone, onlySole],
  );
  const sources = useMemo(() => {
    const speaking = new Set(actors.flatMap(({ index }) => [...cells.about(index).keys()]));
    return cells.sources.filter(({ index }) => speaking.has(index));
  }, [cells, actors]);
  const [shown, setShown] = useState({ actors: A_STEP, sources: A_STEP });
  const [rows, columns] = useMemo(
    () => arrangedLines(cells, actors.slice(0, shown.actors), sources.slice(0, shown.sources), order),
    [cells, actors, sources, shown, order],
  );
  const listed = useMemo(() => actorColumns(graph, cells, open), [graph, cells, open]);
  return (
    <>
      <p class="worth" role="status">
        <strong>{isKnown ? toldSole(cells.actors.length, cells.actors.filter(({ index }) => sole.has(index)).length, kind) : UNKNOWN}</strong> {!withLocal && <span class="soft">{local}</span>}
      </p>
      <Controls settings={settings} resting={resting} set={set} />
      {alone && <Alone kind={kind} resting={alone} open={open} close={() => set({ alone: "" })} />}
      <More what="actors" shown={rows.length} all={actors.length} more={() => setShown({ ...shown, actors: shown.actors + A_STEP })} />
      <More what={kind === "speakers" ? "sources" : "documents"} shown={columns.length} all={sources.length} more={() => setShown({ ...shown, sources: shown.sources + A_STEP })} />
      {rows.length ? <Grid root={root} graph={graph} cells={cells} actors={rows} sources={columns} sole={sole} open={open} /> : <Empty><p>No actor to show here.</p></Empty>}
      <Legend>
        <li><span class="contradicted">≠</span> contradicted</li>
        <li>≡ reprints: the same words as in an earlier publication of the text; they are claims, and no other source</li>
        <li>darker: more claims; the small marks count those that are not plainly asserted, those contradicted, and reprints</li>
      </Legend>
      <AsTable caption="Actors, and the sources that speak of each" columns={listed} rows={actors} />
    </>
  );
}

const UNKNOWN = "Whether others speak of these too is not known here: the graph is too large to be had whole, and only the chosen part of it is.";

/** Who speaks of what alone, whatever source is chosen: a filter by source would make each alone. */
function useSole(graph: Graph, isPart: boolean, address: Address, kind: SourceKind, withLocal: boolean) {
  const name = kind === "speakers" ? "source" : "document";
  const all = { ...address, [name]: [] };
  const isKnown = !isPart || !address[name].length;
  return useMemo(() => {
    if (!isKnown) return { sole: new Map<number, number>(), resting: [], isKnown };
    const cells = cellsOf(graph, choose(graph, all).claims, kind, withLocal);
    const sole = soleSources(graph, cells);
    return { sole, resting: restingOn(graph, cells, sole), isKnown };
  }, [graph, JSON.stringify({ ...all, selected: [], own: {} }), kind, withLocal, isKnown]);
}

function arrangedLines(cells: Cells, actors: readonly Line[], sources: readonly Line[], order: Order): readonly [readonly Line[], readonly Line[]] {
  const counts = (actor: Line, source: Line) => cells.of(actor.index, source.index).length;
  return [
    arranged(actors, order, (actor) => sources.map((source) => counts(actor, source))),
    arranged(sources, order, (source) => actors.map((actor) => counts(actor, source))),
  ];
}

function More({ what, shown, all, more }: { what: string; shown: number; all: number; more: () => void }) {
  if (shown >= all) return null;
  return <p class="more">{shown} of {all} {what}, those with most claims. <button type="button" onClick={more}>Show {Math.min(A_STEP, all - shown)} more {what}</button></p>;
}

function actorColumns(graph: Graph, cells: Cells, open: GraphView["open"]): Column<Line>[] {
  const labels = new Map(cells.sources.map(({ index, label }) => [index, label]));
  const speaking = ({ index }: Line) => [...cells.about(index)].sort(([, a], [, b]) => b.length - a.length);
  return [
    { label: "Actor", cell: (actor) => <button type="button" class="link" onClick={() => open(actor.claims, `On ${actor.label}`)}>{actor.label}</button> },
    { label: "Claims", cell: (actor) => toldTally(tally(graph, actor.claims)) },
    { label: cells.kind === "speakers" ? "Spoken of by" : "Spoken of in", cell: (actor) => speaking(actor).map(([source, claims]) => `${labels.get(source)} (${claims.length})`).join(", ") },
  ];
}
