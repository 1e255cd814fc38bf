import { useMemo } from "preact/hooks";
import { toldDays } from "../../data/days";
import { FACTUALITIES, type Graph } from "../../data/graph";
import { Legend } from "../../parts/Legend";
import { Loading } from "../../parts/Status";
import { AsTable, type Column } from "../../parts/Table";
import type { GraphView } from "../../parts/view";
import { SaidList } from "./Said";
import { Stepped } from "./Stepped";
import { What, headingOf } from "./What";
import type { Numbers } from "./numbers";
import { KINDS, type Kind, type PairedBy, type PairedRow, type Reason, pairUp } from "./pairing";
import { type Compared, type Way, sideLabel, sideOf } from "./state";
import { useNumbers } from "./useNumbers";

const BY: Readonly<Record<PairedBy, string>> = {
  incident: "one incident",
  situation: "the same state: type, parties and places",
  parties: "the same type and parties; it may be another happening",
};
const WHY: Readonly<Record<Reason, string>> = {
  contradicted: "another claim contradicts it",
  factuality: "the sides differ in how surely it is said",
  numbers: "the sides differ in numbers",
};
const NONE: Numbers = new Map();

/** What the two sides claim, in sections: contested, only the left, only the right, perhaps the same, told by both. */
export function SideBySide(view: GraphView & { compared: Compared }) {
  const { root, graph, chosen, compared } = view;
  const { by, left, right } = compared;
  const [ours, theirs] = useMemo(() => {
    const of = (path: string) => chosen.claims.filter((i) => sideOf(graph, by, i) === path);
    return [of(left), of(right)];
  }, [graph, chosen, by, left, right]);
  const told = useNumbers(root, graph, ours, theirs);
  if (told.state === "loading") return <Loading told="The numbers that the claims give are being loaded, to be compared." />;
  return <Rows {...view} ours={ours} theirs={theirs} numbers={told.state === "ready" ? told.numbers : NONE} problem={told.state === "failed" ? told.detail : null} />;
}

function Rows({ graph, compared, open, ours, theirs, numbers, problem }: GraphView & { compared: Compared; ours: Uint32Array; theirs: Uint32Array; numbers: Numbers; problem: string | null }) {
  const { by, left, right } = compared;
  const rows = useMemo(() => pairUp(graph, ours, theirs, numbers), [graph, ours, theirs, numbers]);
  const names: Names = { left: sideLabel(graph, by, left), right: sideLabel(graph, by, right) };
  const titles: Readonly<Record<Kind, string>> = { contested: "Contested", left: `Only ${names.left}`, right: `Only ${names.right}`, perhaps: "Perhaps the same", both: "Told by both" };
  return (
    <>
      <ul class="compare-counts" aria-label="How many of each">
        {KINDS.map((kind) => {
          const n = rows.filter((one) => one.kind === kind).length;
          return <li key={kind}><a href={`#${kind}`}><strong>{n}</strong> <bdi>{titles[kind]}</bdi></a></li>;
        })}
      </ul>
      <p class="soft"><bdi>{names.left}</bdi>: {ours.length} claims; <bdi>{names.right}</bdi>: {theirs.length} claims. Rows are incidents, states or kinds of event between the same parties, not claims.</p>
      {problem && <p class="note" role="alert">Numbers could not be compared, so what differs in numbers alone is not among the contested: {problem}</p>}
      <Legend />
      {KINDS.map((kind) => (
        <Stepped key={kind} id={kind} title={titles[kind]} rows={rows.filter((one) => one.kind === kind)} told={(one) => <Pair key={one.key} pair={one} graph={graph} names={names} by={by} numbers={numbers} open={open} />} />
      ))}
      <AsTable caption={`${names.left} and ${names.right}`} columns={columnsOf(graph, names, titles)} rows={rows} />
    </>
  );
}

interface Names {
  readonly left: string;
  readonly right: string;
}

interface PairProps extends Pick<GraphView, "graph" | "open"> {
  pair: PairedRow;
  names: Names;
  by: Way;
  numbers: Numbers;
}

function Pair({ pair, names, ...own }: PairProps) {
  const { graph, open } = own;
  const all = [...pair.left, ...pair.right];
  const isBoth = pair.left.length > 0 && pair.right.length > 0;
  return (
    <article class="pair">
      <h3><What graph={graph} i={all[0]!} /> {all.length > 1 && <button type="button" class="link" onClick={() => open(all, headingOf(graph, all[0]!))}>all {all.length} quotes</button>}</h3>
      {(isBoth || pair.reasons.length > 0) && (
        <p class="soft">
          {isBoth && BY[pair.by]}
          {pair.reasons.map((reason) => <span key={reason} class="dissent">{isBoth && "; "}{WHY[reason]}</span>)}
          {pair.apart.length > 0 && `; told otherwise: ${pair.apart.join(", ")}`}
        </p>
      )}
      {pair.kind === "left" || pair.kind === "right" ? (
        <SaidList claims={all} {...own} />
      ) : (
        <div class="pair-sides">
          <div><h4><bdi>{names.left}</bdi></h4><SaidList claims={pair.left} {...own} /></div>
          <div><h4><bdi>{names.right}</bdi></h4><SaidList claims={pair.right} {...own} /></div>
        </div>
      )}
    </article>
  );
}

function columnsOf(graph: Graph, names: Names, titles: Readonly<Record<Kind, string>>): Column<PairedRow>[] {
  const said = (of: readonly number[]) => of.map((i) => [FACTUALITIES[graph.claims.factuality[i]!], toldDays(graph.claims, i)].filter(Boolean).join(" ")).join("; ");
  const first = ({ left, right }: PairedRow) => (left[0] ?? right[0])!;
  return [
    { label: "What", text: (row) => headingOf(graph, first(row)), cell: (row) => <What graph={graph} i={first(row)} /> },
    { label: "Said", cell: ({ kind }) => titles[kind] },
    { label: "Why contested", cell: ({ reasons }) => reasons.map((reason) => WHY[reason]).join("; ") },
    { label: "Told otherwise", cell: ({ apart }) => apart.join(", ") },
    { label: names.left, cell: ({ left }) => said(left) },
    { label: names.right, cell: ({ right }) => said(right) },
  ];
}
