import { Fragment } from "preact";
import { toldDays } from "../../data/days";
import { FACTUALITIES, type Graph } from "../../data/graph";
import { row } from "../../data/ragged";
import { Mark } from "../../parts/Mark";
import type { Numbers } from "./numbers";
import type { Way } from "./state";
import { headingOf } from "./What";

interface Props {
  graph: Graph;
  by: Way;
  numbers: Numbers;
  open: (claims: Iterable<number>, title: string) => void;
}

export function SaidList({ claims, ...own }: Props & { claims: readonly number[] }) {
  if (!claims.length) return <p class="soft">no claim of it</p>;
  return <ul>{claims.map((i) => <li key={i}><Said i={i} {...own} /></li>)}</ul>;
}

/** One claim of a side, shortly; its words are one click away. */
export function Said({ graph, i, by, numbers, open }: Props & { i: number }) {
  const { claims, documents, things } = graph;
  const factuality = FACTUALITIES[claims.factuality[i]!]!;
  const places = Array.from(row(claims.places, i), (place) => things.label[place]!);
  const told = [...places, ...(numbers.get(i) ?? []).map(({ text }) => text)];
  const speaker = things.label[claims.speaker[i]!];
  const document = documents.label[claims.document[i]!];
  return (
    <>
      <button type="button" class="link" title="Show the quote" onClick={() => open([i], headingOf(graph, i))}>
        <Mark factuality={factuality} /> {factuality}: {toldDays(claims, i) || "no day"}{told.map((one, at) => <Fragment key={at}>; <bdi>{one}</bdi></Fragment>)}
      </button>
      {claims.contradicted[i] === 1 && <span class="dissent"> contradicted</span>}
      {claims.comment[i] === 1 && <strong> in a reader’s comment</strong>}
      <span class="soft"> – {by !== "source" && <bdi>{speaker}</bdi>}{by === "release" && ", "}{by !== "document" && <bdi>{document}</bdi>} ¶{claims.paragraph[i]}</span>
    </>
  );
}
