import { useMemo, useState } from "preact/hooks";
import { toldDays } from "../../data/days";
import { FACTUALITIES, type Graph } from "../../data/graph";
import { row } from "../../data/ragged";
import { Legend } from "../../parts/Legend";
import { Mark } from "../../parts/Mark";
import { AsTable, type Column } from "../../parts/Table";
import type { GraphView } from "../../parts/view";
import type { Numbers } from "./numbers";
import { KINDS, type Kind, type PairedBy, type PairedRow, type Reason, pairUp } from "./pairing";
import { type Compared, type Way, sideLabel, sideOf } from "./state";
import { useNumbers } from "./useNumbers";

const A_STEP = 50;
const BY: Readonly<Record<PairedBy, string>> = {
  incident: "one incident",
  situation: "the same type and parties",
  parties: "the same type and parties; it may be another happening",
};
const WHY: Readonly<Record<Reason, string>> = {
  contradicted: "another claim contradicts it",
  factuality: "the sides differ in how surely it is said",
  numbers: "the sides differ in numbers",
};

/** What the two sides claim, in sections: contested, only the left, only the right, alike. */
export function SideBySide({ root, graph, chosen, compared, open }: GraphView & { compared: Compared }) {
  const { by, left, right } = compared;
  const [ours, theirs] = useMemo(() => {
    const of = (path: string) => chosen.claims.filter((i) => sideOf(graph, by, i) === path);
    return [of(left), of(right)];
  }, [graph, chosen, by, left, right]);
  const [numbers, problem] = useNumbers(root, graph, ours, theirs);
  const rows = useMemo(() => pairUp(graph, ours, theirs, numbers), [graph, ours, theirs, numbers]);
  const names: Names = { left: sideLabel(graph, by, left), right: sideLabel(graph, by, right) };
  const titles: Readonly<Record<Kind, string>> = { contested: "Contested", left: `Only ${names.left}`, right: `Only ${names.right}`, alike: "Said by both alike" };
  return (
    <>
      <ul class="compare-counts" aria-label="How many of each">
        {KINDS.map((kind) => {
          const n = rows.filter((one) => one.kind === kind).length;
          return <li key={kind}><a href={`#${kind}`}><strong>{n}</strong> {titles[kind]}</a></li>;
        })}
      </ul>
      <p class="soft">{names.left}: {ours.length} claims; {names.right}: {theirs.length} claims. Rows are incidents or kinds of event between the same parties, not claims.</p>
      {problem && <p class="note">Numbers could not be compared: {problem}</p>}
      <Legend />
      {KINDS.map((kind) => (
        <Section key={kind} id={kind} title={titles[kind]} rows={rows.filter((one) => one.kind === kind)} graph={graph} names={names} by={by} numbers={numbers} open={open} />
      ))}
      <AsTable caption={`${names.left} and ${names.right}`} columns={columnsOf(graph, names, titles)} rows={rows} />
    </>
  );
}

interface Names {
  readonly left: string;
  readonly right: string;
}

interface SectionProps extends Pick<GraphView, "graph" | "open"> {
  id: Kind;
  title: string;
  rows: readonly PairedRow[];
  names: Names;
  by: Way;
  numbers: Numbers;
}

function Section({ id, title, rows, ...own }: SectionProps) {
  const [shown, setShown] = useState(A_STEP);
  return (
    <section class={`compared ${id}`} aria-labelledby={id}>
      <h2 id={id}>{title} <span class="soft">{rows.length}</span></h2>
      {!rows.length && <p class="soft">Nothing.</p>}
      {rows.slice(0, shown).map((one) => <Pair key={one.key} pair={one} {...own} />)}
      {shown < rows.length && <p><button type="button" onClick={() => setShown(shown + A_STEP)}>Show {Math.min(A_STEP, rows.length - shown)} more of {rows.length}</button></p>}
    </section>
  );
}

function Pair({ pair, names, ...own }: Omit<SectionProps, "id" | "title" | "rows"> & { pair: PairedRow }) {
  const { graph, open } = own;
  const all = [...pair.left, ...pair.right];
  const title = headingOf(graph, all[0]!);
  const isBoth = pair.left.length > 0 && pair.right.length > 0;
  return (
    <article class="pair">
      <h3>{title} {all.length > 1 && <button type="button" class="link" onClick={() => open(all, title)}>all {all.length} quotes</button>}</h3>
      {(isBoth || pair.reasons.length > 0) && (
        <p class="soft">
          {isBoth && BY[pair.by]}
          {pair.reasons.map((reason) => <span key={reason} class="dissent">{isBoth && "; "}{WHY[reason]}</span>)}
        </p>
      )}
      {pair.kind === "left" || pair.kind === "right" ? (
        <SaidList claims={all} {...own} />
      ) : (
        <div class="pair-sides">
          <div><h4>{names.left}</h4><SaidList claims={pair.left} {...own} /></div>
          <div><h4>{names.right}</h4><SaidList claims={pair.right} {...own} /></div>
        </div>
      )}
    </article>
  );
}

function SaidList({ claims, ...own }: Pick<SectionProps, "graph" | "by" | "numbers" | "open"> & { claims: readonly number[] }) {
  if (!claims.length) return <p class="soft">no claim of it</p>;
  return <ul>{claims.map((i) => <li key={i}><Said i={i} {...own} /></li>)}</ul>;
}

/** One claim of a side, shortly; its words are one click away. */
function Said({ graph, i, by, numbers, open }: Pick<SectionProps, "graph" | "by" | "numbers" | "open"> & { i: number }) {
  const { claims, documents, things } = graph;
  const factuality = FACTUALITIES[claims.factuality[i]!]!;
  const days = toldDays(claims, i);
  const places = [...row(claims.places, i)].map((place) => things.label[place]).join(", ");
  const told = [days || "no day", places, ...(numbers.get(i) ?? []).map(({ text }) => text)].filter(Boolean).join("; ");
  const where = by === "document" ? things.label[claims.speaker[i]!] : documents.label[claims.document[i]!];
  return (
    <>
      <button type="button" class="link" title="Show the quote" onClick={() => open([i], headingOf(graph, i))}><Mark factuality={factuality} /> {factuality}: {told}</button>
      {claims.contradicted[i] === 1 && <span class="dissent"> contradicted</span>}
      {claims.comment[i] === 1 && <strong> in a reader’s comment</strong>}
      <span class="soft"> – {where} ¶{claims.paragraph[i]}</span>
    </>
  );
}

/** What happened between whom: "armed clash: A – B". */
function headingOf(graph: Graph, i: number): string {
  const { claims, things, types } = graph;
  const names = (of: Uint32Array) => [...of].map((thing) => things.label[thing]).join(", ");
  const [doers, others] = [names(row(claims.doers, i)), names(row(claims.others, i))];
  const parties = doers && others ? `${doers} → ${others}` : doers || (others && `→ ${others}`);
  return `${types.label[claims.type[i]!]}${parties && `: ${parties}`}`;
}

function columnsOf(graph: Graph, names: Names, titles: Readonly<Record<Kind, string>>): Column<PairedRow>[] {
  const said = (of: readonly number[]) => of.map((i) => [FACTUALITIES[graph.claims.factuality[i]!], toldDays(graph.claims, i)].filter(Boolean).join(" ")).join("; ");
  return [
    { label: "What", cell: ({ left, right }) => headingOf(graph, (left[0] ?? right[0])!) },
    { label: "Said", cell: ({ kind }) => titles[kind] },
    { label: "Why contested", cell: ({ reasons }) => reasons.map((reason) => WHY[reason]).join("; ") },
    { label: names.left, cell: ({ left }) => said(left) },
    { label: names.right, cell: ({ right }) => said(right) },
  ];
}
