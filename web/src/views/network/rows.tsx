import type { Day } from "../../data/contract";
import { FACTUALITIES, type Graph } from "../../data/graph";
import { Mark } from "../../parts/Mark";
import type { Column } from "../../parts/Table";
import { ThingLink } from "../../parts/ThingLink";
import { type Line, countWords, datedWords, formWords, lineVerb } from "./lines";
import { OWN_WORD, type State, stateOn, toldTieDays } from "./states";

/** One tie of a line, or what the line has of claims that rest in no tie. */
export interface LineRow {
  readonly line: Line;
  readonly tie: number | null;
  /** Of the tie itself; null for claims by their days. */
  readonly state: State | null;
  readonly claims: readonly number[];
}

/** The rows of *lines*: each tie by itself, then the claims that are drawn by themselves. */
export function lineRows(graph: Graph, lines: ReadonlyMap<string, Line>, day: Day): LineRow[] {
  return [...lines.values()].flatMap((line) => {
    const own = new Set(line.claims);
    const ofTies = line.ties.map((tie) => {
      const claims = graph.ties.claims[tie]!.filter((claim) => own.has(claim));
      const state = stateOn(graph.ties, tie, day);
      return { line, tie, claims, state: state === "before" ? null : state };
    });
    const resting = new Set(ofTies.flatMap((row) => row.claims));
    const rest = line.claims.filter((claim) => !resting.has(claim));
    return rest.length ? [...ofTies, { line, tie: null, claims: rest, state: line.form === "undated" ? ("undated" as const) : null }] : ofTies;
  });
}

const STANDINGS: Readonly<Record<string, string>> = {
  StatedStanding: "stated",
  OwnWordStanding: OWN_WORD,
  HedgedStanding: "hedged",
};

export function lineColumns(root: string, graph: Graph, changed: ReadonlySet<string>, open: (line: Line, claims: readonly number[]) => void): Column<LineRow>[] {
  const { label, path } = graph.things;
  const page = (thing: number) => <ThingLink root={root} path={path[thing]!} label={label[thing]!} />;
  const factuality = ({ line }: LineRow) => FACTUALITIES[line.factuality]!;
  const onTheDay = ({ line, state }: LineRow) => formWords({ form: line.form, state });
  const daysTold = ({ tie, line, claims }: LineRow) => {
    if (tie === null) return line.form === "told" ? "each claim its own" : "no day told";
    const others = graph.ties.claims[tie]!.length - claims.length;
    return toldTieDays(graph.ties, tie) + (others ? `; ${datedWords(others)}` : "");
  };
  const count = ({ line, claims }: LineRow) => countWords(graph, { claims, form: line.form });
  return [
    { label: "Actor", text: ({ line }) => label[line.a]!, cell: ({ line }) => page(line.a) },
    { label: "Tie", cell: ({ line }) => lineVerb(line, line.a) },
    { label: "Other actor", text: ({ line }) => label[line.b]!, cell: ({ line }) => page(line.b) },
    { label: "Factuality", text: factuality, cell: (row) => <><Mark factuality={factuality(row)} /> {factuality(row)}</> },
    { label: "On the day", text: onTheDay, cell: (row) => <>{onTheDay(row)}{changed.has(row.line.key) && <strong> changed</strong>}</> },
    { label: "Days told", cell: daysTold },
    { label: "Standing", cell: ({ tie }) => (tie === null ? "" : (STANDINGS[graph.ties.standing[tie]!] ?? graph.ties.standing[tie]!)) },
    { label: "Claims", text: count, cell: (row) => <button type="button" class="link" onClick={() => open(row.line, row.claims)}>{count(row)}</button> },
  ];
}
