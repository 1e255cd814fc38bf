import { useEffect, useMemo, useState } from "preact/hooks";
import type { GraphAnswer } from "../../data/contract";
import { choose } from "../../data/filter";
import { type Graph, readGraph } from "../../data/graph";
import { type Progress, loadJson } from "../../data/load";
import { Panel } from "../../parts/Panel";
import { Empty, Failed, Loading } from "../../parts/Status";
import { AsTable } from "../../parts/Table";
import { claimColumns } from "../../parts/claimColumns";
import type { GraphView } from "../../parts/view";
import { type Release, differenceOf } from "./releases";

type Other = { state: "loading"; progress: Progress | null } | { state: "failed"; detail: string } | { state: "ready"; graph: Graph };

/** This release beside another: claims that came, that went, and that stayed, as the filter leaves them. */
export function Releases({ releases, ...view }: GraphView & { releases: readonly Release[] }) {
  const other = releases.find(({ name }) => name !== "this");
  if (!other) return <Empty><p>The server holds one release alone. <code>kg serve --beside FOLDER</code> sets another beside it.</p></Empty>;
  return <Loaded {...view} other={other} label={releases.find(({ name }) => name === "this")?.label ?? "this"} />;
}

function Loaded({ other, label, ...view }: GraphView & { other: Release; label: string }) {
  const [told, setTold] = useState<Other>({ state: "loading", progress: null });
  useEffect(() => {
    const stop = new AbortController();
    loadJson<GraphAnswer>(`${view.root}/explore/graph.json?release=${encodeURIComponent(other.name)}`, (progress) => setTold({ state: "loading", progress }), stop.signal)
      .then((answer) => setTold({ state: "ready", graph: readGraph(answer) }))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setTold({ state: "failed", detail: error instanceof Error ? error.message : String(error) });
      });
    return () => stop.abort();
  }, [view.root, other.name]);
  if (told.state === "loading") return <Loading told="The other release is being loaded." progress={told.progress} />;
  if (told.state === "failed") return <Failed title="The other release could not be loaded" detail={told.detail} />;
  return <Difference {...view} before={told.graph} other={other} label={label} />;
}

function Difference({ root, graph, chosen, address, change, open, before, other, label }: GraphView & { before: Graph; other: Release; label: string }) {
  const [gone, setGone] = useState<{ claims: number[]; title: string } | null>(null);
  const difference = useMemo(() => differenceOf(before, choose(before, address).claims, graph, chosen.claims), [before, graph, chosen]);
  const openHere = (claims: Iterable<number>, title: string) => {
    setGone(null);
    open(claims, title);
  };
  const openGone = (claims: Iterable<number>, title: string) => {
    change({ selected: [] });
    setGone({ claims: [...claims], title });
  };
  const sections = [
    ["added", `Added: in “${label}” alone`, graph, difference.added, openHere],
    ["gone", `Gone: in “${other.label}” alone`, before, difference.gone, openGone],
    ["same", "In both", graph, difference.same, openHere],
  ] as const;
  return (
    <>
      <ul class="compare-counts" aria-label="How many of each">
        {sections.map(([id, title, , claims]) => <li key={id}><a href={`#${id}`}><strong>{claims.length}</strong> {title}</a></li>)}
      </ul>
      <p class="soft">A claim is known by its path, which says what is claimed, by whom and where: a claim that was read otherwise is one gone and one added.</p>
      <div class={gone ? "stage with-panel" : "stage"}>
        <div class="view">
          {sections.map(([id, title, of, claims, show]) => (
            <section key={id} aria-labelledby={id}>
              <h2 id={id}>{title} <span class="soft">{claims.length}</span></h2>
              {claims.length ? <AsTable title={`${claims.length} claims`} caption={title} columns={claimColumns(of, show)} rows={claims} /> : <p class="soft">None.</p>}
            </section>
          ))}
        </div>
        {gone && <Panel key={gone.claims.join()} root={root} graph={before} claims={gone.claims} title={gone.title} release={other.name} close={() => setGone(null)} />}
      </div>
    </>
  );
}
