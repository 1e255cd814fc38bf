import type { Factuality } from "../../data/contract";
import { FACTUALITIES } from "../../data/graph";
import { Mark } from "../../parts/Mark";
import type { Term } from "../../data/solutions";
import { type Facts, pageOf, shortened } from "./iris";

interface Props {
  term: Term | null;
  /** The IRI of the thing that a text names. */
  link: string | null;
  facts: Facts;
  root: string;
}

/** A term to read: things of the store lead to their pages, other IRIs are written with their prefix. */
export function Cell({ term, link, facts, root }: Props) {
  if (!term) return null;
  if (term.type === "uri") return <Iri iri={term.value} facts={facts} root={root} />;
  const page = link === null ? null : pageOf(link, facts, root);
  const text = term.type === "bnode" ? `_:${term.value}` : term.value;
  return <span {...(term["xml:lang"] && { lang: term["xml:lang"] })}>{page ? <a href={page}>{text}</a> : text}</span>;
}

function Iri({ iri, facts, root }: { iri: string; facts: Facts; root: string }) {
  const page = pageOf(iri, facts, root);
  if (page) return <a href={page} title={iri}>{iri.slice(facts.base.length)}</a>;
  const short = shortened(iri, facts);
  const factuality = factualityOf(short);
  return <>{factuality && <><Mark factuality={factuality} /> </>}<code title={iri}>{short}</code></>;
}

function factualityOf(short: string): Factuality | null {
  return FACTUALITIES.find((word) => short === `ckg:${word[0]!.toUpperCase()}${word.slice(1)}`) ?? null;
}
