import { useMemo } from "preact/hooks";
import { servedFilter } from "../../data/address";
import { choose } from "../../data/filter";
import type { Graph } from "../../data/graph";
import { Legend } from "../../parts/Legend";
import { Panel } from "../../parts/Panel";
import { Empty, Failed, Loading } from "../../parts/Status";
import { AsTable } from "../../parts/Table";
import { claimColumns } from "../../parts/claimColumns";
import { useGraph } from "../../parts/useGraph";
import type { GraphView } from "../../parts/view";
import { SaidList } from "./Said";
import { Stepped } from "./Stepped";
import { What, headingOf } from "./What";
import type { Numbers } from "./numbers";
import { type ClaimPair, type Release, differenceOf } from "./difference";
import { type Compared, writeCompared } from "./state";
import type { ReleasesState } from "./useReleases";

const NO_NUMBERS: Numbers = new Map();

type Open = (claims: Iterable<number>, title: string) => void;

/** This release beside another: claims that changed, those of one alone, and those in both, as the filter leaves them. */
export function Releases({ releases, again, ...view }: GraphView & { compared: Compared; releases: ReleasesState; again: () => void }) {
  if (releases.state === "loading") return <Loading told="The list of releases is being loaded." />;
  if (releases.state === "failed") return <Failed title="The list of releases could not be loaded" detail={releases.detail} again={again} />;
  const other = releases.releases.find(({ name }) => name !== "this");
  if (!other) return <Empty><p>The server holds one release alone. <code>kg serve --beside FOLDER</code> sets another beside it.</p></Empty>;
  return <Loaded {...view} other={other} label={releases.releases.find(({ name }) => name === "this")?.label ?? "this"} />;
}

interface Sides {
  /** The labels of this release and of the other. */
  readonly label: string;
  readonly other: Release;
}

function Loaded({ other, ...own }: GraphView & Sides & { compared: Compared }) {
  const [loaded, again] = useGraph(own.root, servedFilter(own.address), other.name);
  if (loaded.state === "loading") return <Loading told="The other release is being loaded." progress={loaded.progress} />;
  if (loaded.state === "failed") return <Failed title="The other release could not be loaded" detail={loaded.detail} again={again} />;
  return <Difference {...own} beside={loaded.graph} other={other} />;
}

function Difference({ root, graph, chosen, address, change, open, beside, other, label, compared }: GraphView & Sides & { beside: Graph; compared: Compared }) {
  const found = useMemo(() => differenceOf(graph, chosen.claims, beside, choose(beside, address).claims), [beside, graph, chosen]);
  const at = beside.claimAt.get(compared.beside);
  const showBeside = (path: string) => change({ own: writeCompared({ ...compared, beside: path }), selected: [] });
  const openBeside: Open = (claims) => {
    const [first] = claims;
    if (first !== undefined) showBeside(beside.claims.path[first]!);
  };
  // One panel at a time: what is chosen here takes the place of what was chosen of the other release.
  const openHere: Open = (claims, title) => {
    if (compared.beside) change({ own: writeCompared({ ...compared, beside: "" }) });
    open(claims, title);
  };
  const sections: readonly [id: string, title: string, count: number][] = [
    ["changed", "Changed", found.changed.length],
    ["here", `Only in “${label}”`, found.here.length],
    ["beside", `Only in “${other.label}”`, found.beside.length],
    ["same", "The same in both", found.same.length],
  ];
  const isOpen = at !== undefined && !address.selected.length;
  return (
    <>
      <ul class="compare-counts" aria-label="How many of each">
        {sections.map(([id, title, count]) => <li key={id}><a href={`#${id}`}><strong>{count}</strong> {title}</a></li>)}
      </ul>
      <p class="soft">“{label}” is the release that all views show; “{other.label}” is the one beside it. A claim is changed where both have one at the same path that they tell differently, or one in the same paragraph of the same file, of the same type or with most of the same parties. What is contradicted comes first.</p>
      <Legend />
      <div class={isOpen ? "stage with-panel" : "stage"}>
        <div class="view">
          <Stepped id="changed" title="Changed" rows={found.changed} told={(pair) => <Changed key={pair.here} pair={pair} graph={graph} beside={beside} label={label} other={other} open={openHere} openBeside={openBeside} />} />
          <Stepped id="here" title={`Only in “${label}”`} rows={found.here} told={(i) => <Alone key={i} i={i} graph={graph} open={openHere} />} />
          <Stepped id="beside" title={`Only in “${other.label}”`} rows={found.beside} told={(i) => <Alone key={i} i={i} graph={beside} open={openBeside} />} />
          <section aria-labelledby="same">
            <h2 id="same">The same in both <span class="soft">{found.same.length}</span></h2>
            <AsTable title={`${found.same.length} claims`} caption="The same in both" columns={claimColumns(graph, openHere)} rows={found.same.map(({ here }) => here)} />
          </section>
        </div>
        {isOpen && <Panel key={compared.beside} root={root} graph={beside} claims={[at]} title={headingOf(beside, at)} release={other.name} close={() => showBeside("")} />}
      </div>
    </>
  );
}

function Changed({ pair, graph, beside, label, other, open, openBeside }: Sides & { pair: ClaimPair; graph: Graph; beside: Graph; open: Open; openBeside: Open }) {
  return (
    <article class="pair">
      <h3><What graph={graph} i={pair.here} /></h3>
      <ul class="differences">
        {pair.differences.map(({ what, here, beside: there }) => <li key={what}><span class="role">{what}</span> <bdi>{here}</bdi> in “{label}”, <bdi>{there}</bdi> in “{other.label}”</li>)}
      </ul>
      <div class="pair-sides">
        <div><h4>{label}</h4><SaidList claims={[pair.here]} graph={graph} by="release" numbers={NO_NUMBERS} open={open} /></div>
        <div><h4>{other.label}</h4><SaidList claims={[pair.beside]} graph={beside} by="release" numbers={NO_NUMBERS} open={openBeside} /></div>
      </div>
    </article>
  );
}

function Alone({ i, graph, open }: { i: number; graph: Graph; open: Open }) {
  return (
    <article class="pair">
      <h3><What graph={graph} i={i} /></h3>
      <SaidList claims={[i]} graph={graph} by="release" numbers={NO_NUMBERS} open={open} />
    </article>
  );
}
