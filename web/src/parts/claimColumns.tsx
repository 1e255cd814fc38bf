import { toldDays } from "../data/days";
import { FACTUALITIES, type Graph } from "../data/graph";
import { type Ragged, row } from "../data/ragged";
import { Mark } from "./Mark";
import type { Column } from "./Table";

/** The columns of a table of claims, given by their index. */
export function claimColumns(graph: Graph, open: (claims: Iterable<number>, title: string) => void): Column<number>[] {
  const { claims, things, types, documents } = graph;
  const type = (i: number) => types.label[claims.type[i]!]!;
  const factuality = (i: number) => FACTUALITIES[claims.factuality[i]!]!;
  return [
    { label: "Claim", text: type, cell: (i) => <button type="button" class="link" onClick={() => open([i], "The chosen claim")}>{type(i)}</button> },
    { label: "Factuality", text: factuality, cell: (i) => <><Mark factuality={factuality(i)} /> {factuality(i)}</> },
    named("Actor", claims.doers),
    named("Recipient", claims.others),
    named("Place", claims.places),
    { label: "When", cell: (i) => toldDays(claims, i) || "no day" },
    { label: "Said by", text: (i) => things.label[claims.speaker[i]!]!, cell: (i) => <bdi>{things.label[claims.speaker[i]!]}</bdi> },
    { label: "In a reader’s comment", cell: (i) => (claims.comment[i] ? "yes" : "") },
    { label: "Document", text: (i) => documents.label[claims.document[i]!]!, cell: (i) => <bdi>{documents.label[claims.document[i]!]}</bdi> },
  ];

  function named(label: string, of: Ragged): Column<number> {
    const names = (i: number) => Array.from(row(of, i), (thing) => things.label[thing]!);
    return { label, text: (i) => names(i).join(", "), cell: (i) => names(i).map((name, at) => <>{at > 0 && ", "}<bdi>{name}</bdi></>) };
  }
}
