import { toldDays } from "../data/days";
import { FACTUALITIES, type Graph } from "../data/graph";
import { row } from "../data/ragged";
import { Mark } from "./Mark";
import type { Column } from "./Table";

/** The columns of a table of claims, given by their index. */
export function claimColumns(graph: Graph, open: (claims: Iterable<number>, title: string) => void): Column<number>[] {
  const { claims, things, types, documents } = graph;
  const names = (of: Uint32Array) => Array.from(of, (thing) => things.label[thing]).join(", ");
  const type = (i: number) => types.label[claims.type[i]!]!;
  const factuality = (i: number) => FACTUALITIES[claims.factuality[i]!]!;
  return [
    { label: "Claim", text: type, cell: (i) => <button type="button" class="link" onClick={() => open([i], "The chosen claim")}>{type(i)}</button> },
    { label: "Factuality", text: factuality, cell: (i) => <><Mark factuality={factuality(i)} /> {factuality(i)}</> },
    { label: "Doer", cell: (i) => names(row(claims.doers, i)) },
    { label: "Other side", cell: (i) => names(row(claims.others, i)) },
    { label: "Place", cell: (i) => names(row(claims.places, i)) },
    { label: "When", cell: (i) => toldDays(claims, i) || "no day" },
    { label: "Said by", cell: (i) => things.label[claims.speaker[i]!] },
    { label: "In a reader’s comment", cell: (i) => (claims.comment[i] ? "yes" : "") },
    { label: "Document", cell: (i) => documents.label[claims.document[i]!] },
  ];
}
