import { toldDays } from "../data/days";
import { FACTUALITIES, type Graph } from "../data/graph";
import { row } from "../data/ragged";
import { Mark } from "./Mark";
import type { Column } from "./Table";

/** The columns of a table of claims, given by their index. */
export function claimColumns(graph: Graph, open: (claims: Iterable<number>, title: string) => void): Column<number>[] {
  const { claims, things, types, documents } = graph;
  const names = (of: Uint32Array) => [...of].map((thing) => things.label[thing]).join(", ");
  return [
    { label: "Claim", cell: (i) => <button type="button" class="link" onClick={() => open([i], "The chosen claim")}>{types.label[claims.type[i]!]}</button> },
    { label: "Factuality", cell: (i) => <><Mark factuality={FACTUALITIES[claims.factuality[i]!]!} /> {FACTUALITIES[claims.factuality[i]!]}</> },
    { label: "Doer", cell: (i) => names(row(claims.doers, i)) },
    { label: "Other side", cell: (i) => names(row(claims.others, i)) },
    { label: "Place", cell: (i) => names(row(claims.places, i)) },
    { label: "When", cell: (i) => toldDays(claims, i) || "no day" },
    { label: "Said by", cell: (i) => things.label[claims.speaker[i]!] },
    { label: "Document", cell: (i) => documents.label[claims.document[i]!] },
  ];
}
